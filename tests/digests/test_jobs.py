"""Each subscriber gets one digest a week, with what the week brought."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.clock import SHANGHAI
from publicity.config import ROOT, Config
from publicity.db import Database
from publicity.digests.actions import Letterhead, subscribe
from publicity.digests.jobs import assemble_one
from publicity.digests.mail import environment
from publicity.digests.models import Digest, Subscriber, SubscriberState
from publicity.digests.rules import content_of
from publicity.digests.unsubscribing import token_for
from publicity.errors import Invalid
from publicity.outbox.carriers import FolderCarrier
from publicity.outbox.jobs import deliver_one
from publicity.outbox.models import Message
from publicity.people.models import Role
from publicity.publishing.models import EntryKind, PublicationEntry
from publicity.publishing.snapshot import Named, Snapshot
from publicity.stories.models import Revision, Story, StoryState
from tests.factories import make_account, make_organisation, numbers

MONDAY = datetime(2018, 7, 9, 9, 0, tzinfo=SHANGHAI)
NEXT_MONDAY = MONDAY + timedelta(days=7)
LETTERHEAD = Letterhead("http://desk.test", "only-for-tests", "desk@court.example", environment(ROOT / "templates"))


def make_line(
    session: Session, kind: EntryKind, at: datetime, before: PublicationEntry | None = None, **changes: Any
) -> PublicationEntry:  # noqa: E501
    """A line of the publication log; `before` is the same story's earlier line."""
    number = next(numbers)
    if before is None:
        account = make_account(session)
        story = Story(public_id=f"p{number}", organisation_id=account.organisation_id, author_id=account.id,
                      state=StoryState.RELEASED, form="case-story", created_at=at, changed_at=at)  # fmt: skip
        session.add(story)
        session.flush()
        revision = Revision(story_id=story.id, number=1, title="题", text="文", hash="0" * 64, author_id=account.id,
                            created_at=at)  # fmt: skip
        session.add(revision)
        session.flush()
        story_id, public_id, revision_id, first = story.id, story.public_id, revision.id, (number, at)
    else:
        story_id, public_id, revision_id = before.story_id, before.public_id, before.revision_id
        first = (before.first_number, before.first_stamp)
    themes = tuple(Named(key, key) for key in changes.get("themes", ("refusal",)))
    snapshot = Snapshot(
        changes.get("title", f"稿件{number}"),
        "摘要",
        "",
        "",
        Named("case-story", "案例故事"),
        Named("c", "澄江法院"),
        themes=themes,
    )  # noqa: E501
    line = PublicationEntry(
        number=number, story_id=story_id, public_id=public_id, kind=kind, at=at, stamp=at, first_number=first[0],
        first_stamp=first[1], revision_id=revision_id, reason=changes.get("reason", ""), snapshot=snapshot.as_json(),
    )  # fmt: skip
    session.add(line)
    session.flush()
    return line


def add_subscriber(session: Session, email: str = "reader@paper.example", themes: tuple[str, ...] = ()) -> Subscriber:
    return subscribe(
        session,
        now=MONDAY,
        actor=None,
        email=email,
        name="澄江日报",
        themes=list(themes),
        known=["refusal", "officers"],
    )


def only_digest(database: Database) -> Digest:
    with database.reading() as session:
        return session.scalars(select(Digest)).one()


def test_a_week_puts_each_story_under_what_last_happened_to_it(database: Database) -> None:
    with database.writing() as session:
        add_subscriber(session)
        old = make_line(session, EntryKind.RELEASE, MONDAY - timedelta(days=3), title="上周的稿件")
        make_line(session, EntryKind.CORRECTION, MONDAY, before=old, title="上周的稿件（更正）", reason="金额有误")
        fresh = make_line(session, EntryKind.RELEASE, MONDAY + timedelta(days=1), title="新稿")
        make_line(session, EntryKind.CORRECTION, MONDAY + timedelta(days=2), before=fresh, title="新稿改")
        gone = make_line(session, EntryKind.RELEASE, MONDAY + timedelta(days=1, hours=1), title="撤下的稿件")
        make_line(
            session,
            EntryKind.WITHDRAWAL,
            MONDAY + timedelta(days=3),
            before=gone,
            title="撤稿说明",
            reason="当事人申请",
        )
        make_line(session, EntryKind.RELEASE, NEXT_MONDAY, title="下周的稿件")
    assert assemble_one(database.writing, now=NEXT_MONDAY, letterhead=LETTERHEAD)
    content = content_of(only_digest(database).content)
    assert [line.title for line in content.released] == ["新稿改"]
    assert [(line.title, line.reason) for line in content.corrected] == [("上周的稿件（更正）", "金额有误")]
    assert [line.title for line in content.withdrawn] == ["撤稿说明"]


def test_one_digest_a_subscriber_and_week_however_often_the_job_runs(database: Database) -> None:
    with database.writing() as session:
        add_subscriber(session)
        add_subscriber(session, "second@paper.example")
    outcomes = [assemble_one(database.writing, now=NEXT_MONDAY, letterhead=LETTERHEAD) for _ in range(4)]
    assert outcomes == [True, True, False, False]
    with database.reading() as session:
        assert session.query(Message).count() == 2


def test_a_subscriber_gets_only_the_themes_asked_for(database: Database) -> None:
    with database.writing() as session:
        add_subscriber(session, themes=("officers",))
        make_line(session, EntryKind.RELEASE, MONDAY, title="拒执", themes=("refusal",))
        make_line(session, EntryKind.RELEASE, MONDAY + timedelta(hours=1), title="干警", themes=("officers",))
    assemble_one(database.writing, now=NEXT_MONDAY, letterhead=LETTERHEAD)
    assert [line.title for line in content_of(only_digest(database).content).released] == ["干警"]


def test_a_title_is_escaped_in_html_and_plain_in_text(database: Database) -> None:
    with database.writing() as session:
        add_subscriber(session)
        make_line(session, EntryKind.RELEASE, MONDAY, title="<b>甲&乙</b>")
    assemble_one(database.writing, now=NEXT_MONDAY, letterhead=LETTERHEAD)
    with database.reading() as session:
        message = session.scalars(select(Message)).one()
    assert "&lt;b&gt;甲&amp;乙" in message.html
    assert "<b>甲&乙</b>" in message.text
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_theme_that_does_not_exist_and_half_an_address_are_refused(session: Session) -> None:
    with pytest.raises(Invalid) as caught:
        subscribe(session, now=MONDAY, actor=None, email="nobody@", name="", themes=["x"], known=["refusal"])
    assert set(caught.value.fields) == {"email", "name", "themes"}


def test_looking_at_the_address_ends_nothing_and_one_click_does(client: FlaskClient, desk_database: Database) -> None:
    with desk_database.writing() as session:
        number = add_subscriber(session).id
    address = f"/unsubscribe/{token_for('only-for-tests', number)}"
    assert "确认退订" in client.get(address).text

    def state() -> SubscriberState:
        with desk_database.reading() as session:
            return session.scalars(select(Subscriber)).one().state

    assert state() == SubscriberState.ACTIVE
    client.application.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None)
    assert state() == SubscriberState.UNSUBSCRIBED
    assert client.get("/unsubscribe/nonsense").status_code == 404


def test_the_page_links_the_mail_written_to_the_folder(
    desk_database: Database, browser_of: Callable[[int], FlaskClient], desk_config: Config
) -> None:
    with desk_database.writing() as session:
        planner = make_account(session, make_organisation(session), [Role.PLANNER])
        clerk = make_account(session)
        add_subscriber(session)
        make_line(session, EntryKind.RELEASE, MONDAY, title="新稿")
    assemble_one(desk_database.writing, now=NEXT_MONDAY, letterhead=LETTERHEAD)
    browser = browser_of(planner.id)
    number = only_digest(desk_database).id
    assert browser.get(f"/digests/{number}/mail.eml").status_code == 404
    folder = FolderCarrier(desk_config.mail_folder)
    deliver_one(desk_database.writing, now=NEXT_MONDAY, carrier=folder, sender="publicity@desk.example")
    page = browser.get(f"/digests/{number}").text
    assert "新稿" in page
    assert f"/digests/{number}/mail.eml" in page
    answer = browser.get(f"/digests/{number}/mail.eml")
    assert b"List-Unsubscribe-Post" in answer.data
    answer.close()
    assert browser_of(clerk.id).get("/digests").status_code == 403
    typed = browser.post("/subscribers", data={"email": "half@", "name": "晚报", "themes": ["refusal"]})
    assert typed.status_code == 422
    assert "half@" in typed.text
    assert "晚报" in typed.text
