"""A real server and a real Chromium for walking the pages; the clock moves only when a test moves it."""

import os
import pathlib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from publicity import create_app
from publicity.config import Config
from publicity.db import Database
from tests.conftest import NOON, Clock

BUNDLE = pathlib.Path(__file__).resolve().parents[2] / ".venv" / "assets"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            # A browser that leaves a page in mid-picture leaves the test server's file to the garbage collector.
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium; without one the tests say so, and under CI they fail."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        sentence = "no Chromium on PATH (Debian: apt-get install chromium): the browser tests cannot run"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    more = ["--disable-component-update", "--disable-sync"]
    return {"executable_path": chromium, "args": quiet + more}


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is being served at `url`."""

    app: Flask
    url: str
    clock: Clock

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["database"]
        return found


@pytest.fixture
def desk(tmp_path: pathlib.Path, database_url: str) -> Iterator[Desk]:
    """CSRF, cookies and headers as in real use; only the address, the clock and the cost of hashing differ."""
    clock = Clock(NOON)
    server = make_server("127.0.0.1", 0, Flask(__name__), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    instance = tmp_path / "instance"
    instance.mkdir()
    if BUNDLE.is_dir():
        shutil.copytree(BUNDLE, instance / "assets")
    config = Config(
        instance=instance,
        database_url=database_url,
        secret_key="only-for-tests",
        base_url=url,
        argon2_time_cost=1,
        argon2_memory_kib=8,
    )
    app = create_app(config, clock=clock)
    server.app = app
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Desk(app, url, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["database"].engine.dispose()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails the test on any script error, refused script or style, or request to another site."""
    opened = context.new_page()
    opened.set_default_timeout(8000)
    return opened
