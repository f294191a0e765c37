"""Organisations as a tree, accounts, the roles they hold, and the sign-ins that can be revoked."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value


class OrganisationKind(StrEnum):
    AREA = "area"
    HIGH_COURT = "high_court"
    INTERMEDIATE_COURT = "intermediate_court"
    BASIC_COURT = "basic_court"
    PROPAGANDA = "propaganda"
    POLITICAL_LEGAL = "political_legal"
    OUTLET = "outlet"
    OTHER = "other"


class Role(StrEnum):
    DRAFTER = "drafter"
    FIRST_REVIEWER = "first_reviewer"
    SECOND_REVIEWER = "second_reviewer"
    FINAL_REVIEWER = "final_reviewer"
    PROPAGANDA_REVIEWER = "propaganda_reviewer"
    PLANNER = "planner"
    OUTLET = "outlet"
    ADMINISTRATOR = "administrator"


class Organisation(Base):
    """One unit of the area; `key` stands in URLs and plan files and never changes."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    short_name: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[OrganisationKind] = mapped_column(stored_by_value(OrganisationKind))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    court_code: Mapped[str] = mapped_column(String(12), default="")
    disabled_rules: Mapped[list[str]] = mapped_column(JSON, default=list)


class AccountState(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"


class Account(Base):
    """Somebody who signs in with an e-mail address and a password (argon2id)."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    state: Mapped[AccountState] = mapped_column(stored_by_value(AccountState), default=AccountState.ACTIVE)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class HeldRole(Base):
    """A role at an organisation; it reaches the organisations below as well."""

    __tablename__ = "held_roles"
    __table_args__ = (UniqueConstraint("account_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    role: Mapped[Role] = mapped_column(stored_by_value(Role))


class SignIn(Base):
    """One signed-in browser; the token itself is never stored."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
