"""Reads of organisations, accounts and sign-ins."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publicity.errors import NotFound
from publicity.people.models import Account, AccountState, HeldRole, Organisation, Role, SignIn
from publicity.people.permissions import Person


def organisations() -> Select[Organisation]:
    """All, in the order they were made; may be empty."""
    return select(Organisation).order_by(Organisation.id)


def find_organisation(session: Session, key: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.key == key))


def get_organisation(session: Session, organisation_id: int) -> Organisation:
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound("没有这个单位。")
    return found


def accounts() -> Select[Account]:
    return select(Account).order_by(Account.id)


def get_account(session: Session, account_id: int) -> Account:
    found = session.get(Account, account_id)
    if found is None:
        raise NotFound("没有这个账号。")
    return found


def account_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """id → name for the accounts asked for, in one query."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {number: name for number, name in rows}


def find_account(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def account_for_token(session: Session, token_hash: str, now: datetime) -> Account | None:
    """The active account behind an unexpired, unrevoked sign-in."""
    return session.scalar(
        select(Account)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(
            SignIn.token_hash == token_hash,
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > now,
            Account.state == AccountState.ACTIVE,
        )
    )


def person_of(session: Session, account: Account) -> Person:
    """The account with its roles spread over the organisation tree; two queries."""
    held = session.execute(select(HeldRole.role, HeldRole.organisation_id).where(HeldRole.account_id == account.id))
    children = defaultdict(list)
    for organisation_id, parent_id in session.execute(select(Organisation.id, Organisation.parent_id)):
        children[parent_id].append(organisation_id)
    roles: dict[Role, set[int]] = defaultdict(set)
    for role, organisation_id in held:
        pending = [organisation_id]
        while pending:
            current = pending.pop()
            roles[role].add(current)
            pending.extend(children[current])
    spread = MappingProxyType({role: frozenset(ids) for role, ids in roles.items()})
    return Person(account.id, account.name, account.organisation_id, spread)


def people_with(session: Session, role: Role, organisation_id: int) -> list[Account]:
    """Active accounts whose role reaches the organisation (held there or above), oldest first."""
    above = [organisation_id]
    parents = {row: parent for row, parent in session.execute(select(Organisation.id, Organisation.parent_id))}
    while (parent := parents.get(above[-1])) is not None:
        above.append(parent)
    return list(
        session.scalars(
            select(Account)
            .join(HeldRole, HeldRole.account_id == Account.id)
            .where(HeldRole.role == role, HeldRole.organisation_id.in_(above), Account.state == AccountState.ACTIVE)
            .order_by(Account.id)
            .distinct()
        )
    )
