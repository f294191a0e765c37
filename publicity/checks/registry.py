"""Every rule there is, module by module; a new check module adds its one line here."""

from typing import Final

from publicity.checks.rule import Rule

ALL_RULES: Final[tuple[Rule, ...]] = ()
