"""Subscribing, unsubscribing, and assembling one digest."""

from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment
from sqlalchemy.orm import Session

from publicity.digests.mail import digest_mail
from publicity.digests.models import Digest, Subscriber, SubscriberState
from publicity.digests.queries import content_of_week, find_subscriber, get_subscriber
from publicity.digests.rules import Week, content_json
from publicity.digests.unsubscribing import token_for
from publicity.errors import Invalid
from publicity.history.actions import record
from publicity.outbox.actions import post
from publicity.outbox.rules import is_address
from publicity.people.models import Role
from publicity.people.permissions import Person, require_anywhere

KEEPERS = (Role.PLANNER, Role.PROPAGANDA_REVIEWER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every digest needs from the configuration."""

    base_url: str
    secret_key: str
    mail_from: str
    jinja: Environment


def subscribe(
    session: Session, *, now: datetime, actor: Person | None, email: str, name: str, themes: list[str], known: list[str]
) -> Subscriber:
    """Adds an address, or wakes and updates the one that is there; `known` are the themes on offer. Raises Invalid."""
    if actor is not None:
        require_anywhere(actor, *KEEPERS)
    email = email.strip().lower()
    fields = {}
    if not is_address(email):
        fields["email"] = "请填写完整的邮箱地址。"
    if not name.strip():
        fields["name"] = "请填写收件人或单位名称。"
    if not set(themes) <= set(known):
        fields["themes"] = "请从列表中选择宣传重点。"
    if fields:
        raise Invalid("订阅没有保存，请改正标出的各项。", fields)
    subscriber = find_subscriber(session, email)
    if subscriber is None:
        subscriber = Subscriber(email=email, created_at=now)
        session.add(subscriber)
    subscriber.name, subscriber.themes, subscriber.state = name.strip()[:60], sorted(themes), SubscriberState.ACTIVE
    session.flush()
    record(session, now=now, actor=actor, verb="subscriber.subscribed", subject=f"subscriber:{subscriber.id}")
    return subscriber


def unsubscribe(session: Session, *, now: datetime, actor: Person | None, subscriber_id: int) -> Subscriber:
    """Ends the subscription; a second time changes nothing. `actor` None is the subscriber, by the signed address."""
    if actor is not None:
        require_anywhere(actor, *KEEPERS)
    subscriber = get_subscriber(session, subscriber_id)
    if subscriber.state == SubscriberState.ACTIVE:
        subscriber.state = SubscriberState.UNSUBSCRIBED
        subject = f"subscriber:{subscriber.id}"
        record(session, now=now, actor=actor, verb="subscriber.unsubscribed", subject=subject)
    return subscriber


def assemble(session: Session, subscriber: Subscriber, week: Week, *, now: datetime, letterhead: Letterhead) -> Digest:
    """Freezes the subscriber's digest of the week and puts it into the outbox, in one transaction."""
    themes = frozenset(subscriber.themes)
    content = content_of_week(session, week, base_url=letterhead.base_url, themes=themes)
    token = token_for(letterhead.secret_key, subscriber.id)
    mail = digest_mail(
        content,
        week,
        jinja=letterhead.jinja,
        unsubscribe_url=f"{letterhead.base_url}/unsubscribe/{token}",
        mail_from=letterhead.mail_from,
    )
    message = post(
        session,
        now=now,
        key=f"digest:{week.key}:{subscriber.id}",
        address=subscriber.email,
        subject=mail.title,
        text=mail.text,
        html=mail.html,
        headers=mail.headers,
    )
    digest = Digest(
        subscriber_id=subscriber.id,
        first_day=week.first_day,
        content=content_json(content),
        message_id=message.id,
        assembled_at=now,
    )
    session.add(digest)
    session.flush()
    return digest
