"""A process of its own that releases what is due and brings the folder up, and dies at the step it is told."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import datetime
from multiprocessing.context import ForkProcess
from pathlib import Path

from publicity.db import Database
from publicity.feeds.files import feeds
from publicity.publishing.jobs import project_public, release_one
from publicity.publishing.pages import articles, lists
from tests.publishing.factories import make_site_at, release_desk

SECTIONS = (articles, feeds, lists)
FORK = multiprocessing.get_context("fork")


def dying_at(wanted: str) -> Callable[[str], None]:
    """A listener that ends this process, as a power cut would, when the step is reached."""
    put = 0

    def reached(step: str) -> None:
        nonlocal put
        put += step.startswith("put ")
        if step == wanted or (step.startswith("put ") and wanted == f"put:{put}"):
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def begin(url: str, folder: Path, now: datetime, step: str = "") -> ForkProcess:
    """The process, started. A step is one that a job reaches, or `put:N` for the Nth file put into the folder.

    Without a step it works to the end.
    """
    process = FORK.Process(target=_work, args=(url, folder, now, step))
    process.start()
    return process


def run(url: str, folder: Path, now: datetime, step: str = "") -> int | None:
    """The exit code of such a process, -9 when it was killed."""
    process = begin(url, folder, now, step)
    process.join()
    return process.exitcode


def _work(url: str, folder: Path, now: datetime, step: str) -> None:
    database, site, listener = Database(url), make_site_at(folder), dying_at(step)
    while release_one(database.writing, now=now, desk=release_desk(site), reached=listener):
        pass
    while project_public(database.reading, now=now, site=site, sections=SECTIONS, reached=listener):
        pass
    database.engine.dispose()
