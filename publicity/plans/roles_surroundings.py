"""The words around a date, and the verdict they lead to."""

from dataclasses import dataclass
from typing import NamedTuple

from publicity.plans.items import Role


class Verdict(NamedTuple):
    """The role of a date, why, and how sure."""

    role: Role
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a date: `left` and `right` to the ends of its sentence, `clause` to the next comma."""

    left: str
    right: str
    clause: str
    in_title: bool
    in_heading: bool
    in_book: bool
    in_brackets: bool
    opens: bool
