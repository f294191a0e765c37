"""Plain YAML data, read safely and by the C parser where it is there (an eighth of the time)."""

from typing import Any, Final

import yaml

LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """The data in the text; raises yaml.YAMLError with the line of the fault."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - both loaders are safe ones
