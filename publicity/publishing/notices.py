"""Mails about what the public side does: to those whose release was held, to outlets after a withdrawal."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.outbox.actions import post
from publicity.people.models import Account, AccountState, HeldRole, Role
from publicity.people.queries import people_with
from publicity.publishing.models import PublicationEntry, Release
from publicity.publishing.queries import publication
from publicity.publishing.site import Site
from publicity.stories.models import Story


def tell_held(session: Session, release: Release, story: Story, why: list[str], *, now: datetime, site: Site) -> None:
    """One mail each to the author, to whoever scheduled it and to the propaganda department's reviewers."""
    wanted = {story.author_id, release.by_id}
    people = list(session.scalars(select(Account).where(Account.id.in_(wanted), Account.state == AccountState.ACTIVE)))
    if story.receiver_id is not None:
        people += people_with(session, Role.PROPAGANDA_REVIEWER, story.receiver_id)
    values = {"title": story.title, "due_at": release.due_at, "why": why, "url": site.url(f"/stories/{story.id}")}
    _post(session, f"release-held:{release.id}", people, "held", values, now=now, site=site)


def tell_outlets(session: Session, line: PublicationEntry, title: str, *, now: datetime, site: Site) -> None:
    """One mail to every outlet's account: which story is withdrawn, why, and what to do. `title` is the old title."""
    outlets = (
        select(Account)
        .where(
            Account.state == AccountState.ACTIVE,
            Account.id.in_(select(HeldRole.account_id).where(HeldRole.role == Role.OUTLET)),
        )
        .order_by(Account.id)
    )
    values = {"title": title, "one": publication(line), "url": site.url(f"/articles/{line.public_id}/")}
    _post(session, f"withdrawal:{line.number}", session.scalars(outlets), "withdrawal", values, now=now, site=site)


def _post(
    session: Session,
    cause: str,
    people: Iterable[Account],
    template: str,
    values: Mapping[str, Any],
    *,
    now: datetime,
    site: Site,
) -> None:
    subject = site.words[f"{template}_subject"].format(title=values["title"])
    text = site.pages.get_template(f"mail/{template}.txt").render(**values)
    for account in {person.id: person for person in people}.values():
        key = f"{cause}:{account.id}"
        post(session, now=now, key=key, address=account.email, subject=subject, text=text)
