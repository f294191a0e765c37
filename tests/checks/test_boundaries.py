"""Limits at their edges: what a call asks of pictures and film, WeChat's limits, titles, parts, ground, open cases."""

from dataclasses import replace
from datetime import date

import pytest

from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.policy import Call, MediaRequirement, Policy
from tests.checks.probe import findings, policy

PICTURE = DraftMedia("1.jpg", "image", "image/jpeg", 10**6, 2000, 1200, caption="现场", alt="现场", credit="甲")
FILM = DraftMedia("a.mp4", "video", "video/mp4", 10**6, 1920, 1080, duration=60, caption="片", credit="甲")
SOUND = DraftMedia("a.mp3", "audio", "audio/mpeg", 10**9, duration=9000)
PAPER = DraftMedia("a.pdf", "document", "application/pdf", 10**9)


def _asking(**asked: object) -> Policy:
    call = Call("试", policy().call.band, {}, MediaRequirement(**asked))  # type: ignore[arg-type]
    return replace(policy(), call=call)


def _with(*media: DraftMedia) -> Draft:
    return Draft("题", "文", media=media)


@pytest.mark.parametrize("asked", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("less", [-1, 0, 1, 2])
def test_pictures_are_counted(asked: int, less: int) -> None:
    have = max(asked - less, 0)
    found = findings("media.too_few", _with(*[PICTURE] * have, FILM, SOUND, PAPER), _asking(pictures=asked))
    assert len(found) == (1 if have < asked else 0)


@pytest.mark.parametrize(
    ("width", "height", "is_short"),
    [
        (1600, 1200, False), (1599, 1599, True), (1600, 1, False), (1, 1600, False), (1200, 1599, True),
        (1599, 1, True), (4000, 3000, False), (900, 383, True), (1, 1, True), (0, 0, False), (1600, 1600, False),
        (1601, 1601, False), (3200, 1599, False), (800, 600, True), (1280, 1024, True), (1500, 1500, True),
        (1600, 0, False), (0, 1599, True), (1920, 1080, False), (1080, 1920, False),
    ],
)  # fmt: skip
def test_the_long_side_decides(width: int, height: int, is_short: bool) -> None:
    item = replace(PICTURE, width=width, height=height)
    assert bool(findings("media.too_small", _with(item, FILM), _asking(long_side=1600))) is is_short


@pytest.mark.parametrize("most", [10**6, 2 * 10**6, 10**7, 2 * 10**8])
@pytest.mark.parametrize(("over", "count"), [(-1, 0), (0, 0), (1, 1), (10**6, 1), (10**9, 1)])
def test_sizes_count_to_the_byte(most: int, over: int, count: int) -> None:
    for item, asked in ((PICTURE, {"picture_bytes": most}), (FILM, {"video_bytes": most})):
        assert (
            len(findings("media.too_large", _with(replace(item, size=most + over), PAPER), _asking(**asked))) == count
        )


@pytest.mark.parametrize("most", [30, 60, 180, 600])
@pytest.mark.parametrize(("over", "count"), [(-1, 0), (0, 0), (0.5, 1), (1, 1), (3600, 1)])
def test_films_may_be_as_long_as_asked(most: int, over: float, count: int) -> None:
    draft = _with(replace(FILM, duration=most + over), SOUND)
    assert len(findings("media.too_long", draft, _asking(video_seconds=most))) == count


WORDS = ["", " ", "\u3000", "\n", "\t ", "图", "图1", "0", "。", "执行现场"]


@pytest.mark.parametrize("value", WORDS)
@pytest.mark.parametrize("kind", ["image", "video"])
@pytest.mark.parametrize("name", ["caption", "alt", "credit"])
def test_words_are_asked_of_pictures_and_films(name: str, kind: str, value: str) -> None:
    item = replace(PICTURE if kind == "image" else FILM, **{name: value})  # type: ignore[arg-type]
    asked = _asking(**{"caption": {"captions": True}, "alt": {"alts": True}, "credit": {"credits": True}}[name])
    expected = not value.strip() and not (name == "alt" and kind == "video")
    found = findings(f"media.no_{name}", _with(item, SOUND, PAPER), asked)
    assert [one.place.field for one in found] == ([f"media:0:{name}"] if expected else [])
    assert findings(f"media.no_{name}", _with(item), _asking()) == []


LENGTHS = [0, 1, 16, 31, 32, 33, 34, 40, 54, 63, 64, 65, 66, 80, 119, 120, 121, 122, 128, 200]


@pytest.mark.parametrize("length", LENGTHS)
def test_wechat_titles_and_digests(length: int) -> None:
    draft = Draft("题" * length, "文", summary="摘" * length)
    assert bool(findings("wechat.title", draft)) is (length > 64)
    assert bool(findings("wechat.title_api", draft)) is (32 < length <= 64)
    assert bool(findings("wechat.digest", draft)) is (length > 120)


@pytest.mark.parametrize(
    "over", [-20000, -19999, -1000, -100, -10, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 10, 100, 999, 9999]
)
def test_wechat_bodies(over: int) -> None:
    assert bool(findings("wechat.body", Draft("题", "文" * (20000 + over)))) is (over > 0)


@pytest.mark.parametrize(
    ("title", "form", "count"),
    [
        ("十二年的欠款要回来了", "case-story", 0), ("十二年的欠款要回来了。", "case-story", 1), ("\u3000", "wechat", 1),
        ("", "press-release", 1), ("", "film", 1), ("\n", "photo-story", 1), ("他说：“我还！”", "wechat", 0),
        ("一封感谢信。 ", "", 1), ("“我还。”", "", 0), ("要回来了……", "wechat", 0), ("要回来了。。", "", 0),
    ],
)  # fmt: skip
def test_more_titles(title: str, form: str, count: int) -> None:
    assert len(findings("structure.title", Draft(title, "文", form=form))) == count


FORMS = ["case-story", "case_story", "案例故事", "案例", "典型案例", "执行案例"]
OTHER_FORMS = ["", "wechat", "press-release", "briefing-item", "live-topic", "film", "photo-story", "defaulter-notice"]


@pytest.mark.parametrize("ground", ["", " ", "\u3000", "major-case", "spirit"])
def test_the_ground_is_asked_of_case_stories_only(ground: str) -> None:
    for form in FORMS:
        assert len(findings("ground.missing", Draft("题", "文", form=form, ground=ground))) == (not ground.strip())
    for form in OTHER_FORMS:
        assert findings("ground.missing", Draft("题", "文", form=form, ground=ground)) == []


OPEN = "目前，该案正在进一步执行中。"


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("法院将于7月20日强制腾退。", True), ("法院拟于8月1日拍卖该房产。", True), ("法院定于下周强制清场。", True),
        ("法院计划在近日对其拘留。", True), ("法院将在下月启动拍卖。", True), ("法院准备于择日搜查其住所。", True),
        ("被执行人张建国拒不履行。", True), ("被执行人李志强，名下有房。", True), ("失信人王国庆仍未露面。", True),
        ("法院预计于9月拆除该房屋。", True), ("法院将于7月20日召开发布会。", False), ("被执行人张某拒不履行。", False),
        ("被执行人张××拒不履行。", False), ("被执行人某公司拒不履行。", False), ("法院已于7月20日完成腾退。", False),
        ("执行干警将继续努力。", False), ("款项将于近日发放。", False), ("法官将在8月10日走访企业。", False),
        ("被执行人高某，名下有房。", False), ("拍卖已于7月结束。", False),
    ],
)  # fmt: skip
def test_open_cases_with_a_day_or_a_name(sentence: str, is_asked: bool) -> None:
    assert bool(findings("ground.sensitive", Draft("题", OPEN + sentence))) is is_asked
    assert findings("ground.sensitive", Draft("题", "案件已执行完毕。" + sentence)) == []


PARTS = ("基本案情", "执行过程", "典型意义")
HEADINGS = [
    "## {}",
    "# {}",
    "### {}：",
    "**{}**",
    "**一、{}**",
    "【{}】",
    "一、{}",
    "（一）{}",
    "## （二）{}",
    "__{}__：",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("lacking", [None, 0, 1, 2])
def test_parts_however_they_are_headed(heading: str, lacking: int | None) -> None:
    shown = [part for number, part in enumerate(PARTS) if number != lacking]
    text = "\n\n".join(f"{heading.format(part)}\n\n内容。" for part in shown)
    draft = Draft("题", text, required_parts=PARTS)
    assert len(findings("structure.missing_part", draft)) == (lacking is not None)
    assert findings("structure.empty_part", draft) == []
    assert findings("structure.part_order", draft) == []


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("rest", ["", "\n", "……", "——", "![图](a.jpg)"])
def test_a_part_with_nothing_to_read_is_empty(heading: str, rest: str) -> None:
    text = f"{heading.format('基本案情')}\n\n{rest}\n\n{heading.format('典型意义')}\n\n内容。"
    found = findings("structure.empty_part", Draft("题", text, required_parts=("基本案情", "典型意义")))
    assert ["基本案情" in one.message for one in found] == [True]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(
    ("order", "count"), [((0, 1, 2), 0), ((1, 0, 2), 1), ((0, 2, 1), 1), ((2, 1, 0), 2), ((1, 2, 0), 1)]
)
def test_parts_in_another_order(heading: str, order: tuple[int, ...], count: int) -> None:
    text = "\n\n".join(f"{heading.format(PARTS[number])}\n\n内容。" for number in order)
    assert len(findings("structure.part_order", Draft("题", text, required_parts=PARTS))) == count


@pytest.mark.parametrize("year", [1000, 1949, 1978, 1979, 1980, 1999, 2013, 2016, 2017, 2018, 2019, 2020, 2099])
@pytest.mark.parametrize("day", [None, date(2018, 7, 1)])
def test_years_of_case_numbers(year: int, day: date | None) -> None:
    expected = year < 1979 or bool(day and year > day.year)
    assert bool(findings("case_number.year", Draft("题", f"（{year}）云2801执1号", day=day))) is expected
