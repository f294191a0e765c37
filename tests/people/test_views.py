"""Signing in, and the administrators' pages, through a browser's eyes."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity import create_app
from publicity.config import Config
from publicity.db import Database
from publicity.people import actions
from publicity.people.models import Role
from tests.conftest import NOON, Clock
from tests.factories import make_account, make_organisation

CHEAP = actions.HashCost(time_cost=1, memory_kib=8)


@pytest.fixture
def officer(desk_database: Database) -> int:
    with desk_database.writing() as session:
        court = make_organisation(session)
        account = actions.open_account(
            session,
            now=NOON,
            actor=None,
            email="officer@court.example",
            name="撰稿岗",
            password="correct horse",
            organisation_id=court.id,
            cost=CHEAP,
        )
        return account.id


def try_password(client: FlaskClient, password: str, target: str = "/organisations") -> object:
    return client.post("/sign-in", data={"email": "officer@court.example", "password": password, "next": target})


@pytest.mark.usefixtures("officer")
def test_the_right_password_opens_the_page_that_was_asked_for(client: FlaskClient) -> None:
    refused = client.get("/organisations?x=1")
    assert refused.location == "/sign-in?next=/organisations?x%3D1"
    assert try_password(client, "correct horse").location == "/organisations"
    assert "澄江市" in client.get("/organisations").text


@pytest.mark.usefixtures("officer")
def test_a_wrong_password_keeps_the_address_and_says_what_to_do(client: FlaskClient) -> None:
    answer = try_password(client, "nonsense")
    assert answer.status_code == 422
    assert "officer@court.example" in answer.text
    assert "请重新输入" in answer.text


@pytest.mark.usefixtures("officer")
def test_five_wrong_passwords_lock_even_the_right_one_for_a_quarter_of_an_hour(
    client: FlaskClient, clock: Clock
) -> None:
    for _ in range(5):
        try_password(client, "nonsense")
    assert "暂时锁定" in try_password(client, "correct horse").text
    clock.at = clock.at.replace(minute=clock.at.minute + 16)
    assert try_password(client, "correct horse").status_code == 303


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "", "/a\nb"]
)
def test_signing_in_never_leads_off_the_site(client: FlaskClient, target: str) -> None:
    assert try_password(client, "correct horse", target).location == "/desk"


def test_a_post_without_its_token_is_refused_and_shows_what_was_typed(desk_config: Config, clock: Clock) -> None:
    app = create_app(desk_config, clock=clock)
    answer = app.test_client().post("/sign-in", data={"email": "a@b.example", "password": "hidden one"})
    assert answer.status_code == 400
    assert "a@b.example" in answer.text
    assert "hidden one" not in answer.text
    app.extensions["database"].engine.dispose()


def test_signing_out_everywhere_closes_the_other_browser(
    officer: int, browser_of: Callable[[int], FlaskClient], app: Flask
) -> None:
    one, other = browser_of(officer), browser_of(officer)
    assert other.get("/organisations").status_code == 200
    one.post("/sign-outs")
    assert other.get("/organisations").location.startswith("/sign-in")


def test_an_administrator_opens_an_account_and_a_clerk_may_not(
    desk_database: Database, browser_of: Callable[[int], FlaskClient]
) -> None:
    with desk_database.writing() as session:
        court = make_organisation(session)
        administrator = make_account(session, court, [Role.ADMINISTRATOR])
        clerk = make_account(session, court)
    typed = {
        "email": "new@court.example",
        "name": "初审岗",
        "password": "long enough password",
        "organisation_id": str(court.id),
        "role": "first_reviewer",
    }
    refused = browser_of(clerk.id).post("/accounts", data=typed)
    assert refused.status_code == 403
    assert "初审岗" in refused.text
    opened = browser_of(administrator.id).post("/accounts", data=typed, follow_redirects=True)
    assert "授予权限" in opened.text
    assert "初审" in opened.text


def test_a_rule_is_switched_off_for_one_organisation_and_the_history_says_so(
    desk_database: Database, browser_of: Callable[[int], FlaskClient], app: Flask
) -> None:
    with desk_database.writing() as session:
        court = make_organisation(session)
        administrator = make_account(session, court, [Role.ADMINISTRATOR])
        clerk = make_account(session, court)
    rules = list(app.extensions["policy"].rules)
    address = f"/organisations/{court.id}"
    assert browser_of(clerk.id).post(address + "/rules", data={"rules": rules}).status_code == 403
    browser = browser_of(administrator.id)
    browser.post(address + "/rules", data={"rules": rules[1:]})
    assert "调整检查规则" in browser.get(address).text
    with desk_database.reading() as session:
        assert session.get_one(type(court), court.id).disabled_rules == rules[:1]


def test_a_changed_password_ends_every_sign_in(
    officer: int, browser_of: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    browser, other = browser_of(officer), browser_of(officer)
    wrong = browser.post("/password", data={"password": "nonsense", "new_password": "short"})
    assert wrong.status_code == 422
    assert "现在的密码不对" in wrong.text
    assert "新密码至少" in wrong.text
    browser.post("/password", data={"password": "correct horse", "new_password": "battery staple"})
    assert other.get("/organisations").location.startswith("/sign-in")
    assert try_password(client, "battery staple").status_code == 303


def test_the_command_line_founds_a_court_and_opens_an_account(app: Flask, client: FlaskClient) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["people", "found", "court", "澄江法院", "--kind", "basic_court"]).exit_code == 0
    missing = run(args=["people", "found", "x", "某庭", "--kind", "other", "--parent", "nowhere"])
    assert "请先建立" in missing.output
    arguments = ["people", "open-account", "officer@court.example", "撰稿岗", "--organisation", "court"]
    done = run(args=[*arguments, "--role", "drafter"], input="correct horse\ncorrect horse\n")
    assert "账号已建立" in done.output
    assert try_password(client, "correct horse").status_code == 303
    assert "历史完整" in run(args=["history", "verify"]).output
