"""Making organisations and accounts, granting roles, signing in and out."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from publicity.errors import Invalid, NotAllowed, NotFound
from publicity.history.actions import record
from publicity.outbox.rules import is_address
from publicity.people.models import Account, AccountState, HeldRole, Organisation, OrganisationKind, Role, SignIn
from publicity.people.passwords import hash_password, matches, token_hash
from publicity.people.permissions import Person, require
from publicity.people.queries import find_account, find_organisation, get_account, get_organisation

SHORTEST_PASSWORD = 10
LONGEST_NAME = 60
# The role reads what every court sends in: a court's own administrator must not be able to take it.
ADOPTING = frozenset({OrganisationKind.PROPAGANDA, OrganisationKind.AREA})


@dataclass(frozen=True, slots=True)
class HashCost:
    """argon2's cost, from the configuration."""

    time_cost: int
    memory_kib: int


def found_organisation(
    session: Session,
    *,
    key: str,
    name: str,
    kind: OrganisationKind,
    parent: Organisation | None = None,
    short_name: str = "",
    court_code: str = "",
) -> Organisation:
    """Adds an organisation to the tree; the one that stands under the key already is returned as it is."""
    existing = find_organisation(session, key)
    if existing is not None:
        return existing
    organisation = Organisation(
        key=key,
        name=name,
        kind=kind,
        parent_id=parent.id if parent else None,
        short_name=short_name or name,
        court_code=court_code,
        disabled_rules=[],
    )
    session.add(organisation)
    session.flush()
    return organisation


def switch_rules(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    disabled: Iterable[str],
    known: Container[str],
) -> Organisation:
    """The check rules this organisation does without, by id; raises Invalid for an id that is none of `known`."""
    organisation = get_organisation(session, organisation_id)
    require(actor, organisation.id, Role.ADMINISTRATOR)
    wanted = sorted(set(disabled))
    if any(rule not in known for rule in wanted):
        raise Invalid("有的检查规则已不存在。请刷新页面后再选。")
    if wanted != organisation.disabled_rules:
        organisation.disabled_rules = wanted
        detail = {"disabled": wanted}
        subject = f"organisation:{organisation.id}"
        record(session, now=now, actor=actor, verb="organisation.rules_switched", subject=subject, detail=detail)
    return organisation


def change_password(
    session: Session, *, now: datetime, actor: Person, current: str, wanted: str, cost: HashCost
) -> None:
    """One's own password; every other sign-in of the account ends. Raises Invalid per field."""
    account = get_account(session, actor.id)
    fields = {}
    if not matches(account.password_hash, current):
        fields["password"] = "现在的密码不对。"
    if len(wanted) < SHORTEST_PASSWORD:
        fields["new_password"] = f"新密码至少{SHORTEST_PASSWORD}个字符。"
    if fields:
        raise Invalid("密码没有修改，请改正标出的各项。", fields)
    account.password_hash = hash_password(wanted, time_cost=cost.time_cost, memory_kib=cost.memory_kib)
    revoke_sign_ins(session, now=now, account_id=account.id)
    record(session, now=now, actor=actor, verb="account.password_changed", subject=f"account:{account.id}")


def open_account(
    session: Session,
    *,
    now: datetime,
    actor: Person | None,
    email: str,
    name: str,
    password: str,
    organisation_id: int,
    cost: HashCost,
) -> Account:
    """A new active account; raises Invalid per field. `actor` None is the command line or the demo."""
    organisation = get_organisation(session, organisation_id)
    if actor is not None:
        require(actor, organisation.id, Role.ADMINISTRATOR)
    fields = {}
    email = email.strip().lower()
    if not is_address(email):
        fields["email"] = "请填写完整的邮箱地址。"
    elif find_account(session, email) is not None:
        fields["email"] = "这个邮箱已有账号。"
    if not name.strip():
        fields["name"] = "请填写姓名或岗位名称。"
    elif len(name.strip()) > LONGEST_NAME:
        fields["name"] = f"姓名或岗位名称最多{LONGEST_NAME}个字。"
    if len(password) < SHORTEST_PASSWORD:
        fields["password"] = f"密码至少{SHORTEST_PASSWORD}个字符。"
    if fields:
        raise Invalid("账号没有建立，请改正标出的各项。", fields)
    account = Account(
        email=email,
        name=name.strip(),
        organisation_id=organisation.id,
        password_hash=hash_password(password, time_cost=cost.time_cost, memory_kib=cost.memory_kib),
        state=AccountState.ACTIVE,
        failures=0,
        created_at=now,
    )
    session.add(account)
    session.flush()
    record(session, now=now, actor=actor, verb="account.opened", subject=f"account:{account.id}")
    return account


def grant_role(
    session: Session, *, now: datetime, actor: Person | None, account_id: int, organisation_id: int, role: Role
) -> None:
    """Gives a role at an organisation; granting it twice changes nothing."""
    if actor is not None:
        require(actor, organisation_id, Role.ADMINISTRATOR)
    place = get_organisation(session, organisation_id)
    if role is Role.PROPAGANDA_REVIEWER and place.kind not in ADOPTING:
        raise Invalid("“宣传部审核”只能在宣传部门或整个区域授予，请另选单位。")
    held = select(HeldRole).where(
        HeldRole.account_id == account_id, HeldRole.organisation_id == organisation_id, HeldRole.role == role
    )
    if session.scalar(held) is not None:
        return
    session.add(HeldRole(account_id=account_id, organisation_id=organisation_id, role=role))
    detail = {"role": role.value, "organisation": organisation_id}
    record(session, now=now, actor=actor, verb="account.role_granted", subject=f"account:{account_id}", detail=detail)


def withdraw_role(session: Session, *, now: datetime, actor: Person, held_role_id: int) -> None:
    """Takes a role back; raises NotFound when it is gone already."""
    held = session.get(HeldRole, held_role_id)
    if held is None:
        raise NotFound("这个权限已经撤销。")
    require(actor, held.organisation_id, Role.ADMINISTRATOR)
    session.execute(delete(HeldRole).where(HeldRole.id == held_role_id))
    detail = {"role": held.role.value, "organisation": held.organisation_id}
    subject = f"account:{held.account_id}"
    record(session, now=now, actor=actor, verb="account.role_withdrawn", subject=subject, detail=detail)


def close_account(session: Session, *, now: datetime, actor: Person, account_id: int) -> None:
    """No more signing in, and every open sign-in ends; raises NotAllowed for one's own."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("没有这个账号。")
    require(actor, account.organisation_id, Role.ADMINISTRATOR)
    if account.id == actor.id:
        raise NotAllowed("不能停用自己的账号，请由另一名管理员操作。")
    account.state = AccountState.CLOSED
    revoke_sign_ins(session, now=now, account_id=account.id)
    record(session, now=now, actor=actor, verb="account.closed", subject=f"account:{account.id}")


def revoke_sign_ins(session: Session, *, now: datetime, account_id: int) -> None:
    """Ends all sign-ins of an account at once."""
    open_ones = (SignIn.account_id == account_id) & SignIn.revoked_at.is_(None)
    session.execute(update(SignIn).where(open_ones).values(revoked_at=now))


def sign_in(session: Session, *, now: datetime, account_id: int, token: str, seconds: int) -> None:
    """Opens a sign-in for somebody whose password has been checked, and forgets earlier failures."""
    expires = now + timedelta(seconds=seconds)
    session.add(SignIn(account_id=account_id, token_hash=token_hash(token), created_at=now, expires_at=expires))
    session.execute(update(Account).where(Account.id == account_id).values(failures=0, locked_until=None))


def note_failure(session: Session, *, now: datetime, account_id: int, most: int, lock_seconds: int) -> None:
    """Counts a wrong password; at `most` in a row the account is locked for a while."""
    counted = update(Account).where(Account.id == account_id).values(failures=Account.failures + 1)
    failures = session.scalar(counted.returning(Account.failures)) or 0
    if failures >= most:
        until = now + timedelta(seconds=lock_seconds)
        session.execute(update(Account).where(Account.id == account_id).values(failures=0, locked_until=until))
        record(session, now=now, actor=None, verb="account.locked", subject=f"account:{account_id}")


def sign_out(session: Session, *, now: datetime, token: str) -> None:
    """Ends the sign-in behind the token; nothing happens when there is none."""
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(revoked_at=now))
