"""`flask calendar`: loading plan files, and checking them against their documents."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from publicity.calendar.loading import LoadReport, load_plan
from publicity.calendar.plan_file import PlanFile, PlanFileError, parse_plan
from publicity.calendar.sources import wrong_quotes
from publicity.cli import writing
from publicity.errors import Invalid
from publicity.people.queries import find_organisation

calendar_cli = AppGroup("calendar", help="日历：装入和检查计划文件。")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@calendar_cli.command("load")
@click.argument("file", type=FILE)
@click.option("--organisation", default="", help="管理这份方案的单位编号；不写则沿用原来的，或最上级单位。")
def load(file: Path, organisation: str) -> None:
    """装入一份计划文件；反复装入，结果不变。"""
    plan = _read(file)
    with writing() as session:
        keeper = find_organisation(session, organisation) if organisation else None
        if organisation and keeper is None:
            raise Invalid(f"没有编号为“{organisation}”的单位。")
        now = current_app.extensions["clock"]()
        report = load_plan(session, now=now, actor=None, plan_file=plan, organisation_id=keeper.id if keeper else None)
    _tell(report)


@calendar_cli.command("check")
@click.argument("file", type=FILE)
@click.option("--source", type=FILE, default=None, help="源文件；给出时逐条核对引文和位置。")
def check(file: Path, source: Path | None) -> None:
    """只检查，不装入。"""
    plan = _read(file)
    wrong = wrong_quotes(plan, source.read_text(encoding="utf8")) if source else []
    for fault in wrong:
        click.echo(str(fault), err=True)
    if wrong:
        raise click.ClickException(f"有 {len(wrong)} 条引文与源文件不符。")
    click.echo(
        f"没有问题：{len(plan.milestones)} 个节点，{len(plan.duties)} 项定期任务，{len(plan.deadlines)} 项时限。"
    )


def _read(file: Path) -> PlanFile:
    try:
        return parse_plan(file.read_text(encoding="utf8"), themes=current_app.extensions["vocabulary"].themes)
    except UnicodeDecodeError as error:
        raise click.ClickException("文件不是 UTF-8 编码，请另存为 UTF-8 后再装入。") from error
    except PlanFileError as error:
        for fault in error.faults:
            click.echo(f"{file.name} {fault}", err=True)
        raise click.ClickException(f"计划文件有 {len(error.faults)} 处要改，没有装入。") from error


def _tell(report: LoadReport) -> None:
    click.echo(
        f"{report.plan}：新增 {len(report.new)}，更新 {len(report.changed)}，未变 {report.unchanged}，"
        f"保留 {len(report.held)}，文件里已没有 {len(report.gone)}。"
    )
    for title in report.held:
        click.echo(f"  保留（日历上已定、已改或已办结，文件里的改动没有采用）：{title}")
    for title in report.gone:
        click.echo(f"  文件里已没有（日历上仍保留，不要了请在页面上取消）：{title}")
