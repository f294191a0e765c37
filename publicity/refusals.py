"""Refusals as pages: a status for each kind of error, a sentence that says what to do, and what was typed."""

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from publicity.errors import Conflict, Invalid, NotAllowed, NotFound, PublicityError, UpstreamFailed, WrongState
from publicity.typed import typed

STATUS: tuple[tuple[type[PublicityError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (WrongState, 409),
    (Conflict, 409),
    (Invalid, 422),
    (UpstreamFailed, 502),
)
TOO_LARGE: Final = 413
SENTENCES: Final[Mapping[int, str]] = MappingProxyType(
    {
        404: "没有这个页面。请检查地址，或从上面的导航进入。",
        405: "这个地址不能这样打开。请从页面上的按钮操作。",
        TOO_LARGE: "内容太大，没有收下。请缩短或拆分后再提交。",
    }
)
log = logging.getLogger("publicity")


def install(app: Flask) -> None:
    """Every error of the desk becomes a page."""
    app.register_error_handler(PublicityError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(CSRFError, _refuse_csrf)
    app.register_error_handler(500, _apologise)


def is_own_path(target: str) -> bool:
    """A path on this site and no way out of it."""
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()


def _came_from() -> str:
    """The page of this desk from which the request came, "" when it came from none that can be told."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    path = f"{came.path}?{came.query}" if came.query else came.path
    return path if came.netloc == request.host and is_own_path(path) else ""


def status_of(error: PublicityError) -> int:
    """The status that goes with the kind of error."""
    return next(code for kind, code in STATUS if isinstance(error, kind))


def _refuse(error: PublicityError) -> ResponseReturnValue:
    return page(error, status_of(error))


def _refuse_csrf(_error: CSRFError) -> ResponseReturnValue:
    return page(NotAllowed("页面停留过久或来源不明，没有保存。请返回上一页刷新后再提交；您填写的内容在下面。"), 400)


def _refuse_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    code = error.code or 500
    said = PublicityError(SENTENCES.get(code, "请求没有完成。请返回重试。"))
    try:
        return page(said, code)
    except RequestEntityTooLarge:
        return page(PublicityError(SENTENCES[TOO_LARGE]), TOO_LARGE)


def _apologise(error: Exception) -> ResponseReturnValue:
    original = getattr(error, "original_exception", None) or error
    trace = original.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    log.error("%s at %s in %s", type(original).__name__, where, request.endpoint)
    return page(PublicityError("系统出错，没有保存。请稍后重试；如反复出现请告知管理员。您填写的内容在下面。"), 500)


def _typed() -> list[tuple[str, str]]:
    """(label, value) of what a person typed; raises RequestEntityTooLarge where the form cannot be read."""
    templates = current_app.extensions["story_templates"].templates.values()
    facts = {asked.name: asked.label for template in templates for asked in template.facts}
    return typed(request.form.items(multi=True), facts)


def page(error: PublicityError, status: int) -> ResponseReturnValue:
    """A refusal that says what to do and shows what was typed, so that nothing is lost."""
    came_from = _came_from()
    return render_template(
        "refusal.html",
        message=str(error),
        fields=getattr(error, "fields", {}),
        typed=_typed() if request.method == "POST" and status != TOO_LARGE else [],
        status=status,
        came_from=came_from,
        sign_in=url_for("people.sign_in", next=came_from or None) if status == 403 and "person" not in g else "",
    ), status
