"""The sentences that tell readers of a correction or a withdrawal."""

from datetime import datetime

from publicity.almanac.wording import day_text
from publicity.clock import SHANGHAI
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Publication, Snapshot


def correction_lines(site: Site, story: Snapshot) -> list[str]:
    """One sentence for each correction, oldest first; may be empty."""
    return [
        site.words["corrected"].format(day=_day(datetime.fromisoformat(one.stamp)), reason=one.reason)
        for one in story.corrections
    ]


def withdrawal_text(site: Site, one: Publication) -> str:
    """What stands in the place of a withdrawn story: which one it was, and why."""
    reason = one.reason if one.reason.endswith(("。", "！", "？", "…")) else f"{one.reason}。"
    return site.words["withdrawn_summary"].format(
        day=_day(one.first_stamp), court=one.snapshot.court.name, reason=reason
    )


def _day(instant: datetime) -> str:
    return day_text(instant.astimezone(SHANGHAI).date())
