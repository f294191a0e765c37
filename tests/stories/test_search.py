"""The same stories are found on both databases, by any word however short."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.stories.models import Story, StoryState
from publicity.stories.search import Excerpt, excerpt, found_in, index_story
from tests.factories import make_account, numbers

TEXTS = (
    "法官把执行款送到田埂上，老人拿到了赔偿。",
    "被执行人无财产可供执行，本次程序终结。案号（2018）云9901执12号",
    "拒不履行判决，罚款十万元。100% _特殊_ 'quote\" & | !",
)


def put_stories(session: Session, now: datetime) -> list[int]:
    account = make_account(session)
    made = []
    for words in TEXTS:
        story = Story(
            public_id=f"s{next(numbers)}",
            organisation_id=account.organisation_id,
            author_id=account.id,
            state=StoryState.DRAFT,
            form="case-story",
            created_at=now,
            changed_at=now,
        )
        session.add(story)
        session.flush()
        index_story(session, story.id, [words])
        made.append(story.id)
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("田", [0]),
        ("执行", [0, 1]),
        ("执行 款", [0]),
        ("被执行人", [1]),
        ("行人执行", []),
        ("可供执行，本次", [1]),
        ("云9901执12号", [1]),
        ("100%", [2]),
        ("QUOTE", [2]),
        ('" OR "', []),
        ("不存在", []),
        ("、", [0, 1, 2]),
    ],
)
def test_every_word_must_stand_in_the_story(session: Session, now: datetime, words: str, found: list[int]) -> None:
    ids = put_stories(session, now)
    hits = session.scalars(found_in(session, select(Story).order_by(Story.id), words)).all()
    assert [story.id for story in hits] == [ids[index] for index in found]


def test_a_story_indexed_again_is_found_by_its_new_words_only(session: Session, now: datetime) -> None:
    ids = put_stories(session, now)
    index_story(session, ids[0], ["全新的文字"])
    hits = session.scalars(found_in(session, select(Story), "田埂")).all()
    assert hits == []
    assert [s.id for s in session.scalars(found_in(session, select(Story), "全新"))] == [ids[0]]


def test_an_excerpt_shows_the_longest_word_in_its_place() -> None:
    assert excerpt("前面的话，执行不能，后面", "能 执行不能") == Excerpt("前面的话，", "执行不能", "，后面")
    assert excerpt("无关", "执行") == Excerpt()
