"""The path walked by command."""

from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from publicity.db import Database
from publicity.people.queries import get_account
from publicity.stories.models import StoryState
from publicity.stories.queries import get_story, newest_revision
from tests.stories.factories import Desk, make_desk, policy

FACTS = """
cause: 买卖合同纠纷
amount: 8.6万元
applicant: 张
naming_style: 某某
measures: [冻结银行存款, 限制消费]
course:
  - 2018-03-12 到村里核实财产
"""


@pytest.fixture
def desk(app: Flask, desk_database: Database) -> Desk:
    app.extensions["policy"] = policy()
    with desk_database.writing() as session:
        return make_desk(session)


def test_a_story_goes_from_a_facts_file_to_adoption_by_command(
    app: Flask, desk_database: Database, desk: Desk, tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf8")
    (tmp_path / "text.md").write_text("## 基本案情\n\n改好的文字。\n", encoding="utf8")
    with desk_database.reading() as session:
        mail = {
            person.id: get_account(session, person.id).email
            for person in vars(desk).values()
            if hasattr(person, "roles")
        }

    def run(*arguments: str, by: int) -> str:
        done = app.test_cli_runner().invoke(args=["stories", *arguments, "--as", mail[by]])
        assert done.exit_code == 0, done.output
        return done.output

    receiver = ("--receiver", desk.department.key, "--ground", "values", "--theme", "refusal")
    made = run("new", "cannot-enforce", str(tmp_path / "facts.yaml"), *receiver, by=desk.drafter.id)
    number = made.split("\t")[0]
    with desk_database.reading() as session:
        assert "冻结银行存款、限制消费" in newest_revision(session, int(number)).text
    assert "第2稿" in run("save", number, str(tmp_path / "text.md"), "--base", "1", by=desk.drafter.id)
    for step, who in (
        ("submit_review", desk.drafter),
        ("approve_first", desk.first),
        ("approve_second", desk.second),
        ("approve_final", desk.final),
        ("submit", desk.drafter),
        ("adopt", desk.propaganda),
    ):
        run("move", number, step, by=who.id)
    with desk_database.reading() as session:
        assert get_story(session, int(number)).state is StoryState.ADOPTED
    assert "已采用" in run("list", by=desk.propaganda.id)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["move", "99", "adopt", "--as", "{drafter}"], "没有这篇稿件"),
        (["list", "--as", "nobody@court.example"], "没有邮箱为"),
        (["new", "cannot-enforce", "{facts}", "--as", "{drafter}"], "没有这些要素：weather"),
        (["new", "no-such", "{facts}", "--as", "{drafter}"], "没有这个模板"),
        (["new", "cannot-enforce", "{facts}", "--ground", "luck", "--as", "{drafter}"], "不认识的代号：luck"),
    ],
)
def test_a_command_refuses_in_a_sentence(
    app: Flask, desk_database: Database, desk: Desk, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("weather: 晴\n", encoding="utf8")
    with desk_database.reading() as session:
        drafter = get_account(session, desk.drafter.id).email
    filled = [one.format(drafter=drafter, facts=facts) for one in arguments]
    done = app.test_cli_runner().invoke(args=["stories", *filled])
    assert done.exit_code == 1
    assert sentence in done.output


def test_a_release_is_no_business_of_this_command(app: Flask, desk: Desk) -> None:
    done = app.test_cli_runner().invoke(args=["stories", "move", "1", "release", "--as", "x@court.example"])
    assert done.exit_code == 2
