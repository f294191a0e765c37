"""Rules that look at more than the words: structure, ground, court, media, WeChat, earlier stories."""

from dataclasses import replace
from datetime import date

import pytest

from publicity.checks.finding import Draft, DraftMedia, Finding
from publicity.checks.near_duplicates import Earlier, compare, containment
from publicity.checks.policy import Call, MediaRequirement, Policy
from tests.checks.probe import findings, policy

PARTS = ("基本案情", "执行过程", "典型意义")
WHOLE = "## 基本案情\n\n甲申请执行人。\n\n## 执行过程\n\n查封。\n\n## 典型意义\n\n彰显。"
STORY = (
    "申请执行人张某与被执行人某建材公司买卖合同纠纷一案，法院判决公司支付货款86000元。判决生效后公司未履行，"
    "执行法官通过网络查控系统冻结其银行账户，并对法定代表人限制高消费，促使其主动到院。最终款项全部到位，案件顺利执结。"
    "该案的办理彰显了人民法院依法维护胜诉当事人合法权益的决心，也提醒市场主体诚信经营，生效裁判必须履行。"
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (WHOLE, []),
        (WHOLE.replace("## 执行过程", "## 执行经过"), []),
        (WHOLE.replace("## 执行过程", "**二、执行情况**"), []),
        (WHOLE.replace("## 执行过程", "【执行过程】"), []),
        (WHOLE.replace("## 执行过程", "二、执行过程"), []),
        (WHOLE.replace("## 典型意义", "## 三、典型意义："), []),
        (WHOLE.replace("## 典型意义", "### 启示"), []),
        (WHOLE.replace("## 典型意义\n", ""), ["典型意义"]),
        (WHOLE.replace("## 执行过程\n", ""), ["执行过程"]),
        ("", list(PARTS)),
        ("基本案情是这样的，执行过程很长，典型意义很大。", list(PARTS)),
        ("## 基本案情\n\n甲", ["执行过程", "典型意义"]),
        (WHOLE.replace("## 基本案情", "## 案情简介"), []),
        (WHOLE.replace("## 基本案情", "## 当事人"), ["基本案情"]),
    ],
)
def test_missing_parts(text: str, missing: list[str]) -> None:
    found = findings("structure.missing_part", Draft("题", text, required_parts=PARTS))
    assert [part for part in PARTS if any(f"“{part}”部分" in one.message for one in found)] == missing
    assert len(found) == len(missing)


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        (WHOLE, 0),
        ("## 基本案情\n\n## 执行过程\n\n查封。\n\n## 典型意义\n\n彰显。", 1),
        ("## 基本案情\n\n## 执行过程\n\n## 典型意义\n", 3),
        ("## 基本案情\n\n### 起因\n\n甲\n\n## 执行过程\n\n乙\n\n## 典型意义\n\n丙", 0),
        ("## 基本案情\n\n……\n\n## 执行过程\n\n乙\n\n## 典型意义\n\n丙", 1),
        ("## 基本案情\n\n![图](a.jpg)\n\n## 执行过程\n\n乙\n\n## 典型意义\n\n丙", 1),
        ("【基本案情】甲\n【执行过程】乙\n【典型意义】", 1),
        ("", 0),
    ],
)
def test_empty_parts(text: str, empty: int) -> None:
    assert len(findings("structure.empty_part", Draft("题", text, required_parts=PARTS))) == empty


def test_part_order_is_a_hint_at_the_part_that_came_too_early() -> None:
    text = "## 典型意义\n\n丙\n\n## 基本案情\n\n甲\n\n## 执行过程\n\n乙"
    (found,) = findings("structure.part_order", Draft("题", text, required_parts=PARTS))
    assert text[found.place.start : found.place.end] == "## 典型意义"
    assert findings("structure.part_order", Draft("题", WHOLE, required_parts=PARTS)) == []


@pytest.mark.parametrize(
    ("text", "form", "lacking"),
    [
        (STORY, "case-story", []),
        (STORY, "", []),
        ("", "", []),
        ("", "press-release", []),
        ("今天天气很好。", "case-story", ["由谁", "标的", "义务从何", "措施", "结果", "意义"]),
        (STORY.replace("判决", "确定").replace("裁判", "文书"), "case-story", ["义务从何"]),
        (STORY.split("该案")[0], "case-story", ["意义"]),
    ],
)
def test_completeness_is_asked_of_case_stories_only(text: str, form: str, lacking: list[str]) -> None:
    found = findings("structure.completeness", Draft("题", text, form=form))
    assert len(found) == len(lacking)
    assert all(any(word in one.message for one in found) for word in lacking)


@pytest.mark.parametrize(
    ("title", "form", "count"),
    [
        ("八万元货款的故事", "case-story", 0),
        ("", "case-story", 1),
        ("  ", "case-story", 1),
        ("", "", 0),
        ("八万元货款的故事。", "", 1),
        ("八万元货款的故事……", "", 0),
        ("货款要回来了！", "", 0),
        ("货款要得回来吗？", "", 0),
        ("一句。两句", "", 0),
    ],
)
def test_titles(title: str, form: str, count: int) -> None:
    assert len(findings("structure.title", Draft(title, "文", form=form))) == count


@pytest.mark.parametrize(
    ("form", "ground", "count"),
    [("case-story", "", 1), ("case-story", " ", 1), ("case-story", "major-case", 0), ("", "", 0), ("wechat", "", 0)],
)
def test_a_case_story_needs_its_ground(form: str, ground: str, count: int) -> None:
    found = findings("ground.missing", Draft("题", STORY, form=form, ground=ground))
    assert len(found) == count
    assert all("新近执结" in one.message for one in found)


CLOSED = policy().for_call("closed-cases")


@pytest.mark.parametrize(
    ("text", "facts", "open_case"),
    [
        ("目前，该案正在进一步执行中。", {}, True),
        ("目前该案正在执行。", {}, True),
        ("案件仍在执行过程中。", {}, True),
        ("截至发稿，案件尚未执结。", {}, True),
        ("目前，剩余款项正在履行中。", {}, True),
        ("本案目前仍未执行完毕。", {}, True),
        (STORY, {"outcome": "正在执行"}, True),
        (STORY, {}, False),
        (STORY, {"outcome": "执行完毕"}, False),
        ("法警正在执行公务。", {}, False),
        ("当时法官正在执行另一起案件。", {}, False),
        ("在案件执行过程中，双方达成和解。", {}, False),
        ("该案在执行过程中，法官查明……", {}, False),
        ("目前，案件已全部执行完毕。", {}, False),
        ("被执行人正在履行和解协议时突发疾病，后案件执结。", {}, False),
    ],
)
def test_open_cases_are_barred_where_the_call_says_so(text: str, facts: dict[str, str], open_case: bool) -> None:
    draft = Draft("题", text, facts=facts)
    assert bool(findings("ground.barred", draft, CLOSED)) is open_case
    assert findings("ground.barred", draft) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("目前，该案正在进一步执行中。法院将于7月20日对房屋强制腾退。", 1),
        ("目前该案正在执行，法院定于下周开展强制清场。", 1),
        ("法院于7月20日对房屋强制腾退，案件执结。", 0),
        ("目前，该案正在进一步执行中。", 0),
        ("目前，该案正在进一步执行中，被执行人张某仍未履行。", 0),
        ("法院将于7月20日召开新闻发布会。", 0),
        ("案件已执结，款项将于7月20日发放。", 0),
    ],
)
def test_planned_action_in_an_open_case_asks_for_the_plan(text: str, count: int) -> None:
    assert len(findings("ground.sensitive", Draft("题", text))) == count


@pytest.mark.parametrize(
    ("number", "code", "court", "count"),
    [
        ("（2018）粤01执1号", "云2801", "", 1),
        ("（2018）云01执1号", "云2801", "", 0),
        ("（2018）粤01执1号", "", "", 0),
        ("（2018）粤01执1号", "", "云南省某市人民法院", 1),
        ("（2018）最高法执1号", "云28", "", 0),
        ("（2018）兵01执1号", "新01", "", 0),
        ("（2018）贵01执1号", "黔01", "", 0),
        ("（2014）粤高法执字第1号", "云28", "", 0),
        ("（2018）粤01执1号，又（2018）粤01执1号", "云28", "", 1),
        ("（2018）内01执1号", "", "内蒙古自治区某旗人民法院", 0),
        ("（2018）黑01执1号", "", "黑龙江省某县人民法院", 0),
        ("（2018）黑01执1号", "吉01", "", 1),
    ],
)
def test_a_number_of_another_province(number: str, code: str, court: str, count: int) -> None:
    draft = Draft("题", f"立案{number}。", court=court, court_code=code)
    assert len(findings("case_number.province", draft)) == count


@pytest.mark.parametrize(
    ("text", "day", "count"),
    [
        ("（2019）云28执1号", date(2018, 7, 1), 1),
        ("（2018）云28执1号", date(2018, 7, 1), 0),
        ("（2017）云28执1号", date(2018, 7, 1), 0),
        ("（2019）云28执1号", None, 0),
        ("（1018）云28执1号", None, 1),
        ("（2028）云28执1号", date(2018, 7, 1), 1),
        ("（2013）沪二中刑终字第116号", date(2012, 7, 1), 1),
        ("法〔2019〕137号", date(2018, 7, 1), 0),
    ],
)
def test_a_case_number_cannot_be_of_a_later_year(text: str, day: date | None, count: int) -> None:
    assert len(findings("case_number.year", Draft("题", text, day=day))) == count


def test_case_numbers_on_the_fact_sheet_are_read_too() -> None:
    draft = Draft("题", "文", facts={"case_number": "（2018）云280执12号", "cause": "买卖合同纠纷"})
    (found,) = findings("case_number.format", draft)
    assert found.place.field == "fact:case_number"


def test_the_weekday_takes_the_year_nearest_to_the_storys_day() -> None:
    text = "7月12日（周三）"
    assert findings("dates.weekday", Draft("题", text, day=date(2017, 8, 1))) == []
    assert len(findings("dates.weekday", Draft("题", text, day=date(2018, 8, 1)))) == 1
    assert findings("dates.weekday", Draft("题", "12月29日（周五）", day=date(2018, 1, 10))) == []


def _picture(**changes: object) -> DraftMedia:
    picture = DraftMedia("1.jpg", "image", "image/jpeg", 10**6, 2000, 1200, caption="现场", alt="现场", credit="甲")
    return replace(picture, **changes)  # type: ignore[arg-type]


def _asking(**asked: object) -> Policy:
    call = Call("试", policy().call.band, {}, MediaRequirement(**asked))  # type: ignore[arg-type]
    return replace(policy(), call=call)


FILM = DraftMedia("a.mp4", "video", "video/mp4", 5 * 10**7, 1920, 1080, duration=90, caption="片")
SOUND = DraftMedia("a.mp3", "audio", "audio/mpeg", 10**6)


@pytest.mark.parametrize(
    ("rule", "asked", "media", "count"),
    [
        ("media.too_few", {"pictures": 3}, [_picture()] * 3, 0),
        ("media.too_few", {"pictures": 3}, [_picture()] * 2, 1),
        ("media.too_few", {"pictures": 1}, [FILM], 1),
        ("media.too_few", {}, [], 0),
        ("media.too_few", {"horizontal": 1}, [_picture(width=800, height=1200)], 1),
        ("media.too_few", {"horizontal": 1}, [_picture()], 0),
        ("media.too_few", {"videos": 1}, [_picture()], 1),
        ("media.too_few", {"pictures": 1, "videos": 1}, [], 2),
        ("media.too_small", {"long_side": 1600}, [_picture()], 0),
        ("media.too_small", {"long_side": 1600}, [_picture(width=1599)], 1),
        ("media.too_small", {"long_side": 1600}, [_picture(width=900, height=1600)], 0),
        ("media.too_small", {"long_side": 1600}, [_picture(width=None, height=None)], 0),
        ("media.too_small", {}, [_picture(width=10, height=10)], 0),
        ("media.too_large", {"picture_bytes": 10**6}, [_picture()], 0),
        ("media.too_large", {"picture_bytes": 10**6}, [_picture(size=10**6 + 1)], 1),
        ("media.too_large", {"video_bytes": 10**7}, [FILM, _picture(size=10**9)], 1),
        ("media.too_large", {}, [FILM], 0),
        ("media.too_long", {"video_seconds": 60}, [FILM], 1),
        ("media.too_long", {"video_seconds": 90}, [FILM], 0),
        ("media.no_caption", {"captions": True}, [_picture(caption=" ")], 1),
        ("media.no_caption", {"captions": True}, [_picture(), SOUND], 0),
        ("media.no_caption", {}, [_picture(caption="")], 0),
        ("media.no_alt", {"alts": True}, [_picture(alt=""), FILM], 1),
        ("media.no_alt", {"alts": True}, [_picture()], 0),
        ("media.no_credit", {"credits": True}, [_picture(credit="")], 1),
        ("media.no_credit", {"credits": True}, [_picture()], 0),
    ],
)
def test_media_requirements(rule: str, asked: dict[str, object], media: list[DraftMedia], count: int) -> None:
    found = findings(rule, Draft("题", "文", media=tuple(media)), _asking(**asked))
    assert len(found) == count
    assert all(one.place.field.startswith("media") for one in found)


@pytest.mark.parametrize(
    ("rule", "draft", "count"),
    [
        ("wechat.title", Draft("题" * 64, ""), 0),
        ("wechat.title", Draft("题" * 65, ""), 1),
        ("wechat.title_api", Draft("题" * 32, ""), 0),
        ("wechat.title_api", Draft("题" * 33, ""), 1),
        ("wechat.title_api", Draft("题" * 65, ""), 0),
        ("wechat.digest", Draft("", "", summary="摘" * 120), 0),
        ("wechat.digest", Draft("", "", summary="摘" * 121), 1),
        ("wechat.body", Draft("", "文" * 20000), 0),
        ("wechat.body", Draft("", "文" * 20001), 1),
    ],
)
def test_wechat_limits(rule: str, draft: Draft, count: int) -> None:
    assert len(findings(rule, draft)) == count


def _compared(draft: Draft, *earlier: Earlier) -> list[Finding]:
    return list(compare(draft, policy(), earlier))


OTHER = "".join(f"第{n}组干警走访了{n + 3}户群众，把{n * 7}份文书送到{n + 20}号院落。" for n in range(30))


@pytest.mark.parametrize(
    ("text", "earlier", "count"),
    [
        (STORY, STORY, 1),
        (STORY, "**" + STORY + "**", 1),
        (STORY, STORY.replace("，", ",").replace("。", "\n"), 1),
        (STORY, "导语。" + STORY + OTHER, 1),
        (STORY.replace("张某", "李某").replace("86000", "92000"), STORY, 1),
        (STORY, OTHER, 0),
        (STORY, "", 0),
        (STORY[:60], STORY, 0),
        (STORY + OTHER * 2, STORY, 0),
        (OTHER, STORY, 0),
    ],
)
def test_near_duplicates(text: str, earlier: str, count: int) -> None:
    assert [one.rule for one in _compared(Draft("题", text), Earlier("s1", "旧稿", earlier))] == [
        "duplicate.text"
    ] * count


def test_containment_is_of_the_first_in_the_second() -> None:
    assert containment(STORY, STORY + OTHER) == 1
    assert containment(STORY + OTHER, STORY) < 0.8
    assert containment("短", "短") == 0


@pytest.mark.parametrize(
    ("written", "theirs", "court", "count"),
    [
        ("（2018）云28执1号", "（2018）云28执1号", "乙法院", 1),
        ("(2018)云28执1号", "（2018） 云28执1 号", "乙法院", 1),
        ("（2018）云28执1号", "（2018）云28执1号", "甲法院", 0),
        ("（2018）云28执1号", "（2018）云28执2号", "乙法院", 0),
        ("（2018）云28执1号", "（2018）云28执1号", "", 0),
        ("没有案号", "（2018）云28执1号", "乙法院", 0),
    ],
)
def test_a_case_number_belongs_to_one_court(written: str, theirs: str, court: str, count: int) -> None:
    draft = Draft("题", f"立案{written}", court="甲法院")
    found = _compared(draft, Earlier("s1", "旧稿", "文", (theirs,), court))
    assert [one.rule for one in found] == ["duplicate.case_number"] * count
