"""The publicity desk: the calendar, the drafting desk, and the place from which case stories go out."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, send_from_directory
from jinja2 import StrictUndefined

from publicity import cli, runner, vocabulary, web
from publicity.checks.policy import load_policy
from publicity.clock import utc_now
from publicity.config import ROOT, Config, from_environment
from publicity.db import Database


class DeskApp(Flask):
    """Flask, but a fault is logged by `web` in one line that holds no path and nothing anybody typed."""

    def log_exception(self, _exc_info: object) -> None:
        return


def create_app(config: Config | None = None, *, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The application; without a config it is read from the environment. `clock` returns an aware UTC instant."""
    config = config or from_environment()
    app = DeskApp(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_NAME="desk",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["config"] = config
    app.extensions["clock"] = clock
    app.extensions["database"] = Database(config.database_url)
    app.extensions["policy"] = load_policy(ROOT / "content" / "checks")
    app.extensions["vocabulary"] = vocabulary.load(ROOT / "content" / "vocabulary.yaml")

    @web.public
    def asset(path: str) -> Response:
        return send_from_directory(config.assets_folder, path, max_age=86400)

    app.add_url_rule("/assets/<path:path>", "asset", asset)
    web.install(app)
    cli.install(app)
    runner.install(app)
    return app
