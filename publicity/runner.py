"""The timetable: every timed job, ticked once a second by APScheduler in the server or in `flask runner`."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol, cast

import click
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask, current_app
from flask.cli import with_appcontext

from publicity.config import ROOT, Config
from publicity.db import Database
from publicity.digests.actions import Letterhead
from publicity.digests.jobs import assemble_one
from publicity.digests.mail import environment
from publicity.feeds.files import feeds
from publicity.media.jobs import discard_upload
from publicity.outbox.carriers import carrier_for
from publicity.outbox.jobs import deliver_one
from publicity.plans.jobs import read_one
from publicity.publishing.actions import Desk
from publicity.publishing.jobs import project_public, release_one
from publicity.publishing.pages import articles, lists
from publicity.publishing.site import make_site

TICK = 1
MOST_UNITS = 1000
SECTIONS = (articles, feeds, lists)
log = logging.getLogger("publicity.runner")


class Job(Protocol):
    """A job with its database and settings bound: one unit of work, False when there is none."""

    def __call__(self, *, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class Timed:
    """A line of the timetable: `make` binds the job to its application; it looks for work every `seconds`."""

    name: str
    make: Callable[[Flask], Job]
    seconds: int


def desk_of(app: Flask) -> Desk:
    """What releases and the public side of this application are made with; read once."""
    if "publishing" not in app.extensions:
        site = make_site(_config(app), app.extensions["vocabulary"])
        app.extensions["publishing"] = Desk(site, app.extensions["policy"])
    return cast(Desk, app.extensions["publishing"])


def _release(app: Flask) -> Job:
    return partial(release_one, _database(app).writing, desk=desk_of(app))


def _project(app: Flask) -> Job:
    return partial(project_public, _database(app).reading, site=desk_of(app).site, sections=SECTIONS)


def _deliver(app: Flask) -> Job:
    config = _config(app)
    return partial(deliver_one, _database(app).writing, carrier=carrier_for(config), sender=config.mail_from)


def _digests(app: Flask) -> Job:
    config = _config(app)
    letterhead = Letterhead(config.base_url, config.secret_key, config.mail_from, environment(ROOT / "templates"))
    return partial(assemble_one, _database(app).writing, letterhead=letterhead)


def _uploads(app: Flask) -> Job:
    return partial(discard_upload, _database(app).writing, media_folder=_config(app).media_folder)


def _read_plans(app: Flask) -> Job:
    return partial(read_one, _database(app).writing, folder=_config(app).instance / "plans")


JOBS: tuple[Timed, ...] = (
    Timed("release", _release, 1),
    Timed("project", _project, 1),
    Timed("plans", _read_plans, 1),
    Timed("digests", _digests, 60),
    Timed("mail", _deliver, 5),
    Timed("uploads", _uploads, 600),
)


class Runner:
    """The jobs of one application, and when each looks for work next."""

    def __init__(self, app: Flask, jobs: Sequence[Timed] = JOBS) -> None:
        self._lines = [(timed, timed.make(app)) for timed in jobs]
        self._next: dict[str, datetime] = {}

    def tick(self, now: datetime) -> int:
        """Drains every job whose time has come, in the timetable's order; returns how many units were done.

        One job's failure keeps no other from its work; all failures are raised together at the end.
        """
        done, failures = 0, []
        for timed, job in self._lines:
            if now < self._next.get(timed.name, now):
                continue
            self._next[timed.name] = now + timedelta(seconds=timed.seconds)
            try:
                done += _drain(job, now)
            except Exception as error:  # noqa: BLE001 - all are raised together below
                log.error("%s failed: %s", timed.name, type(error).__name__)
                failures.append(error)
        if failures:
            raise ExceptionGroup("timed work failed", failures)
        return done


def tick(app: Flask, now: datetime) -> int:
    """Drains every job once, whatever its time; returns how many units were done."""
    return Runner(app).tick(now)


def install(app: Flask) -> None:
    """Starts ticking in this process when the configuration says so."""
    if _config(app).tick:
        start(app)


def start(app: Flask) -> Any:
    """A started scheduler that ticks each second in a thread of its own; `shutdown()` ends it after a running tick."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    runner, clock = Runner(app), app.extensions["clock"]
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        lambda: runner.tick(clock()),
        "interval",
        seconds=TICK,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler


@click.command("runner")
@click.option("--once", is_flag=True, help="把到期的工作做完就退出。")
@with_appcontext
def runner_command(once: bool) -> None:
    """定时工作：到时发布、更新公开页面、投递邮件。一直运行，收到 SIGTERM 后做完手上的工作再退出。"""
    app = cast(Any, current_app)._get_current_object()
    if once:
        click.echo(f"完成 {tick(app, app.extensions['clock']())} 项。")
        return
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    scheduler = start(app)
    click.echo("定时工作已开始。")
    stop.wait()
    scheduler.shutdown()
    click.echo("定时工作已停止。")


def _drain(job: Job, now: datetime) -> int:
    done = 0
    while done < MOST_UNITS and job(now=now):
        done += 1
    return done


def _config(app: Flask) -> Config:
    return cast(Config, app.extensions["config"])


def _database(app: Flask) -> Database:
    return cast(Database, app.extensions["database"])
