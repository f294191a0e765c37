"""The five plans in calendars/: complete, and true to their documents."""

from pathlib import Path

import pytest
import yaml

from publicity.calendar.plan_file import PlanFile, parse_plan
from publicity.calendar.plan_types import PlanSource
from publicity.calendar.terms import EventKind

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "source-documents"
NAMES = ("danzhou-2017", "linhai-2016", "wuhu-2016", "xishuangbanna-2018", "yingkou-2018")


def plan_of(name: str) -> PlanFile:
    themes = yaml.safe_load((ROOT / "content" / "vocabulary.yaml").read_text(encoding="utf8"))["themes"]
    return parse_plan((ROOT / "calendars" / f"{name}.yaml").read_text(encoding="utf8"), themes=themes)


def sources_of(plan: PlanFile) -> list[PlanSource]:
    items = [source for item in (*plan.milestones, *plan.duties, *plan.deadlines) for source in item.sources]
    return items + [reference.source for reference in plan.upstream if reference.source]


def test_every_row_of_the_requirements_stands_in_a_plan() -> None:
    rows: set[int] = set()
    for plan in map(plan_of, NAMES):
        for item in (*plan.milestones, *plan.duties, *plan.deadlines, *plan.upstream):
            rows.update(item.rows)
    assert sorted(set(range(1, 101)) - rows) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_named_after_its_plan_and_every_item_has_a_source(name: str) -> None:
    plan = plan_of(name)
    assert plan.key == name
    assert [item.key for item in (*plan.milestones, *plan.duties, *plan.deadlines) if not item.sources] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_the_document_at_its_offset(name: str) -> None:
    """Checked wherever the documents lie beside the checkout; without them only the form can be."""
    plan = plan_of(name)
    path = DOCUMENTS / plan.source_document
    document = path.read_text(encoding="utf8") if path.is_file() else None
    for source in sources_of(plan):
        assert source.quote
        if document is not None:
            assert document[source.offset : source.offset + len(source.quote)] == source.quote


@pytest.mark.parametrize(
    ("name", "key", "start", "end", "precision", "kind"),
    [
        ("linhai-2016", "interpretations-2016-12", "None", "2016-12-31", "month", "deadline"),
        ("linhai-2016", "forceful-measures-2017-07", "2017-07-01", "2017-08-31", "range", "period"),
        ("linhai-2016", "film-release", "2018-01-01", "2018-01-31", "month", "period"),
        ("linhai-2016", "spring-festival-2018", "2018-02-01", "2018-03-31", "range", "period"),
        ("xishuangbanna-2018", "campaign", "2018-07-03", "2019-03-02", "range", "period"),
        ("xishuangbanna-2018", "plan-submission", "None", "2018-07-12", "day", "deadline"),
        ("wuhu-2016", "staffing-2016-07", "None", "2016-07-31", "month", "deadline"),
        ("wuhu-2016", "new-modes-2017-03", "2017-03-01", "2017-03-31", "month", "period"),
        ("yingkou-2018", "storm-campaign", "2018-04-01", "2018-09-30", "range", "period"),
        ("yingkou-2018", "indicators-2018-07", "None", "2018-07-31", "month", "deadline"),
        ("danzhou-2017", "commendation", "2017-10-01", "2017-10-10", "third", "period"),
        ("danzhou-2017", "final-report", "None", "2017-09-30", "day", "deadline"),
    ],
)
def test_dates_as_the_documents_give_them(name: str, key: str, start: str, end: str, precision: str, kind: str) -> None:
    window = next(milestone.window for milestone in plan_of(name).milestones if milestone.key == key)
    assert window is not None
    found = (str(window.start), str(window.end), window.precision.value, window.kind.value)
    assert found == (start, end, precision, kind)


def test_the_film_is_released_only_after_it_has_been_made() -> None:
    release = next(milestone for milestone in plan_of("linhai-2016").milestones if milestone.key == "film-release")
    assert release.requires == ("film-production",)


def test_the_monthly_live_broadcast_and_its_five_working_days() -> None:
    plan = plan_of("xishuangbanna-2018")
    assert [(str(duty.cadence), duty.kind) for duty in plan.duties] == [
        ("FREQ=MONTHLY;min=1", EventKind.LIVE_BROADCAST)
    ]
    assert [(str(limit.offset), limit.on) for limit in plan.deadlines] == [("-5 workdays", EventKind.LIVE_BROADCAST)]
