"""The same release by command: the same gates, the same refusals."""

import pytest
from flask import Flask

from publicity import runner
from publicity.people.queries import get_account
from publicity.publishing.actions import Desk
from tests.conftest import NOON
from tests.publishing.factories import ready_story, release_desk
from tests.stories.factories import Desk as People
from tests.stories.factories import make_desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    made = release_desk(runner.desk_of(app).site)
    app.extensions["publishing"] = made
    return made


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["publishing", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def setting(app: Flask) -> tuple[int, str, People, str]:
    with app.extensions["database"].writing() as session:
        people = make_desk(session)
        story = ready_story(session, people, NOON, title="深夜出击")
        return story.id, story.public_id, people, get_account(session, people.propaganda.id).email


def test_release_withdraw_status_and_rebuild(app: Flask, desk: Desk) -> None:
    story_id, public_id, _people, email = setting(app)
    code, said = run(app, "release", str(story_id), "--by", email)
    assert (code, "已办理" in said) == (0, True)
    page = desk.site.folder / "articles" / public_id / "index.html"
    assert "深夜出击" in page.read_text(encoding="utf8")
    assert "发布日志第 1 条；公开文件到第 1 条。" in run(app, "status")[1]
    page.unlink()
    code, said = run(app, "rebuild")
    assert (code, "已重新生成" in said, page.is_file()) == (0, True, True)
    code, said = run(app, "withdraw", str(story_id), "--reason", "涉及隐私", "--by", email)
    assert code == 0
    assert "涉及隐私" in page.read_text(encoding="utf8")


def test_a_set_time_waits(app: Flask, desk: Desk) -> None:
    story_id, _public_id, _people, email = setting(app)
    assert run(app, "release", str(story_id), "--at", "2018-07-13T09:30", "--by", email)[0] == 0
    assert "scheduled 1" in run(app, "status")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "nobody@court.example"], "没有这个邮箱的账号"),
        (["--by", "{drafter}"], "权限"),
        (["--by", "{keeper}", "--at", "明天"], "请按 2018-07-12 09:30 的样子填写"),
    ],
)
def test_refusals_are_one_sentence(app: Flask, desk: Desk, arguments: list[str], said: str) -> None:
    story_id, _public_id, people, email = setting(app)
    with app.extensions["database"].reading() as session:
        drafter = get_account(session, people.drafter.id).email
    filled = [one.format(drafter=drafter, keeper=email) for one in arguments]
    code, output = run(app, "release", str(story_id), *filled)
    assert code == 1
    assert said in output
    assert "Traceback" not in output
