"""`flask people`: the first organisations and accounts of a new installation."""

import click
from flask import current_app
from flask.cli import AppGroup

from publicity.cli import writing
from publicity.clock import utc_now
from publicity.errors import Invalid
from publicity.people import actions
from publicity.people.models import OrganisationKind, Role
from publicity.people.queries import find_account, find_organisation

people_cli = AppGroup("people", help="单位和账号。")


@people_cli.command("found")
@click.argument("key")
@click.argument("name")
@click.option("--kind", type=click.Choice([kind.value for kind in OrganisationKind]), required=True)
@click.option("--parent", default="", help="上级单位的 key。")
@click.option("--short-name", default="", help="简称。")
@click.option("--court-code", default="", help="法院代字，如 云2801。")
def found(key: str, name: str, kind: str, parent: str, short_name: str, court_code: str) -> None:
    """建立单位 NAME，KEY 用于网址，以后不变。"""
    with writing() as session:
        above = find_organisation(session, parent) if parent else None
        if parent and above is None:
            raise Invalid(f"没有上级单位“{parent}”，请先建立它。")
        actions.found_organisation(
            session,
            key=key,
            name=name,
            kind=OrganisationKind(kind),
            parent=above,
            short_name=short_name,
            court_code=court_code,
        )
    click.echo(f"已有单位：{name}")


@people_cli.command("open-account")
@click.argument("email")
@click.argument("name")
@click.option("--organisation", required=True, help="单位的 key。")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--password", prompt="密码", hide_input=True, confirmation_prompt="再输一次")
def open_account(email: str, name: str, organisation: str, roles: tuple[str, ...], password: str) -> None:
    """建立账号并授予权限；密码在提示后输入，不写进命令。"""
    config = current_app.extensions["config"]
    now = utc_now()
    with writing() as session:
        place = find_organisation(session, organisation)
        if place is None:
            raise Invalid(f"没有单位“{organisation}”，请先建立它。")
        account = find_account(session, email) or actions.open_account(
            session,
            now=now,
            actor=None,
            email=email,
            name=name,
            password=password,
            organisation_id=place.id,
            cost=actions.HashCost(config.argon2_time_cost, config.argon2_memory_kib),
        )
        for role in roles:
            actions.grant_role(
                session, now=now, actor=None, account_id=account.id, organisation_id=place.id, role=Role(role)
            )
    click.echo(f"账号已建立：{email}")
