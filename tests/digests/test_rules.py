"""Which week a digest is about."""

from datetime import UTC, date, datetime

import pytest

from publicity.clock import SHANGHAI
from publicity.digests.rules import Week, week_due
from publicity.digests.unsubscribing import subscriber_in, token_for


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2018, 7, 16, 8, 0, tzinfo=SHANGHAI), date(2018, 7, 9)),
        (datetime(2018, 7, 16, 7, 59, tzinfo=SHANGHAI), date(2018, 7, 2)),
        (datetime(2018, 7, 22, 23, 59, tzinfo=SHANGHAI), date(2018, 7, 9)),
        (datetime(2018, 7, 15, 16, 30, tzinfo=UTC), date(2018, 7, 2)),
        (datetime(2019, 1, 2, 12, 0, tzinfo=SHANGHAI), date(2018, 12, 24)),
    ],
)
def test_last_week_is_due_from_monday_eight_o_clock_in_shanghai(now: datetime, monday: date) -> None:
    assert week_due(now).first_day == monday


def test_a_week_is_named_by_its_iso_number_and_ends_before_the_next_monday() -> None:
    week = Week(date(2018, 12, 31))
    assert (week.key, week.last_day) == ("2019-W01", date(2019, 1, 6))
    assert week.ends == datetime(2019, 1, 7, tzinfo=SHANGHAI)


def test_a_token_names_its_subscriber_and_another_secret_does_not_open_it() -> None:
    token = token_for("secret", 7)
    assert subscriber_in("secret", token) == 7
    assert subscriber_in("other", token) is None
    assert subscriber_in("secret", token + "x") is None
