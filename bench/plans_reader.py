"""What reading a plan costs: milliseconds per 1,000 characters, growth to 200,000, and two other libraries beside it.

Run: python -m bench.plans_reader (goals: 10 ms per 1,000 characters; exponent about 1). The others are read from
bench/requirements.txt and named when they are not installed. They know no roles: every date they find is a claim.
"""

import contextlib
import importlib
import io
import math
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType

from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items
from tests.plans.scoring import Claim, Counts, answers, count

KEY = Path(__file__).parents[1] / "tests" / "plans" / "key"
ISSUED = {
    "campaign-in-phases": date(2017, 7, 18),
    "campaign-plan": date(2018, 4, 8),
    "outline-in-traditional-script": date(2016, 7, 1),
    "publicity-notice": date(2018, 7, 3),
    "publicity-plan": date(2016, 12, 1),
}
DOCUMENTS = {
    path.stem: (path.read_bytes().decode("utf-8"), answers(path.with_suffix(".gold.jsonl")))
    for path in sorted(KEY.glob("*.txt"))
}
CORPUS = "\n".join(text for text, _ in DOCUMENTS.values())
SIZES = (1_000, 10_000, 50_000, 200_000)
Reader = Callable[[str, date], Iterable[Claim]]


def text_of(characters: int) -> str:
    """The documents one after another, again and again, cut to so many characters."""
    return (CORPUS * (characters // len(CORPUS) + 1))[:characters]


def own(text: str, _issued: date) -> Iterable[Claim]:
    """This reader; the signature in the text tells it the date that the others are told."""
    return [
        Claim(item.quote, item.offset, item.start, item.end, item.role, item.recur, item.offset_rule)
        for item in read_items(normalise(text), issued=None)
    ]


def jionlp_reader(library: ModuleType) -> Reader:
    """Claims of jionlp's time extraction."""

    def read(text: str, issued: date) -> Iterable[Claim]:
        base = {"year": issued.year, "month": issued.month, "day": issued.day}
        for found in library.ner.extract_time(text, time_base=base):
            first, last = found["offset"]
            values, kind = found["detail"].get("time"), found["type"]
            if kind == "time_period":
                unit = next(iter((values or {}).get("delta") or {"": 1}))
                yield Claim(text[first:last], first, None, None, recur=cadence(unit[:1].upper()))
            elif kind in ("time_point", "time_span") and isinstance(values, list):
                yield Claim(text[first:last], first, day(values[0]), day(values[-1]))

    return read


def recognizers_reader(library: ModuleType) -> Reader:
    """Claims of Microsoft's recognizers; a range ends before its last value."""

    def read(text: str, issued: date) -> Iterable[Claim]:
        moment = datetime(issued.year, issued.month, issued.day)  # noqa: DTZ001 (the library takes no zone)
        for found in library.recognize_datetime(text, library.Culture.Chinese, reference=moment):
            value = ((found.resolution or {}).get("values") or [{}])[-1]
            quote = text[found.start : found.end + 1]
            if value.get("type") == "set":
                yield Claim(quote, found.start, None, None, recur=cadence(value.get("timex", "")[-1:]))
            elif value.get("type") in ("date", "datetime"):
                yield Claim(quote, found.start, day(value.get("value")), day(value.get("value")))
            elif value.get("type") == "daterange":
                end = day(value.get("end"))
                yield Claim(quote, found.start, day(value.get("start")), end and end - timedelta(days=1))

    return read


def cadence(unit: str) -> str | None:
    """FREQ=… for the first letter of a unit."""
    frequency = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}.get(unit)
    return frequency and f"FREQ={frequency}"


def day(text: str | None) -> date | None:
    """The day of "2018-07-12 00:00:00"; None when it names none."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat((text or "")[:10])
    return None


def others() -> dict[str, Reader]:
    """The libraries that are installed, by name; the others are named on the screen."""
    found: dict[str, Reader] = {}
    for name, module, wrap in (
        ("jionlp", "jionlp", jionlp_reader),
        ("recognizers-text", "recognizers_date_time", recognizers_reader),
    ):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found[name] = wrap(importlib.import_module(module))
        except ImportError as missing:
            print(f"{name}: not installed ({missing}); pip install -r bench/requirements.txt to compare")
    return found


def milliseconds(read: Reader, text: str, issued: date, rounds: int) -> float:
    """The median time of one reading."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        list(read(text, issued))
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def score(read: Reader) -> str:
    """Recall and precision over the answer keys, with the counts they come from."""
    each = [count(keys, read(text, ISSUED[name])) for name, (text, keys) in DOCUMENTS.items()]
    total = Counts(*map(sum, zip(*each, strict=True)))
    recall, precision = total.found / total.tasks, total.correct / max(1, total.claims)
    found = f"recall {recall:.3f} ({total.found}/{total.tasks})"
    right = f"precision {precision:.3f} ({total.correct}/{total.claims})"
    return f"{found}, {right}, rules {total.kept}/{total.rules}"


def main() -> None:
    """Prints the figures."""
    issued, times = date(2018, 7, 3), {}
    list(own(text_of(SIZES[0]), issued))
    for size in SIZES:
        times[size] = milliseconds(own, text_of(size), issued, 7 if size <= 10_000 else 3)
        print(f"{size:>7} characters: {times[size]:8.1f} ms = {1000 * times[size] / size:5.2f} ms per 1,000")
    growth = math.log(times[SIZES[-1]] / times[SIZES[1]]) / math.log(SIZES[-1] / SIZES[1])
    print(f"growth from {SIZES[1]:,} to {SIZES[-1]:,}: exponent {growth:.2f}")
    print(f"this reader: {score(own)}")
    sample = text_of(sum(len(text) for text, _ in DOCUMENTS.values()))
    mine = milliseconds(own, sample, issued, 3)
    for name, read in others().items():
        theirs = milliseconds(read, sample, issued, 1)
        cost = f"{1000 * theirs / len(sample):.2f} ms per 1,000 = {theirs / mine:.1f} times this reader"
        print(f"{name}: {cost}; {score(read)}")


if __name__ == "__main__":
    main()
