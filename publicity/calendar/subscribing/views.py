"""The calendar feeds over HTTP, and the page that gives and ends the private key."""

import gzip
import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.calendar import subscriptions
from publicity.calendar.duty_queries import token

blueprint = Blueprint("subscribing", __name__)
MAX_AGE = "max-age=900, stale-while-revalidate=3600"
ENDED = "这个订阅地址已经停用。请登录宣传台，在“日历—订阅”里取新的地址。\n"


@blueprint.get("/public.ics")
@web.public
def public_calendar() -> ResponseReturnValue:
    response = _calendar(_public_bytes(), f"public, {MAX_AGE}")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/private/<signed>.ics")
@web.public
def private_calendar(signed: str) -> ResponseReturnValue:
    opened = web.db_session()
    row = subscriptions.token_row(opened, signed, web.config().secret_key)
    if row is None:
        return _sentence(404)
    account = subscriptions.holder(opened, row)
    if account is None:
        return _sentence(410)
    body = subscriptions.private_calendar(opened, account, base_url=web.config().base_url, authority=_authority())
    return _calendar(_bytes(body), f"private, {MAX_AGE}")


@blueprint.get("/subscription")
def subscription() -> ResponseReturnValue:
    return _page("")


@blueprint.post("/subscription")
def subscribe() -> ResponseReturnValue:
    """A new address, shown once; the one before it ends."""
    signed = subscriptions.new_token(
        web.db_session(), now=web.now(), person=web.person(), secret_key=web.config().secret_key
    )
    return _page(signed)


@blueprint.post("/subscription/revocation")
def unsubscribe() -> ResponseReturnValue:
    subscriptions.revoke_token(web.db_session(), now=web.now(), person=web.person())
    flash("私人订阅地址已停用。", "ok")
    return redirect(url_for("calendar.subscribing.subscription"), 303)


def _page(signed: str) -> str:
    base = web.config().base_url
    return render_template(
        "calendar/subscription.html",
        public_address=f"{base}{url_for('calendar.subscribing.public_calendar')}",
        private_address=f"{base}{url_for('calendar.subscribing.private_calendar', signed=signed)}" if signed else "",
        row=web.db_session().scalar(token(web.person().id)),
    )


def _authority() -> str:
    return web.config().feed_authority.split(",")[0]


def _sentence(status: int) -> Response:
    return Response(ENDED, status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@dataclass(frozen=True, slots=True)
class Bytes:
    """A rendered calendar, plain and packed; the ETag is weak, for both encodings answer to it."""

    plain: bytes
    packed: bytes
    etag: str


def _bytes(body: bytes) -> Bytes:
    return Bytes(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:32])


def _public_bytes() -> Bytes:
    """The public calendar, rendered again only when its rows have changed since this process last did."""
    mark = subscriptions.fingerprint(web.db_session())
    kept: tuple[tuple[int, ...], Bytes] | None = current_app.extensions.get("public_calendar")
    if kept is None or kept[0] != mark:
        body = subscriptions.public_calendar(web.db_session(), base_url=web.config().base_url, authority=_authority())
        kept = current_app.extensions["public_calendar"] = (mark, _bytes(body))
    return kept[1]


def _calendar(calendar: Bytes, cache: str) -> Response:
    """The calendar with its ETag; 304 and HEAD as HTTP wants them, gzip for those who take it."""
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(calendar.packed if packed else calendar.plain, content_type="text/calendar; charset=utf-8")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(calendar.etag, weak=True)
    response.headers["Cache-Control"] = cache
    response.headers["Vary"] = "Accept-Encoding"
    response.make_conditional(request)
    return response
