"""What the checks are shown of a story, and which earlier stories it is compared with."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from publicity.stories.actions import save
from publicity.stories.content import Content
from publicity.stories.findings import COMPARED, blocking, draft_of, judged
from publicity.stories.models import StoryState
from publicity.stories.queries import newest_revision
from tests.stories.factories import Desk, make_desk, make_story, policy

PARAGRAPH = "承办法官带着查询结果上门，把账户、车辆、房产逐项摊开来谈，又请来村干部一起做工作，老人终于拿到了第一笔钱。"


@pytest.fixture
def desk(session: Session) -> Desk:
    return make_desk(session)


def test_a_draft_carries_the_sheet_as_text_and_the_parts_asked_for(session: Session, desk: Desk, now: datetime) -> None:
    story = make_story(session, desk, now)
    draft = draft_of(newest_revision(session, story.id), story, desk.court)
    assert draft.court == desk.court.name
    assert draft.required_parts == ("基本案情", "执行过程", "处理结果", "典型意义", "法官说法")
    assert draft.facts["measures"] == "冻结银行存款；限制消费"
    assert draft.facts["course"].startswith("2018-03-12 执行干警到村里核实财产；")
    assert "recovered" not in draft.facts


def test_the_day_of_the_draft_is_the_day_it_was_written(session: Session, desk: Desk, now: datetime) -> None:
    story = make_story(session, desk, now, text="（2018）云9901执12号、（2019）云9901执13号\n")
    (row,) = judged(session, story, newest_revision(session, story.id), policy("case_number.year"))
    assert "2019" in row.finding.message


def test_a_rule_switched_off_for_the_court_finds_nothing(session: Session, desk: Desk, now: datetime) -> None:
    rules = policy("placeholders.left_over")
    story = make_story(session, desk, now, text="## 基本案情\n\n还没写完【待补：案由】。\n")
    revision = newest_revision(session, story.id)
    assert [one.rule for one in blocking(session, story, revision, rules)] == ["placeholders.left_over"]
    desk.court.disabled_rules = ["placeholders.left_over"]
    session.flush()
    assert blocking(session, story, revision, rules) == []


@pytest.mark.parametrize(
    ("state", "rule", "found"),
    [
        (StoryState.SUBMITTED, "duplicate.case_number", True),
        (StoryState.SUBMITTED, "duplicate.text", True),
        (StoryState.DRAFT, "duplicate.case_number", False),
        (StoryState.DRAFT, "duplicate.text", False),
    ],
)
def test_another_courts_story_is_compared_with_from_its_submission_on(
    session: Session, desk: Desk, now: datetime, state: StoryState, rule: str, found: bool
) -> None:
    text = "## 基本案情\n\n" + "\n\n".join(f"{PARAGRAPH}这是第{number}次。" for number in range(6))
    other = make_story(session, make_desk(session), now, text=text)
    other.state = state
    story = make_story(session, desk, now, text=text)
    rows = judged(session, story, newest_revision(session, story.id), policy(rule))
    assert ([row.finding.rule for row in rows] == [rule]) is found


def test_an_old_story_is_found_among_many_newer_ones(session: Session, desk: Desk, now: datetime) -> None:
    text = "## 基本案情\n\n" + "\n\n".join(f"{PARAGRAPH}这是第{number}次。" for number in range(6))
    old = make_story(session, desk, now, text=text)
    for number in range(COMPARED + 5):
        other = "".join(f"第{number}队第{place}组走访了{place * 7 + number}户人家，送达文书。" for place in range(20))
        make_story(session, desk, now, text=other)
    story = make_story(session, desk, now, text="导语另写。\n\n" + text)
    (row,) = judged(session, story, newest_revision(session, story.id), policy("duplicate.text"))
    assert f"第{old.id}号稿件" in row.finding.message


def test_what_is_compared_with_follows_the_newest_text(session: Session, desk: Desk, now: datetime) -> None:
    text = "## 基本案情\n\n" + "\n\n".join(f"{PARAGRAPH}这是第{number}次。" for number in range(6))
    old = make_story(session, desk, now, text=text)
    story = make_story(session, desk, now, text=text)
    rewritten = Content(old.title, "".join(f"第{place}组走访了{place * 7}户人家，送达文书。" for place in range(40)))
    save(session, now=now, actor=desk.drafter, story_id=old.id, base=2, content=rewritten)
    assert judged(session, story, newest_revision(session, story.id), policy("duplicate.text")) == []


def test_the_words_of_a_picture_in_the_text_are_looked_at_like_captions(
    session: Session, desk: Desk, now: datetime
) -> None:
    text = '![门口13800138000](media:1 "联系电话13900139000")\n'
    story = make_story(session, desk, now, text=text)
    rows = judged(session, story, newest_revision(session, story.id), policy("personal.mobile"))
    marked = [text[row.finding.place.start : row.finding.place.end] for row in rows]
    assert marked == ["13800138000", "13900139000"]


def test_a_picture_that_nobody_attached_holds_the_story(session: Session, desk: Desk, now: datetime) -> None:
    rules = policy("media.not_attached")
    story = make_story(session, desk, now, text="![现场](media:2)\n")
    (found,) = blocking(session, story, newest_revision(session, story.id), rules)
    assert "media:2" in found.message
    entry = {"id": "2", "name": "2.jpg", "kind": "image", "mime": "image/jpeg", "size": 1}
    story = make_story(session, desk, now, text="![现场](media:2)\n", media=[entry])
    assert blocking(session, story, newest_revision(session, story.id), rules) == []
