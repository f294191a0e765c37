"""The calendar's pages: what they show, to whom, and at which cost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from publicity.almanac.windows import Kind, Precision
from publicity.calendar.loading import load_plan
from publicity.calendar.models import Event, Milestone, MilestoneTheme, Part
from publicity.calendar.plan_file import parse_plan
from publicity.calendar.terms import EventKind, State
from publicity.calendar.terms import Role as PartRole
from publicity.db import Database
from publicity.people.models import Organisation, OrganisationKind, Role
from tests.calendar.making import make_courts, make_deadline, make_duty, make_event, make_milestone, make_plan
from tests.calendar.test_loading import PLANS
from tests.conftest import NOON
from tests.factories import make_account, make_organisation

BrowserOf = Callable[[int], FlaskClient]
LISTS = (
    "/calendar/?month=2018-07",
    "/calendar/year?year=2018",
    "/calendar/agenda?from=2018-07-01",
    "/calendar/requirements",
    "/calendar/due",
    "/calendar/duties",
    "/calendar/plans",
)


class Scene:
    """An area with an intermediate court, a basic court, and a planner of the first."""

    def __init__(self, database: Database, browser_of: BrowserOf) -> None:
        self.database = database
        with database.writing() as session:
            area, middle, basic = make_courts(session)
            self.area, self.middle, self.basic = area.id, middle.id, basic.id
            self.planner = make_account(session, middle, [Role.PLANNER]).id
            self.officer = make_account(session, basic, [Role.DRAFTER]).id
        self.browser = browser_of(self.planner)

    def milestone(self, **values: object) -> int:
        with self.database.writing() as session:
            return make_milestone(session, **({"organisation_id": self.middle} | values)).id  # type: ignore[arg-type]


@pytest.fixture
def scene(desk_database: Database, browser_of: BrowserOf) -> Scene:
    return Scene(desk_database, browser_of)


def text_of(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("address", [*LISTS, "/calendar/milestones/1", "/calendar/subscription"])
def test_nobody_reads_the_calendar_without_signing_in(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, "/sign-in" in answer.headers["Location"]) == (303, True)


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_page_says_what_to_do_first(scene: Scene, address: str) -> None:
    text = text_of(scene.browser, address)
    assert "flask calendar load" in text or "没有" in text


@pytest.mark.parametrize("name", ["xishuangbanna-2018", "linhai-2016", "wuhu-2016", "yingkou-2018", "danzhou-2017"])
def test_every_plan_is_shown_whole(scene: Scene, name: str) -> None:
    plan = parse_plan((PLANS / f"{name}.yaml").read_text(encoding="utf8"))
    with scene.database.writing() as session:
        load_plan(session, now=NOON, actor=None, plan_file=plan, organisation_id=scene.middle)
    text = text_of(scene.browser, f"/calendar/plans/{name}").replace("&#34;", '"').replace("&#39;", "'")
    for item in (*plan.milestones, *plan.duties, *plan.deadlines):
        assert item.title in text
    for number in range(1, len(plan.milestones) + 1):
        page = text_of(scene.browser, f"/calendar/milestones/{number}")
        assert "源文件第" in page


def test_the_month_shows_windows_by_their_precision(scene: Scene) -> None:
    scene.milestone(title="整月宣传")
    scene.milestone(
        title="报送方案", starts_on=None, ends_on=date(2018, 7, 12), precision=Precision.DAY, window_kind=Kind.DEADLINE
    )
    scene.milestone(title="中旬行动", starts_on=date(2018, 7, 11), ends_on=date(2018, 7, 20), precision=Precision.THIRD)
    scene.milestone(title="八月的事", starts_on=date(2018, 8, 6), ends_on=date(2018, 8, 6), precision=Precision.DAY)
    text = text_of(scene.browser, "/calendar/?month=2018-07")
    assert "整月宣传" in text.split('class="month"')[0]
    assert '<span class="until">截止</span> 报送方案' in text
    assert "soft-start" in text
    assert "八月的事" not in text
    assert "八月的事" in text_of(scene.browser, "/calendar/?month=2018-08")


def test_days_off_and_make_up_days_are_marked_and_an_unknown_year_says_so(scene: Scene) -> None:
    february = text_of(scene.browser, "/calendar/?month=2018-02")
    assert february.count('class="rest free"') == 7
    assert february.count('class="rest work"') == 2
    assert "2027年的放假调休安排尚未公布" in text_of(scene.browser, "/calendar/?month=2027-05")
    assert "尚未公布" not in february


@pytest.mark.parametrize("month", ["", "2018-13", "0000-01", "99999-01", "abc", "2018-00", "2018-07' OR 1"])
def test_an_impossible_month_is_this_month(scene: Scene, month: str) -> None:
    answer = scene.browser.get("/calendar/", query_string={"month": month})
    assert "<h1>2018年7月</h1>" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["?month=1990-01", "?month=2100-12", "year?year=2100"])
def test_the_ends_of_time_are_pages_too(scene: Scene, address: str) -> None:
    assert "没有" in text_of(scene.browser, f"/calendar/{address}")


def test_the_filters_narrow_every_list(scene: Scene) -> None:
    with scene.database.writing() as session:
        basic = session.get_one(Organisation, scene.basic)
        wanted = make_milestone(session, basic, title="甲案", kind=EventKind.BRIEFING, state=State.CONFIRMED)
        session.add(MilestoneTheme(milestone_id=wanted.id, theme="refusal"))
        make_milestone(session, title="乙案")
    for query in (f"organisation={scene.basic}", "theme=refusal", "kind=briefing", "state=confirmed"):
        for page in ("/calendar/?month=2018-07", "/calendar/year?year=2018", "/calendar/agenda?from=2018-07-01"):
            text = text_of(scene.browser, f"{page}&{query}")
            assert "甲案" in text, (page, query)
            assert "乙案" not in text, (page, query)


def test_a_part_for_every_court_of_a_kind_is_found_by_each_of_them(scene: Scene) -> None:
    each = scene.milestone(title="各院都要做")
    with scene.database.writing() as session:
        kind = OrganisationKind.BASIC_COURT
        session.add(Part(milestone_id=each, role=PartRole.RESPONSIBLE, name="各基层法院", each_kind=kind))
    assert "各院都要做" in text_of(scene.browser, f"/calendar/?month=2018-07&organisation={scene.basic}")
    assert "各院都要做" not in text_of(scene.browser, f"/calendar/?month=2018-07&organisation={scene.area}")


def fill(scene: Scene, number: int) -> None:
    with scene.database.writing() as session:
        for _ in range(number):
            plan = make_plan(session)
            make_duty(session, plan)
            make_deadline(session, plan)
            middle = session.get_one(Organisation, scene.middle)
            make_milestone(session, middle, plan_id=plan.id, organisation_id=middle.id)
            make_milestone(session, middle, starts_on=None, ends_on=None)
            make_event(session, middle)


@pytest.mark.parametrize("address", [*LISTS, "/calendar/public.ics"])
def test_a_list_costs_the_same_number_of_queries_with_one_thing_and_with_three(
    app: Flask, scene: Scene, address: str
) -> None:
    fill(scene, 1)
    scene.browser.get(address)
    app.extensions.pop("public_calendar", None)
    with counted(scene.database) as one:
        scene.browser.get(address)
    fill(scene, 2)
    with counted(scene.database) as three:
        scene.browser.get(address)
    assert len(three) == len(one) > 1


def test_what_is_due_and_overdue_for_my_court(scene: Scene, browser_of: BrowserOf) -> None:
    with scene.database.writing() as session:
        basic = session.get_one(Organisation, scene.basic)
        plan = make_plan(session)
        make_deadline(session, plan)
        make_duty(session, plan)
        june = {"starts_on": date(2018, 6, 1), "ends_on": date(2018, 6, 30)}
        make_milestone(session, basic, title="逾期的", **june)
        make_milestone(session, basic, title="本月的")
        make_milestone(session, basic, title="办完的", state=State.DONE, **june)
        make_milestone(session, basic, title="很久以后", starts_on=date(2018, 12, 1), ends_on=date(2018, 12, 31))
        make_milestone(session, title="别人的")
        make_event(session, basic, title="现场直播")
    text = text_of(browser_of(scene.officer), "/calendar/due")
    late, _, rest = text.partition('id="soon"')
    assert "逾期的" in late
    assert "逾期 12 天" in late
    assert "本月的" in rest
    assert "报送直播选题：现场直播" in rest
    assert "2018年7月13日 周五" in rest
    assert "组织直播" in rest
    for absent in ("办完的", "很久以后", "别人的"):
        assert absent not in text


def test_an_outlet_sees_what_is_public_and_nothing_else(scene: Scene, browser_of: BrowserOf) -> None:
    hidden = scene.milestone(title="内部通报")
    scene.milestone(title="公开直播", is_public=True)
    with scene.database.writing() as session:
        outlet = make_organisation(session, kind=OrganisationKind.OUTLET)
        account = make_account(session, outlet, [Role.OUTLET])
        middle = session.get_one(Organisation, scene.middle)
        inside = make_event(session, middle, title="内部会议").id
        reader = account.id
    browser = browser_of(reader)
    text = text_of(browser, "/calendar/?month=2018-07")
    assert "公开直播" in text
    assert "内部" not in text
    assert browser.get(f"/calendar/milestones/{hidden}").status_code == 404
    assert browser.get(f"/calendar/events/{inside}").status_code == 404


def test_no_page_tells_an_outlet_what_is_between_the_courts(scene: Scene, browser_of: BrowserOf) -> None:
    with scene.database.writing() as session:
        outlet = make_organisation(session, kind=OrganisationKind.OUTLET)
        reader = make_account(session, outlet, [Role.OUTLET]).id
        plan = make_plan(session, title="内部方案", key="inside")
        make_duty(session, plan, title="内部每月一次直播")
        make_deadline(session, plan, title="内部报送时限")
        hidden = make_milestone(session, title="内部节点", ends_on=NOON.date(), plan_id=plan.id)
        each = {"name": "各媒体", "each_kind": OrganisationKind.OUTLET}
        session.add(Part(role=PartRole.RESPONSIBLE, milestone_id=hidden.id, **each))
    browser = browser_of(reader)
    for address in ("/desk", "/calendar/due", "/calendar/duties", "/calendar/plans/inside", "/calendar/requirements"):
        text = text_of(browser, address)
        assert not [word for word in ("内部每月", "内部报送", "内部节点", "0/1") if word in text], address
    shown = browser.post("/calendar/subscription").text
    private = next(word for word in shown.split('"') if "/calendar/private/" in word)
    assert "内部节点" not in text_of(browser, private.removeprefix("http://desk.test"))


def test_a_milestone_shows_its_sentence_its_windows_and_its_moves(scene: Scene) -> None:
    quote = {"quote": "请于<b>7月12日</b>前报送", "offset": 2004}
    made = scene.milestone(sources=[quote], written="7月12日前", asks="请问明日期")
    text = text_of(scene.browser, f"/calendar/milestones/{made}")
    assert "请于&lt;b&gt;7月12日&lt;/b&gt;前报送" in text
    assert "第 2005 字起" in text
    assert "请问明日期" in text
    assert "2018年7月31日 周二（最晚可能的一天）" in text


def new_form(scene: Scene, **changes: str) -> dict[str, str]:
    form = {
        "title": "召开新闻发布会",
        "kind": "press_conference",
        "start": "2018-09-06",
        "end": "",
        "precision": "month",
        "window_kind": "period",
        "part_responsible": "市中院、各基层法院、某报社",
        "organisation_id": str(scene.middle),
        "themes": "refusal",
        "is_public": "1",
    }
    return form | changes


def test_a_planner_makes_moves_confirms_and_finishes_a_milestone(scene: Scene) -> None:
    answer = scene.browser.post("/calendar/milestones", data=new_form(scene), follow_redirects=True)
    text = answer.get_data(as_text=True)
    assert "已建立节点" in text
    assert "2018年9月" in text
    with scene.database.reading() as session:
        made = session.scalars(select(Milestone)).one()
        parts = session.scalars(select(Part).order_by(Part.id)).all()
    assert (made.starts_on, made.ends_on, made.is_public) == (date(2018, 9, 1), date(2018, 9, 30), True)
    assert [(p.name, p.organisation_id, p.each_kind) for p in parts] == [
        ("市中院", scene.middle, None),
        ("各基层法院", None, OrganisationKind.BASIC_COURT),
        ("某报社", None, None),
    ]
    page = f"/calendar/milestones/{made.id}"
    scene.browser.post(f"{page}/confirmation", data={"version": "1"})
    refused = scene.browser.post(f"{page}/moves", data={"version": "2", "start": "2018-10-10", "precision": "day"})
    assert refused.status_code == 422
    assert "改期必须写明原因" in refused.get_data(as_text=True)
    assert 'value="2018-10-10"' in refused.get_data(as_text=True)
    moved = {"version": "2", "start": "2018-10-10", "precision": "day", "window_kind": "point", "reason": "场地"}
    text = scene.browser.post(f"{page}/moves", data=moved, follow_redirects=True).get_data(as_text=True)
    assert "2018年9月 → 2018年10月10日" in text
    text = scene.browser.post(f"{page}/completion", data={"version": "3"}, follow_redirects=True).get_data(as_text=True)
    assert "已办结" in text


def test_a_theme_that_the_vocabulary_does_not_have_is_not_kept(scene: Scene) -> None:
    form = {**new_form(scene), "themes": ["refusal", "x" * 300, "refusal"]}
    assert scene.browser.post("/calendar/milestones", data=form).status_code == 303
    with scene.database.reading() as session:
        assert session.scalars(select(MilestoneTheme.theme)).all() == ["refusal"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "请填写名称"),
        ({"kind": "x"}, "请选择类型"),
        ({"start": "2018-02-30"}, "真实的一天"),
        ({"clock": "99"}, "09:30 的样子"),
        ({"precision": "range", "end": "2018-09-01"}, "晚于结束"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    scene: Scene, changes: dict[str, str], says: str
) -> None:
    answer = scene.browser.post("/calendar/milestones", data=new_form(scene, note="写了很久的说明", **changes))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in text
    assert "写了很久的说明" in text
    assert "市中院、各基层法院、某报社" in text
    with scene.database.reading() as session:
        assert session.scalars(select(Milestone)).all() == []


def test_an_edit_on_an_older_version_is_refused_and_shows_what_was_typed(scene: Scene) -> None:
    made = scene.milestone(title="原名")
    form = {"title": "新名", "kind": "meeting", "version": "1"}
    scene.browser.post(f"/calendar/milestones/{made}", data=form)
    answer = scene.browser.post(f"/calendar/milestones/{made}", data=form | {"title": "另一个新名"})
    assert answer.status_code == 409
    assert "另一个新名" in answer.get_data(as_text=True)
    assert "<h1>新名</h1>" in text_of(scene.browser, f"/calendar/milestones/{made}")


def test_an_officer_gets_no_buttons_and_no_way_round_them(scene: Scene, browser_of: BrowserOf) -> None:
    made = scene.milestone()
    browser = browser_of(scene.officer)
    page = f"/calendar/milestones/{made}"
    assert "日期定下来" not in text_of(browser, page)
    assert browser.get("/calendar/milestones/new").status_code == 403
    assert browser.get(f"{page}/edit").status_code == 403
    for door in ("confirmation", "cancellation", "completion", "moves"):
        answer = browser.post(f"{page}/{door}", data={"version": "1", "reason": "x", "start": "2018-08-08"})
        assert answer.status_code == 403, door
    with scene.database.reading() as session:
        assert session.get_one(Milestone, made).version == 1


def test_an_event_is_scheduled_from_a_duty_s_cell_and_moved_with_a_preview(scene: Scene, browser_of: BrowserOf) -> None:
    with scene.database.writing() as session:
        plan = make_plan(session)
        make_deadline(session, plan)
        duty = make_duty(session, plan).id
    browser = browser_of(scene.officer)
    form = text_of(browser, f"/calendar/events/new?duty={duty}&organisation={scene.basic}&day=2018-07-20")
    assert 'value="2018-07-20"' in form
    sent = {
        "title": "直播",
        "kind": "live_broadcast",
        "day": "2018-07-20",
        "duty": str(duty),
        "organisation": str(scene.basic),
    }
    text = browser.post("/calendar/events", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "2018年7月13日 周五前" in text
    with scene.database.reading() as session:
        made = session.scalars(select(Event)).one()
    preview = text_of(browser, f"/calendar/events/{made.id}/moves/new?day=2018-10-10")
    assert "2018年7月13日 周五前" in preview
    assert "2018年9月28日 周五前" in preview
    assert "不再适用" in text_of(browser, f"/calendar/events/{made.id}/moves/new?day=2019-05-05")
    with scene.database.reading() as session:
        assert session.get_one(Event, made.id).day == date(2018, 7, 20)
    moved = {"version": "1", "day": "2018-10-10"}
    text = browser.post(f"/calendar/events/{made.id}/moves", data=moved, follow_redirects=True).get_data(as_text=True)
    assert "2018年9月28日 周五前" in text


def test_a_deadline_stands_in_the_month_it_falls_in_before_its_event(scene: Scene) -> None:
    with scene.database.writing() as session:
        make_deadline(session, make_plan(session))
        middle = session.get_one(Organisation, scene.middle)
        make_event(session, middle, title="国庆后直播", day=date(2018, 10, 10))
        make_event(session, middle, title="取消的直播", day=date(2018, 10, 11), state=State.CANCELLED)
    text = text_of(scene.browser, "/calendar/?month=2018-09")
    day = text.split('datetime="2018-09-28"')[1].split('datetime="2018-09-29"')[0]
    assert "报送直播选题：国庆后直播" in day
    assert "取消的直播" not in text


def test_panels_of_later_features_stand_on_the_milestone_s_page(app: Flask, scene: Scene) -> None:
    made = scene.milestone()
    app.extensions["milestone_panels"] = [lambda _session, milestone_id, person: f"稿件面板{milestone_id}给{person.id}"]
    assert f"稿件面板{made}给{scene.planner}" in text_of(scene.browser, f"/calendar/milestones/{made}")


def test_pages_carry_no_inline_script_or_style(scene: Scene) -> None:
    fill(scene, 1)
    made = scene.milestone()
    for address in (*LISTS, f"/calendar/milestones/{made}", "/calendar/milestones/new", "/calendar/subscription"):
        text = text_of(scene.browser, address)
        assert "style=" not in text, address
        assert "<style" not in text, address
        assert "<script>" not in text, address
