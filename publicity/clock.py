"""The only reader of the wall clock; everything below the edge is handed `now`."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def utc_now() -> datetime:
    """The instant now, aware, in UTC."""
    return datetime.now(UTC)


def shanghai_day(now: datetime) -> date:
    """The calendar day in Asia/Shanghai at the aware instant `now`."""
    return now.astimezone(SHANGHAI).date()
