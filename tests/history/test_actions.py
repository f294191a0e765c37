"""The chain of history holds, and shows where it was tampered with."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from publicity.history.actions import record
from publicity.history.queries import first_broken, of_subject
from tests.factories import make_person


def test_each_line_follows_from_the_one_before(session: Session, now: datetime) -> None:
    person = make_person(session)
    first = record(session, now=now, actor=person, verb="story.saved", subject="story:1", detail={"revision": 1})
    second = record(session, now=now, actor=None, verb="story.released", subject="story:1", reason="到期")
    assert second.previous_hash == first.hash
    assert [line.verb for line in session.scalars(of_subject("story:1"))] == ["story.released", "story.saved"]
    session.expire_all()
    assert first_broken(session) is None


def test_a_changed_line_is_found(session: Session, now: datetime) -> None:
    lines = [record(session, now=now, actor=None, verb="story.saved", subject=f"story:{n}") for n in range(3)]
    session.execute(text("UPDATE history_entries SET reason = 'x' WHERE id = :id"), {"id": lines[1].id})
    session.expire_all()
    found = first_broken(session)
    assert found is not None
    assert found.id == lines[1].id
