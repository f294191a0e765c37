"""Plain YAML data, read safely and by the C parser where it is there (an eighth of the time)."""

from typing import Any, Final

import yaml

LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST: Final = 30


def load_yaml(text: str) -> Any:
    """The data in the text; raises yaml.YAMLError with the line of the fault."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - both loaders are safe ones


def require_plain(text: str) -> None:
    """For YAML that people hand in, before it is loaded: no aliases (nine lines of them make a billion), 30 levels.

    Loading calls itself for each level, deep enough to end the process; going through the events does not.
    Raises yaml.MarkedYAMLError with the line.
    """
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _fault(event, f"嵌套超过{DEEPEST}层")
        if isinstance(event, yaml.AliasEvent):
            raise _fault(event, "不能用 * 引用别处的内容")


def _fault(event: yaml.Event, problem: str) -> yaml.MarkedYAMLError:
    line = event.start_mark.line if event.start_mark else 0
    return yaml.MarkedYAMLError(problem=problem, problem_mark=yaml.Mark("", 0, line, 0, None, 0))
