"""The timetable: every job has its turn, one failure stops no other, and a runner ends cleanly."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from publicity import runner
from publicity.config import Config
from publicity.db import Database
from publicity.publishing.models import PublicationEntry, Release, ReleaseState
from publicity.runner import JOBS, Runner, Timed
from publicity.stories.queries import newest_revision
from tests.conftest import NOON
from tests.publishing.factories import due_release, release_desk
from tests.stories.factories import make_desk

ROOT = Path(__file__).resolve().parent.parent


class Work:
    """A job that has some units to do and notes when it was asked."""

    def __init__(self, units: int, fails: bool = False) -> None:
        self.units = units
        self.fails = fails
        self.asked: list[datetime] = []

    def __call__(self, *, now: datetime) -> bool:
        self.asked.append(now)
        if self.fails:
            raise RuntimeError("broken")
        self.units -= 1
        return self.units >= 0


def timetable(*lines: tuple[str, Work, int]) -> list[Timed]:
    return [Timed(name, lambda _app, work=work: work, seconds) for name, work, seconds in lines]


def test_every_job_is_drained_in_order(app: Flask) -> None:
    first, second = Work(3), Work(0)
    assert Runner(app, timetable(("a", first, 1), ("b", second, 1))).tick(NOON) == 3
    assert (len(first.asked), len(second.asked)) == (4, 1)


def test_a_job_is_asked_no_oftener_than_its_time(app: Flask) -> None:
    often, seldom = Work(0), Work(0)
    made = Runner(app, timetable(("often", often, 1), ("seldom", seldom, 5)))
    for second in range(10):
        made.tick(NOON + timedelta(seconds=second))
    assert (len(often.asked), len(seldom.asked)) == (10, 2)


def test_one_failure_stops_no_other_job_and_is_raised_in_the_end(app: Flask) -> None:
    broken, fine = Work(1, fails=True), Work(1)
    with pytest.raises(ExceptionGroup) as raised:
        Runner(app, timetable(("broken", broken, 1), ("fine", fine, 1))).tick(NOON)
    assert [str(error) for error in raised.value.exceptions] == ["broken"]
    assert fine.units < 1


def test_the_timetable_releases_before_it_projects(app: Flask) -> None:
    names = [timed.name for timed in JOBS]
    assert names.index("release") < names.index("project")
    assert len(set(names)) == len(names)
    assert all(timed.seconds >= 1 for timed in JOBS)


def test_an_idle_tick_after_the_first_does_nothing(app: Flask) -> None:
    runner.tick(app, NOON)
    assert runner.tick(app, NOON) == 0


def test_a_fault_of_the_desk_holds_one_release_and_lets_the_others_pass(app: Flask, desk_database: Database) -> None:
    desk = release_desk(runner.desk_of(app).site)
    app.extensions["publishing"] = desk
    with desk_database.writing() as session:
        people = make_desk(session)
        faulty, fine = (due_release(session, people, NOON, desk) for _ in range(2))
        newest_revision(session, faulty.story_id).media = [{"id": "no number", "name": "现场.jpg"}]
    with pytest.raises(ExceptionGroup):
        runner.tick(app, NOON)
    runner.tick(app, NOON)
    with desk_database.reading() as session:
        assert session.get_one(Release, faulty.id).state is ReleaseState.HELD
        assert "系统出错" in session.get_one(Release, faulty.id).held_reason
        assert session.get_one(Release, fine.id).state is ReleaseState.RELEASED
        assert session.scalar(select(func.count()).select_from(PublicationEntry)) == 1


def test_the_scheduler_ticks_in_the_process(app: Flask, desk_config: Config) -> None:
    assert "scheduler" not in app.extensions, "without the setting nothing ticks"
    scheduler = runner.start(app)
    try:
        (job,) = scheduler.get_jobs()
        assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
        job.func()
    finally:
        scheduler.shutdown()
    assert (desk_config.public_folder / "index.html").is_file()


def test_a_runner_of_its_own_ends_cleanly_when_told(app: Flask, desk_config: Config) -> None:
    environ = os.environ | {
        "PUBLICITY_INSTANCE": str(desk_config.instance),
        "PUBLICITY_DATABASE_URL": desk_config.database_url,
        "PUBLICITY_SECRET_KEY": "only-for-tests",
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "runner"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    with process.stdout as output:
        assert "定时工作已开始" in output.readline().decode()
        process.send_signal(signal.SIGTERM)
        assert "定时工作已停止" in output.read().decode()
    assert process.wait() == 0


def test_once_does_what_is_due_and_ends(app: Flask, desk_config: Config) -> None:
    result = app.test_cli_runner().invoke(args=["runner", "--once"])
    assert result.exit_code == 0
    assert "完成" in result.output
    assert (desk_config.public_folder / "feeds" / "stories.rss").is_file()
