"""What every page shares: the transaction, who is asking, refusals as pages, headers, the templates' words."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.orm import Session
from werkzeug.utils import import_string

from publicity import refusals
from publicity.almanac.windows import DateWindow
from publicity.almanac.wording import day_text, window_text
from publicity.checks.policy import Policy
from publicity.clock import SHANGHAI, shanghai_day
from publicity.config import Config
from publicity.db import Database
from publicity.errors import NotAllowed, NotFound
from publicity.lib.yamls import load_yaml
from publicity.people.models import Role
from publicity.people.passwords import token_hash
from publicity.people.permissions import Person
from publicity.people.queries import account_for_token, person_of
from publicity.request import KEPT_AT_HOME, MOST_FILE_BYTES, MOST_FORM_BYTES, TAKE_FILES, DeskRequest, RowId
from publicity.vocabulary import Vocabulary

BLUEPRINTS = (
    "publicity.desk.views:blueprint",
    "publicity.people.views:blueprint",
    "publicity.calendar.views:blueprint",
    "publicity.plans.views:blueprint",
    "publicity.media.views:blueprint",
    "publicity.stories.views:blueprint",
    "publicity.stories.templating.views:blueprint",
    "publicity.review.views:blueprint",
    "publicity.digests.views:blueprint",
    "publicity.publishing.views:blueprint",
    "publicity.publishing.public.views:blueprint",
    "publicity.publishing.exports.views:blueprint",
)
NAVIGATION = (
    ("desk.home", "工作台"),
    ("calendar.month", "日历"),
    ("plans.documents", "方案"),
    ("stories.stories", "稿件"),
    ("media.files", "素材"),
    ("review.queue", "审核"),
    ("publishing.releases", "发布"),
    ("digests.digests", "摘要"),
    ("people.organisation_list", "单位"),
)

View = TypeVar("View", bound=Callable[..., Any])


def database() -> Database:
    """The application's database."""
    return cast(Database, current_app.extensions["database"])


def config() -> Config:
    """The application's settings."""
    return cast(Config, current_app.extensions["config"])


def vocabulary() -> Vocabulary:
    """The fixed words of the area."""
    return cast(Vocabulary, current_app.extensions["vocabulary"])


def policy() -> Policy:
    """What the checks hold a draft against."""
    return cast(Policy, current_app.extensions["policy"])


def now() -> datetime:
    """The instant of this request: read once, aware, UTC."""
    if "now" not in g:
        g.now = current_app.extensions["clock"]()
    return cast(datetime, g.now)


def today() -> date:
    """The calendar day of this request in Asia/Shanghai."""
    return shanghai_day(now())


def db_session() -> Session:
    """This request's session, opened at first use: plain BEGIN for GET, the write lock for everything else."""
    if "db_session" not in g:
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        g.db_session = database().open_read() if reads else database().open_write()
    return cast(Session, g.db_session)


def person() -> Person:
    """Who is asking; pages not marked `public` are never reached without somebody signed in."""
    found = g.get("person")
    if found is None:
        raise NotAllowed("请先登录。")
    return cast(Person, found)


def public(view: View) -> View:
    """Marks a view as open to everybody."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def proves_itself(view: View) -> View:
    """Marks a public view whose POST carries its own proof (a signed address) and no CSRF token."""
    view.proves_itself = True  # type: ignore[attr-defined]
    return public(view)


def csp_nonce() -> str:
    """This request's nonce for style elements that a script makes."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)


def asset(path: str) -> str | None:
    """The address of a third-party file installed from npm, None before it has been installed."""
    return url_for("asset", path=path) if (config().assets_folder / path).is_file() else None


def install(app: Flask) -> None:
    """Everything above, wired into the application."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_FORM_BYTES
    app.config["MAX_CONTENT_LENGTH"] = MOST_FORM_BYTES
    app.request_class = DeskRequest
    app.url_map.converters["int"] = RowId
    # Who is asking comes first: a file is not even looked into for somebody who may not send one.
    app.before_request(_know_who_is_asking)
    app.extensions["csrf_protect"] = CSRFProtect(app)
    app.after_request(_end_transaction)
    app.after_request(_headers)
    app.teardown_request(_close)
    refusals.install(app)
    app.jinja_env.globals.update(
        nav=lambda: [(name, label) for name, label in NAVIGATION if name in app.view_functions],
        asset=asset,
        csp_nonce=csp_nonce,
        Role=Role,
        now=now,
        today=today,
        verbs=_verbs(Path(app.root_path).parent),
    )
    app.jinja_env.filters.update(day=day_text, window=_window, instant=instant_text)
    app.context_processor(lambda: {"me": g.get("person"), "words": vocabulary()})
    for name in BLUEPRINTS:
        app.register_blueprint(import_string(name))
    for view in app.view_functions.values():
        if getattr(view, "proves_itself", False):
            app.extensions["csrf_protect"].exempt(view)


def instant_text(instant: datetime) -> str:
    """An instant as people write it: 2018年7月12日 周四 09:30 (Asia/Shanghai)."""
    local = instant.astimezone(SHANGHAI)
    return f"{day_text(local.date())} {local:%H:%M}"


def safe_next(target: str | None) -> str:
    """The address to go on to: only a path on this site, else the desk's first page."""
    return target if target and refusals.is_own_path(target) else url_for("desk.home")


def _window(window: DateWindow) -> str:
    return window_text(window)


def _verbs(root: Path) -> dict[str, str]:
    """verb → Chinese wording, from content/history/*.yaml."""
    words: dict[str, str] = {}
    for path in sorted((root / "content" / "history").glob("*.yaml")):
        words |= load_yaml(path.read_text(encoding="utf8"))
    return words


def _know_who_is_asking() -> ResponseReturnValue | None:
    if "\0" in request.path:
        raise NotFound("没有这个页面。请检查地址，或从上面的导航进入。")
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "is_public", False) or request.endpoint == "static":
        return None
    token = session.get("sign_in")
    if token:
        with database().reading() as reading:
            account = account_for_token(reading, token_hash(token), now())
            if account is not None:
                g.person = person_of(reading, account)
                if request.endpoint in TAKE_FILES:
                    request.max_content_length = MOST_FILE_BYTES
                return None
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")), 303)
    kept = "文字已留在这台电脑上，登录后回到本页点“恢复”；没有看到“恢复”的，从下面复制粘贴。"
    otherwise = "请重新登录后再办理；刚才填写的内容在下面，可以复制粘贴。"
    said = kept if request.endpoint in KEPT_AT_HOME else otherwise
    return refusals.page(NotAllowed(f"登录已过期，没有保存。{said}"), 403)


def _end_transaction(response: Response) -> Response:
    opened: Session | None = g.get("db_session")
    if opened is not None:
        if response.status_code < 400:
            opened.commit()
        else:
            opened.rollback()
    return response


def _close(_error: BaseException | None) -> None:
    opened: Session | None = g.pop("db_session", None)
    if opened is not None:
        opened.close()


def _headers(response: Response) -> Response:
    allowed = (
        f"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'nonce-{csp_nonce()}'; "
        "media-src 'self' blob:; frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
    )
    response.headers.setdefault("Content-Security-Policy", allowed)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if g.get("person") is not None:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
