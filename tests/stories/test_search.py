"""The same stories are found on both databases, by any word however short."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.db import Database
from publicity.stories.models import Story, StoryState
from publicity.stories.search import Excerpt, excerpt, found_in, index_story, read_by_people
from tests.factories import NOON, make_account, numbers
from tests.stories.factories import Desk, make_desk, make_story

Browser = Callable[[int], FlaskClient]

TEXTS = (
    "法官把执行款送到田埂上，老人拿到了赔偿。",
    "被执行人无财产可供执行，本次程序终结。案号（2018）云9901执12号",
    "拒不履行判决，罚款十万元。100% _特殊_ 'quote\" & | !",
    '## 拖欠**工资**款\n\n![工地 "现场"](media:2 "领款")\n\n[公告](https://court.example/notice)，（2015）云民终字第7号。',
    "店主é、ς、𬭎，Ⅷ",
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
        ("、", []),
        ("%", []),
        ("_", []),
        ("", [0, 1, 2, 3, 4]),
        ("é", [4]),
        ("É", [4]),
        ("e", [2]),
        ("ς", [4]),
        ("σ", []),
        ("𬭎", [4]),
        ("viii", [4]),
        ("İ", [4]),
        ('"工资"', [3]),
        ("工资款", [3]),
        ("media", []),
        ("court", []),
        ("工地", [3]),
        ("领款", [3]),
        ("公告", [3]),
        ("2018云9901执12", [1]),
        ("（2018）云9901执12号", [1]),
        ("(2018) 云9901执12号", [1]),
        ("2018云9901执1号", []),
        ("2015云民终字第7号", [3]),
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


@pytest.mark.parametrize(
    ("parts", "words", "shown"),
    [
        ([("", "前面的话，执行不能，后面")], "能 执行不能", Excerpt("前面的话，", "执行不能", "，后面")),
        ([("", "无关")], "执行", Excerpt()),
        ([("", "拖欠工资款")], '"工资"', Excerpt("拖欠", "工资", "款")),
        (
            [("", "无关"), ("案情要素", "（2018）云9901执12号")],
            "2018云9901执12",
            Excerpt("（", "2018）云9901执12", "号", "案情要素"),
        ),
        ([("", "无关"), ("单位", "澄江市人民法院")], "澄江", Excerpt("", "澄江", "市人民法院", "单位")),
        ([("", "甲\n\n乙方ＡＢＣ公司")], "abc", Excerpt("甲 乙方", "ＡＢＣ", "公司")),
        ([("", "可供执行，本次程序终结")], "供执行，本", Excerpt("可", "供执行", "，本次程序终结")),
    ],
)
def test_an_excerpt_shows_the_longest_word_in_its_place(
    parts: list[tuple[str, str]], words: str, shown: Excerpt
) -> None:
    assert excerpt(parts, words) == shown


def test_readers_see_no_markup_and_no_addresses() -> None:
    assert read_by_people(TEXTS[3]).split("\n") == [
        "拖欠工资款",
        "",
        "",
        "",
        "公告，（2015）云民终字第7号。",
        '工地 "现场"领款',
    ]


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        made = make_desk(session)
        text = "## 基本案情\n\n拖欠**工资**一案。\n\n![工地](media:2)\n"
        make_story(session, made, NOON, title="无关的标题", text=text)
        return made


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("工资", "拖欠<mark>工资</mark>一案。"),
        ("2018云28执123", "案情要素：…（<mark>2018）云28执123</mark>号"),
        ("房产和车辆", "案情要素：…名下没有<mark>房产和车辆</mark>"),
    ],
)
def test_the_list_shows_each_hit_where_it_stands(browser_of: Browser, desk: Desk, words: str, shown: str) -> None:
    page = browser_of(desk.drafter.id).get("/stories", query_string={"q": words}).text
    assert shown in page
    assert "##" not in page
    assert "**" not in page


def test_a_court_is_found_and_shown(browser_of: Browser, desk: Desk) -> None:
    page = browser_of(desk.drafter.id).get("/stories", query_string={"q": desk.court.name}).text
    assert f"单位：…<mark>{desk.court.name}</mark>" in page


@pytest.mark.parametrize("words", ["%", "_", "、，"])
def test_marks_alone_are_nothing_to_search_for(browser_of: Browser, desk: Desk, words: str) -> None:
    page = browser_of(desk.drafter.id).get("/stories", query_string={"q": words}).text
    assert f"“{words}”里没有可以查找的字" in page
    assert "无关的标题" not in page
