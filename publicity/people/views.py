"""Signing in and out, the first page, and the administrators' pages."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from publicity import web
from publicity.errors import Invalid
from publicity.history.queries import of_subject
from publicity.people import actions
from publicity.people.forms import account_form
from publicity.people.models import Account, HeldRole, Role
from publicity.people.passwords import hash_password, matches, new_token
from publicity.people.permissions import ROLE_NAMES, require, require_anywhere
from publicity.people.queries import accounts, find_account, get_account, get_organisation, organisations

blueprint = Blueprint("people", __name__)
WRONG = "邮箱或密码不对，请重新输入。连续输错会暂时锁定账号。"
LOCKED = "连续输错次数过多，账号已暂时锁定。请稍后再试，或联系管理员。"


@blueprint.get("/sign-in")
@web.public
def sign_in() -> ResponseReturnValue:
    return render_template("people/sign_in.html", email="", error="", target=web.safe_next(request.args.get("next")))


@blueprint.post("/sign-in")
@web.public
def open_sign_in() -> ResponseReturnValue:
    email, target = request.form.get("email", ""), web.safe_next(request.form.get("next"))
    with web.database().reading() as reading:
        account = find_account(reading, email)
    error = _refusal(account, request.form.get("password", ""))
    if error or account is None:
        page = render_template("people/sign_in.html", email=email, error=error or WRONG, target=target)
        return page, 422
    token = new_token()
    seconds = web.config().session_seconds
    actions.sign_in(web.db_session(), now=web.now(), account_id=account.id, token=token, seconds=seconds)
    session.clear()
    session["sign_in"] = token
    return redirect(target, 303)


def _refusal(account: Account | None, password: str) -> str:
    """Why this password does not open this account, empty when it does; a wrong one is counted at once."""
    config = web.config()
    if account is None or account.state != "active":
        hash_password(password, time_cost=config.argon2_time_cost, memory_kib=config.argon2_memory_kib)
        return WRONG
    if account.locked_until is not None and account.locked_until > web.now():
        return LOCKED
    if matches(account.password_hash, password):
        return ""
    with web.database().writing() as writing:
        actions.note_failure(
            writing,
            now=web.now(),
            account_id=account.id,
            most=config.sign_in_failures,
            lock_seconds=config.lock_seconds,
        )
    return WRONG


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    actions.sign_out(web.db_session(), now=web.now(), token=session.get("sign_in", ""))
    session.clear()
    return redirect(url_for("people.sign_in"), 303)


@blueprint.post("/sign-outs")
def sign_out_everywhere() -> ResponseReturnValue:
    actions.revoke_sign_ins(web.db_session(), now=web.now(), account_id=web.person().id)
    session.clear()
    return redirect(url_for("people.sign_in"), 303)


@blueprint.get("/accounts")
def account_list() -> ResponseReturnValue:
    require_anywhere(web.person(), Role.ADMINISTRATOR)
    opened, reach = web.db_session(), web.person().reach(Role.ADMINISTRATOR)
    places = {row.id: row for row in opened.scalars(organisations()) if row.id in reach}
    people = [row for row in opened.scalars(accounts()) if row.organisation_id in places]
    choices = [(row.id, row.name) for row in places.values()]
    return render_template(
        "people/accounts.html", people=people, places=places, choices=choices, roles=ROLE_NAMES, typed={}, fields={}
    )


@blueprint.post("/accounts")
def open_account() -> ResponseReturnValue:
    opened, config = web.db_session(), web.config()
    typed = account_form(request.form)
    cost = actions.HashCost(config.argon2_time_cost, config.argon2_memory_kib)
    account = actions.open_account(
        opened,
        now=web.now(),
        actor=web.person(),
        email=typed.email,
        name=typed.name,
        password=typed.password,
        organisation_id=typed.organisation_id,
        cost=cost,
    )
    if typed.role:
        actions.grant_role(
            opened,
            now=web.now(),
            actor=web.person(),
            account_id=account.id,
            organisation_id=account.organisation_id,
            role=typed.role,
        )
    return redirect(url_for("people.account", account_id=account.id), 303)


@blueprint.get("/accounts/<int:account_id>")
def account(account_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = get_account(opened, account_id)
    require(web.person(), found.organisation_id, Role.ADMINISTRATOR)
    held = list(opened.scalars(select(HeldRole).where(HeldRole.account_id == account_id).order_by(HeldRole.id)))
    places = {row.id: row for row in opened.scalars(organisations())}
    choices = [(row.id, row.name) for row in places.values()]
    lines = list(opened.scalars(of_subject(f"account:{account_id}").limit(100)))
    return render_template(
        "people/account.html",
        account=found,
        held=held,
        places=places,
        choices=choices,
        roles=ROLE_NAMES,
        history=lines,
    )


@blueprint.post("/accounts/<int:account_id>/roles")
def grant(account_id: int) -> ResponseReturnValue:
    role, organisation_id = request.form.get("role", ""), request.form.get("organisation_id", type=int)
    if role not in set(Role) or organisation_id is None:
        raise Invalid("请选择单位和权限。")
    actions.grant_role(
        web.db_session(),
        now=web.now(),
        actor=web.person(),
        account_id=get_account(web.db_session(), account_id).id,
        organisation_id=organisation_id,
        role=Role(role),
    )
    return redirect(url_for("people.account", account_id=account_id), 303)


@blueprint.post("/accounts/<int:account_id>/roles/<int:held_role_id>/withdrawal")
def withdraw(account_id: int, held_role_id: int) -> ResponseReturnValue:
    actions.withdraw_role(web.db_session(), now=web.now(), actor=web.person(), held_role_id=held_role_id)
    return redirect(url_for("people.account", account_id=account_id), 303)


@blueprint.post("/accounts/<int:account_id>/closure")
def close(account_id: int) -> ResponseReturnValue:
    actions.close_account(web.db_session(), now=web.now(), actor=web.person(), account_id=account_id)
    return redirect(url_for("people.account", account_id=account_id), 303)


@blueprint.post("/accounts/<int:account_id>/sign-outs")
def revoke(account_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = get_account(opened, account_id)
    require(web.person(), found.organisation_id, Role.ADMINISTRATOR)
    actions.revoke_sign_ins(opened, now=web.now(), account_id=account_id)
    return redirect(url_for("people.account", account_id=account_id), 303)


@blueprint.get("/organisations")
def organisation_list() -> ResponseReturnValue:
    rows = list(web.db_session().scalars(organisations()))
    return render_template("people/organisations.html", rows=rows)


@blueprint.get("/organisations/<int:organisation_id>")
def organisation(organisation_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = get_organisation(opened, organisation_id)
    lines = list(opened.scalars(of_subject(f"organisation:{organisation_id}").limit(100)))
    return render_template(
        "people/organisation.html",
        organisation=found,
        history=lines,
        rules=web.policy().rules,
        may_switch=web.person().has(Role.ADMINISTRATOR, found.id),
    )


@blueprint.post("/organisations/<int:organisation_id>/rules")
def switch_rules(organisation_id: int) -> ResponseReturnValue:
    rules = web.policy().rules
    kept = set(request.form.getlist("rules"))
    actions.switch_rules(
        web.db_session(),
        now=web.now(),
        actor=web.person(),
        organisation_id=organisation_id,
        disabled=[rule for rule in rules if rule not in kept],
        known=rules,
    )
    return redirect(url_for("people.organisation", organisation_id=organisation_id), 303)


@blueprint.get("/password")
def password() -> ResponseReturnValue:
    return render_template("people/password.html", fields={})


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    config = web.config()
    try:
        actions.change_password(
            web.db_session(),
            now=web.now(),
            actor=web.person(),
            current=request.form.get("password", ""),
            wanted=request.form.get("new_password", ""),
            cost=actions.HashCost(config.argon2_time_cost, config.argon2_memory_kib),
        )
    except Invalid as error:
        return render_template("people/password.html", fields=error.fields), 422
    session.clear()
    flash("密码已修改，请用新密码登录。", "ok")
    return redirect(url_for("people.sign_in"), 303)
