"""The command line's edge: the groups, the transaction, and refusals as one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from sqlalchemy.orm import Session
from werkzeug.utils import import_string

from publicity.errors import PublicityError

COMMANDS: tuple[str, ...] = (
    "publicity.people.cli:people_cli",
    "publicity.calendar.cli:calendar_cli",
    "publicity.history.cli:history_cli",
    "publicity.plans.cli:plans_cli",
    "publicity.checks.cli:checks_cli",
    "publicity.stories.cli:stories_cli",
    "publicity.review.cli:review_cli",
    "publicity.publishing.cli:publishing_cli",
    "publicity.runner:runner_command",
)


@contextmanager
def refusing() -> Iterator[None]:
    """A refusal inside becomes one sentence on standard error and exit status 1."""
    try:
        yield
    except PublicityError as error:
        fields = getattr(error, "fields", {})
        raise click.ClickException("\n".join([str(error), *fields.values()])) from error


@contextmanager
def writing() -> Iterator[Session]:
    """A write transaction for a command, with refusals worded."""
    with refusing(), current_app.extensions["database"].writing() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A read transaction for a command, with refusals worded."""
    with refusing(), current_app.extensions["database"].reading() as session:
        yield session


def install(app: Flask) -> None:
    """Adds every command group to `flask`."""
    for name in COMMANDS:
        app.cli.add_command(import_string(name))
