"""What a check looks at (a frozen draft) and what it returns (findings)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks sending until waived, a warning asks, a hint informs."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the draft (`title`, `text`, `summary`, `fact:NAME`, `media:N:caption`) and code points start..end."""

    field: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain mend: replace the finding's place by `replacement`."""

    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: the rule's id, how grave, where, what to say with its reason and source, a certain mend."""

    rule: str
    severity: Severity
    place: Place
    message: str
    source: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class DraftMedia:
    """One attachment as a check sees it; `kind` is image, video, audio or document; sizes in bytes, px and seconds.

    `id` is what the text calls it by (media:ID).
    """

    name: str
    kind: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    caption: str = ""
    alt: str = ""
    credit: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A story frozen for checking: Markdown `text`, `facts` name → value, `required_parts` section titles asked for."""

    title: str
    text: str
    summary: str = ""
    form: str = ""
    court: str = ""
    court_code: str = ""
    ground: str = ""
    polarity: str = ""
    themes: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    required_parts: tuple[str, ...] = ()
    media: tuple[DraftMedia, ...] = ()
    day: date | None = None
