"""Month, year and list pages with 2,000 stories and 5,000 milestones; start-up time and memory of the served process.

Usage: python -m bench.pages. Page times are medians through the WSGI interface in this process; start-up and memory are
those of a granian process of its own that has answered the same pages.
"""

import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta

import psutil
from sqlalchemy import insert

from publicity import create_app
from publicity.almanac.windows import Kind, Precision
from publicity.calendar.models import Milestone, MilestoneTheme, Part, Plan
from publicity.calendar.terms import EventKind, Role, State
from publicity.config import ROOT, Config
from publicity.db import Database
from publicity.people.models import Account, HeldRole, Organisation, OrganisationKind, SignIn
from publicity.people.models import Role as PersonRole
from publicity.people.passwords import token_hash
from publicity.stories.models import Revision, Story, StoryState
from publicity.tables import TABLES

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
STORIES, MILESTONES, ROUNDS = 2000, 5000, 15
PAGES = (
    "/desk",
    "/calendar/",
    "/calendar/year",
    "/calendar/agenda",
    "/calendar/due",
    "/stories",
    "/review",
    "/releases",
)
GOAL = 100


def seed(database: Database) -> int:
    """Fills an empty database; returns the id of an account that sees everything."""
    TABLES.create_all(database.engine)
    with database.writing() as session:
        area = Organisation(
            key="area", name="澄江市", short_name="", kind=OrganisationKind.AREA, court_code="", disabled_rules=[]
        )
        session.add(area)
        session.flush()
        courts = [
            Organisation(
                key=f"c{n}",
                name=f"澄江市第{n}人民法院",
                short_name=f"澄江{n}院",
                parent_id=area.id,
                kind=OrganisationKind.BASIC_COURT,
                court_code="",
                disabled_rules=[],
            )
            for n in range(8)
        ]
        session.add_all(courts)
        session.flush()
        account = Account(
            email="a@court.example",
            name="岗",
            organisation_id=courts[0].id,
            password_hash="",
            failures=0,
            created_at=NOON,
        )
        session.add(account)
        session.flush()
        session.add_all(HeldRole(account_id=account.id, organisation_id=area.id, role=role) for role in PersonRole)
        plan = Plan(
            key="p",
            title="宣传工作安排",
            issuers=[],
            upstream=[],
            created_at=NOON,
            changed_at=NOON,
            organisation_id=area.id,
        )
        session.add(plan)
        session.flush()
        _milestones(session, plan.id, area.id, [court.id for court in courts])
        _stories(session, account.id, [court.id for court in courts])
        expires = NOON + timedelta(days=9000)
        session.add(SignIn(account_id=account.id, token_hash=token_hash("bench"), created_at=NOON, expires_at=expires))
        return account.id


def _milestones(session: object, plan_id: int, area_id: int, courts: list[int]) -> None:
    rows, themes, parts = [], [], []
    for n in range(1, MILESTONES + 1):
        first = date(2024, 1, 1) + timedelta(days=n * 7 % 1460)
        rows.append(
            {
                "id": n,
                "public_id": f"m{n}",
                "plan_id": plan_id,
                "key": f"k{n}",
                "organisation_id": area_id,
                "title": f"第{n}项宣传活动",
                "kind": list(EventKind)[n % 12],
                "state": (State.PROVISIONAL, State.CONFIRMED)[n % 2],
                "starts_on": first,
                "ends_on": first + timedelta(days=n % 20),
                "precision": Precision.RANGE,
                "window_kind": Kind.PERIOD,
                "created_at": NOON,
                "changed_at": NOON,
                "version": 1,
                "is_public": n % 3 == 0,
            }
        )
        themes.append({"milestone_id": n, "theme": "refusal"})
        parts.append(
            {"milestone_id": n, "role": Role.RESPONSIBLE, "name": "法院", "organisation_id": courts[n % len(courts)]}
        )
    for model, values in ((Milestone, rows), (MilestoneTheme, themes), (Part, parts)):
        session.execute(insert(model), values)  # type: ignore[attr-defined]


def _stories(session: object, account_id: int, courts: list[int]) -> None:
    states = list(StoryState)
    stories = [
        {
            "id": n,
            "public_id": f"s{n}",
            "organisation_id": courts[n % len(courts)],
            "author_id": account_id,
            "title": f"稿件{n}",
            "state": states[n % len(states)],
            "form": "case-story",
            "revision_number": 1,
            "created_at": NOON,
            "changed_at": NOON - timedelta(hours=n),
        }
        for n in range(1, STORIES + 1)
    ]
    revisions = [
        {
            "story_id": n,
            "number": 1,
            "title": f"稿件{n}",
            "text": "执行" * 500,
            "hash": "0" * 64,
            "author_id": account_id,
            "created_at": NOON,
        }
        for n in range(1, STORIES + 1)
    ]
    session.execute(insert(Story), stories)  # type: ignore[attr-defined]
    session.execute(insert(Revision), revisions)  # type: ignore[attr-defined]


def page_times(config: Config) -> None:
    app = create_app(config, clock=lambda: NOON)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["sign_in"] = "bench"
    for page in PAGES:
        taken = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = client.get(page)
            taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{page} answered {answer.status_code}")
        size = len(answer.data) / 1024
        print(f"{page:<20} median {statistics.median(taken):6.1f} ms  {size:6.0f} KB  (goal < {GOAL} ms)")
    app.extensions["database"].engine.dispose()


def served(config: Config) -> None:
    """Seconds until the first answer, and resident memory after 50 page views."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    environ = os.environ | {"PUBLICITY_INSTANCE": str(config.instance), "PUBLICITY_TICK": "1"}
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "--blocking-threads",
        "8",
        "app:app",
    ]
    began = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/sign-in"
        while True:
            try:
                urllib.request.urlopen(address).read()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        print(f"first answer after {time.perf_counter() - began:.1f} s")
        for _ in range(50):
            urllib.request.urlopen(address).read()
        worker = max(psutil.Process(server.pid).children(), key=lambda one: one.memory_info().rss)
        print(f"memory of the serving process {worker.memory_info().rss / 2**20:.0f} MB (goal < 200 MB)")
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        url = f"sqlite:///{folder / 'desk.sqlite3'}"
        config = Config(instance=folder, database_url=url, secret_key="only-for-the-bench")
        database = Database(url)
        seed(database)
        database.engine.dispose()
        page_times(config)
        served(config)


if __name__ == "__main__":
    main()
