"""Whether a plan file's quotes stand in the document where it says they do. Pure."""

from publicity.calendar.plan_checks import items_of
from publicity.calendar.plan_types import PlanFile, PlanSource
from publicity.calendar.plan_yaml import PlanFault


def wrong_quotes(plan: PlanFile, document: str) -> list[PlanFault]:
    """A fault for each quote that is not at its offset, saying where it is instead; by line, may be empty."""
    faults = [
        PlanFault(item.line, _sentence(source, document))
        for item in items_of(plan)
        for source in item.sources
        if not _stands(source, document)
    ]
    faults += [
        PlanFault(reference.line, _sentence(reference.source, document))
        for reference in plan.upstream
        if reference.source is not None and not _stands(reference.source, document)
    ]
    return sorted(faults)


def _stands(source: PlanSource, document: str) -> bool:
    return bool(source.quote) and document.startswith(source.quote, source.offset)


def _sentence(source: PlanSource, document: str) -> str:
    places: list[str] = []
    found = document.find(source.quote) if source.quote else -1
    while found >= 0 and len(places) < 5:
        places.append(str(found))
        found = document.find(source.quote, found + 1)
    if places:
        return f"引文“{source.quote}”不在第 {source.offset} 字，而在 {'、'.join(places)}，请改“offset”。"
    return f"源文件里没有引文“{source.quote}”，请照原文抄录，一字不差。"
