"""A plan written out and loaded again is the same plan."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from publicity.calendar.loading import load_plan
from publicity.calendar.plan_file import PlanFile, parse_plan
from publicity.calendar.queries import get_plan
from publicity.plans.cli import plans_cli
from publicity.plans.export import plan_yaml
from publicity.plans.layout import ready
from publicity.plans.models import Decision
from tests.factories import NOON
from tests.plans.conftest import Keeper
from tests.plans.test_actions import PLAN, accept, rows

CALENDARS = Path(__file__).parents[2] / "calendars"


def without_places(plan: PlanFile) -> PlanFile:
    """The plan without what is not kept on the calendar: lines, rows, and the order of themes."""
    return replace(
        plan,
        organisations=(),
        upstream=tuple((one.title, one.number) for one in plan.upstream),  # type: ignore[misc]
        milestones=tuple(
            replace(one, line=0, rows=(), themes=tuple(sorted(one.themes)), requires=tuple(sorted(one.requires)))
            for one in plan.milestones
        ),
        duties=tuple(replace(one, line=0, rows=(), themes=()) for one in plan.duties),
        deadlines=tuple(replace(one, line=0, rows=()) for one in plan.deadlines),
        period=None,
    )


@pytest.mark.parametrize("path", sorted(CALENDARS.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_plan_of_the_calendars_folder_comes_back_as_it_was(session: Session, path: Path) -> None:
    plan = parse_plan(path.read_text("utf-8"))
    load_plan(session, now=NOON, actor=None, plan_file=plan)
    written = plan_yaml(session, get_plan(session, plan.key))
    assert without_places(parse_plan(written)) == without_places(plan)


def test_an_accepted_document_is_exported_and_loading_it_changes_nothing(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    accept(keeper, document, [row for row in rows(keeper, document) if row.is_proposed])
    written = parse_plan(plan_yaml(keeper.session, get_plan(keeper.session, document.plan_key)))
    assert [one.title for one in written.milestones] == ["报送宣传方案", "开展失信惩戒专题宣传", "开展督查"]
    assert [str(one.cadence) for one in written.duties] == ["FREQ=MONTHLY;min=1"]
    assert [str(one.offset) for one in written.deadlines] == ["-5 workdays"]
    report = load_plan(keeper.session, now=NOON, actor=None, plan_file=written, organisation_id=keeper.court.id)
    assert (report.new, report.held, report.gone) == ((), (), ())
    assert ready(rows(keeper, document)) == []
    assert {row.decision for row in rows(keeper, document) if row.is_proposed} == {Decision.ACCEPTED}


def test_the_command_writes_the_plan_or_says_that_there_is_none(app: Flask) -> None:
    plan = parse_plan((CALENDARS / "danzhou-2017.yaml").read_text("utf-8"))
    with app.extensions["database"].writing() as session:
        load_plan(session, now=NOON, actor=None, plan_file=plan)
    with app.app_context():
        found = CliRunner().invoke(plans_cli, ["export", "danzhou-2017"])
        missing = CliRunner().invoke(plans_cli, ["export", "nowhere"])
    assert found.exit_code == 0
    assert parse_plan(found.output).key == "danzhou-2017"
    assert missing.exit_code == 1
    assert "没有这份方案" in missing.output
