"""The window that a date came to, and what to say when none can be told."""

from dataclasses import dataclass
from datetime import date

from publicity.almanac.windows import Kind, Precision
from publicity.plans.dates_spans import Mark, Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """The window of a date; None days are open or not computable."""

    start: date | None
    end: date | None
    precision: Precision
    kind: Kind
    reason: str
    confidence: float
    offset_rule: str | None = None
    question: str | None = None
    warning: str | None = None


def unknown(span: Span) -> Resolved:
    """What is left when nothing tells the year."""
    kind = Kind.DEADLINE if span.suffix is Mark.BEFORE else Kind.PERIOD
    precision = Precision(span.first.unit) if span.first.unit in set(Precision) else Precision.RANGE
    question = "文中没有写明年份，请补充年份。"
    return Resolved(None, None, precision, kind, "推算不出年份", 0.3, question=question)
