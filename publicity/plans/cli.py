"""Reading a plan from the command line: `flask plans read FILE`."""

import json
import unicodedata
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from publicity.calendar.models import Plan
from publicity.calendar.queries import find_plan
from publicity.calendar.terms import KIND_LABELS
from publicity.cli import reading
from publicity.errors import NotFound, PublicityError
from publicity.plans.export import plan_yaml
from publicity.plans.intake import MAX_BYTES, read_file
from publicity.plans.items import Role
from publicity.plans.phrasing import when_text
from publicity.plans.proposal import PlanReading, Proposal, read_plan

plans_cli = AppGroup("plans", help="读方案，提出日历上的节点。")

ROLE_WORDS = {
    Role.TASK: "任务",
    Role.RELATIVE: "随活动",
    Role.VAGUE: "待问",
    Role.BACKGROUND: "背景",
    Role.DOCDATE: "文件日期",
    Role.DURATION: "时长",
    Role.CONDITION: "条件",
}


@plans_cli.command("read", with_appcontext=False, help="读一份方案（.txt、.md、.docx、.pdf），列出其中的日期与任务。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象。")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="成文日期，文中没有落款日期时用。")
def read_command(file: Path, as_json: bool, issued: datetime | None) -> None:
    """Prints the readings of a file, a table for people or JSON lines; exits with 1 and a sentence on a refusal."""
    try:
        taken = read_file(_content(file))
    except PublicityError as error:
        raise click.ClickException(str(error)) from error
    found = read_plan(taken.text, issued=issued.date() if issued is not None else None)
    if as_json:
        for proposal in found.proposals:
            click.echo(json.dumps(proposal.as_mapping(), ensure_ascii=False))
        return
    for note in taken.notes:
        click.echo(f"注意：{note}")
    _print(found)


@plans_cli.command("export", help="把日历上的一份方案写成计划文件（YAML），供 flask calendar load 装入。")
@click.argument("plan", metavar="ID")
def export_command(plan: str) -> None:
    """Prints the plan with this row id or key; exits with 1 and a sentence when there is none."""
    with reading() as session:
        found = session.get(Plan, int(plan)) if plan.isdecimal() and len(plan) < 10 else find_plan(session, plan)
        if found is None:
            raise NotFound("日历上没有这份方案。请写它的编号，如 chengjiang-2018，或它的序号。")
        click.echo(plan_yaml(session, found), nl=False)


def _content(file: Path) -> bytes:
    """At most one byte more than is allowed, enough to be refused."""
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _print(reading: PlanReading) -> None:
    document = reading.document
    facts = [
        ("标题", document.title),
        ("文号", document.number.text if document.number else ""),
        ("发文", "、".join(document.issuers)),
        ("日期", _day(document.issued)),
        ("主送", "、".join(document.recipients)),
        ("依据", "；".join(f"《{paper.title}》{paper.number}" for paper in document.references)),
    ]
    for name, value in facts:
        click.echo(f"{name}：{value or '（未写明）'}")
    proposed = [proposal for proposal in reading.proposals if proposal.is_proposed]
    click.echo(
        f"\n日期与任务 {len(proposed)} 条（另有背景、时长等 {len(reading.proposals) - len(proposed)} 条不入日历）："
    )
    for proposal in proposed:
        click.echo(_row(proposal))
    click.echo(f"\n疑点 {len(reading.flaws)} 处：" if reading.flaws else "\n没有发现疑点。")
    for flaw in reading.flaws:
        click.echo(f"  “{_flat(flaw.quote)}”：{flaw.message}")


def _row(proposal: Proposal) -> str:
    item, task = proposal.item, proposal.task
    when = when_text(item.window, item.recur or "", item.offset_rule or "") or "日期待定"
    columns = (
        _padded(ROLE_WORDS[item.role], 8),
        _padded(when, 36),
        _padded(task.title, 60),
        _padded(KIND_LABELS[task.milestone_kind], 10),
        "、".join(task.organisations),
    )
    sent = "".join(
        f" {word}{'、'.join(names)}" for word, names in (("→ ", task.receivers), ("抄送 ", task.copies)) if names
    )
    asked = "".join(f"\n          {sentence}" for sentence in (proposal.question, item.warning) if sentence)
    return f"{' '.join(columns)}{sent}  〔{item.reason}〕{asked}"


def _padded(text: str, width: int) -> str:
    """The text with blanks up to `width` columns, a Chinese character counting two."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else ""
