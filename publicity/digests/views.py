"""The digests' pages: what went out, who receives it, and the way to end it."""

from flask import Blueprint, Response, redirect, render_template, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from publicity import web
from publicity.digests import actions, queries
from publicity.digests.mail import digest_title
from publicity.digests.models import Subscriber
from publicity.digests.rules import Week, content_of, week_due
from publicity.digests.unsubscribing import subscriber_in
from publicity.errors import Invalid, NotFound
from publicity.outbox.carriers import file_name
from publicity.outbox.mail import message_id
from publicity.outbox.models import Message
from publicity.people.permissions import require_anywhere

blueprint = Blueprint("digests", __name__)
A_PAGE = 50


@blueprint.get("/digests")
def digests() -> ResponseReturnValue:
    require_anywhere(web.person(), *actions.KEEPERS)
    return _list_page({}, {})


def _list_page(typed: dict[str, object], fields: dict[str, str]) -> str:
    opened = web.db_session()
    rows = list(opened.scalars(queries.digests().limit(A_PAGE)))
    receivers = {row.id: row for row in opened.scalars(queries.subscribers())}
    wanted = [row.message_id for row in rows if row.message_id]
    messages = {row.id: row for row in opened.scalars(select(Message).where(Message.id.in_(wanted)))}
    week = week_due(web.now())
    preview = queries.content_of_week(opened, week, base_url=web.config().base_url, themes=frozenset())
    return render_template(
        "digests/list.html",
        rows=rows,
        receivers=receivers,
        messages=messages,
        preview=preview,
        preview_title=digest_title(week),
        titles={row.id: digest_title(Week(row.first_day)) for row in rows},
        typed=typed,
        fields=fields,
    )


@blueprint.get("/digests/<int:digest_id>")
def digest(digest_id: int) -> ResponseReturnValue:
    require_anywhere(web.person(), *actions.KEEPERS)
    opened = web.db_session()
    found = queries.get_digest(opened, digest_id)
    message = opened.get(Message, found.message_id) if found.message_id else None
    return render_template(
        "digests/digest.html",
        digest=found,
        subscriber=opened.get(Subscriber, found.subscriber_id),
        content=content_of(found.content),
        title=digest_title(Week(found.first_day)),
        message=message,
        has_file=_mail_file(message) is not None,
    )


@blueprint.get("/digests/<int:digest_id>/mail.eml")
def mail_file(digest_id: int) -> Response:
    require_anywhere(web.person(), *actions.KEEPERS)
    found = queries.get_digest(web.db_session(), digest_id)
    name = _mail_file(web.db_session().get(Message, found.message_id) if found.message_id else None)
    if name is None:
        raise NotFound("这封邮件没有写成文件：它由邮件服务器发送，或还没有轮到。")
    folder = web.config().mail_folder
    return send_from_directory(folder, name, mimetype="message/rfc822", as_attachment=True, download_name="digest.eml")


def _mail_file(message: Message | None) -> str | None:
    if message is None:
        return None
    name = file_name(message_id(message.key, web.config().mail_from.rsplit("@", 1)[-1]))
    return name if (web.config().mail_folder / name).is_file() else None


@blueprint.post("/subscribers")
def subscribe() -> ResponseReturnValue:
    typed = {
        "email": request.form.get("email", ""),
        "name": request.form.get("name", ""),
        "themes": request.form.getlist("themes"),
    }
    try:
        actions.subscribe(
            web.db_session(),
            now=web.now(),
            actor=web.person(),
            email=request.form.get("email", ""),
            name=request.form.get("name", ""),
            themes=request.form.getlist("themes"),
            known=list(web.vocabulary().themes),
        )
    except Invalid as error:
        return _list_page(dict(typed), error.fields), 422
    return redirect(url_for("digests.digests"), 303)


@blueprint.post("/subscribers/<int:subscriber_id>/ending")
def end(subscriber_id: int) -> ResponseReturnValue:
    actions.unsubscribe(web.db_session(), now=web.now(), actor=web.person(), subscriber_id=subscriber_id)
    return redirect(url_for("digests.digests"), 303)


@blueprint.get("/unsubscribe/<token>")
@web.public
def ask(token: str) -> ResponseReturnValue:
    _named_in(token)
    return render_template("digests/unsubscribe.html", token=token, done=False)


@blueprint.post("/unsubscribe/<token>")
@web.proves_itself
def unsubscribe(token: str) -> ResponseReturnValue:
    """The one-click POST of RFC 8058: no sign-in, no cookie, no CSRF token, no redirect; the signature is the proof."""
    actions.unsubscribe(web.db_session(), now=web.now(), actor=None, subscriber_id=_named_in(token))
    return render_template("digests/unsubscribe.html", token=token, done=True)


def _named_in(token: str) -> int:
    found = subscriber_in(web.config().secret_key, token)
    if found is None:
        raise NotFound("这个退订地址不完整。请从邮件里完整复制，或回复邮件告知我们。")
    return found
