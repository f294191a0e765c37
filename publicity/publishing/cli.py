"""The release desk and the public folder from the command line."""

from datetime import datetime
from typing import Any, cast

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from publicity.cli import reading, refusing, writing
from publicity.errors import NotFound
from publicity.people.permissions import Person
from publicity.people.queries import find_account, person_of
from publicity.publishing import actions
from publicity.publishing.folder import PublicFolder
from publicity.publishing.forms import instant
from publicity.publishing.models import Release
from publicity.publishing.projection import rebuild
from publicity.publishing.queries import last_number
from publicity.runner import SECTIONS, desk_of, tick

publishing_cli = AppGroup("publishing", help="发布、撤稿、公开页面。")
BY = click.option("--by", "email", required=True, help="办理人的邮箱（账号），权限按此人。")


@publishing_cli.command("release")
@click.argument("story_id", type=int)
@click.option("--at", "typed", default="", help="发布时间（北京时间），如 2018-07-12T09:30；不写就是现在。")
@click.option("--note", default="", help="更正时给读者看的说明。")
@BY
def release_command(story_id: int, typed: str, note: str, email: str) -> None:
    """安排稿件发布；到时间由定时工作发布，经过全部关口。"""
    now = _now()
    with writing() as session:
        actions.schedule(
            session,
            now=now,
            actor=_person(session, email),
            story_id=story_id,
            due_at=instant(typed, "at") or now,
            desk=desk_of(_app()),
            note=note,
        )
    if not typed:
        with refusing():
            tick(_app(), now)
    click.echo("已安排发布。" if typed else "已办理，结果见 flask publishing status。")


@publishing_cli.command("withdraw")
@click.argument("story_id", type=int)
@click.option("--reason", required=True, help="撤稿原因，读者会看到。")
@BY
def withdraw_command(story_id: int, reason: str, email: str) -> None:
    """撤稿：同一地址改为撤稿说明，并通知媒体。"""
    now = _now()
    with writing() as session:
        person = _person(session, email)
        actions.withdraw(session, now=now, actor=person, story_id=story_id, reason=reason, desk=desk_of(_app()))
    tick(_app(), now)
    click.echo("已撤稿。")


@publishing_cli.command("rebuild")
def rebuild_command() -> None:
    """从发布日志重新生成全部公开文件，并清除多余的。"""
    site = desk_of(_app()).site
    if not rebuild(_app().extensions["database"].reading, site, SECTIONS):
        raise click.ClickException("另一个进程正在更新公开文件，请稍后再试。")
    click.echo(f"已重新生成 {len(PublicFolder(site.folder).paths())} 个文件：{site.folder}")


@publishing_cli.command("status")
def status_command() -> None:
    """各状态的发布安排，以及公开文件更新到哪里。"""
    with reading() as session:
        counts = session.execute(select(Release.state, func.count()).group_by(Release.state)).all()
        click.echo("、".join(f"{state.value} {count}" for state, count in sorted(counts)) or "还没有发布安排。")
        last = last_number(session)
    site = desk_of(_app()).site
    projected = PublicFolder(site.folder).projected()
    fresh = projected.number == last and projected.fingerprint == site.fingerprint
    click.echo(f"发布日志第 {last} 条；公开文件到第 {max(projected.number, 0)} 条{'' if fresh else '，等待更新'}。")


def _app() -> Any:
    return cast(Any, current_app)._get_current_object()


def _now() -> datetime:
    return cast(datetime, current_app.extensions["clock"]())


def _person(session: Any, email: str) -> Person:
    account = find_account(session, email)
    if account is None:
        raise NotFound("没有这个邮箱的账号。")
    return person_of(session, account)
