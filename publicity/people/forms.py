"""What the people pages send, as typed values."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from publicity.errors import Invalid
from publicity.people.models import Role


@dataclass(frozen=True, slots=True)
class AccountForm:
    """A new account as typed; `role` may be missing."""

    email: str
    name: str
    password: str
    organisation_id: int
    role: Role | None


def account_form(form: MultiDict[str, str]) -> AccountForm:
    """Raises Invalid when the organisation or the role is not one of those offered."""
    organisation_id = form.get("organisation_id", type=int)
    if organisation_id is None:
        raise Invalid("请选择单位。", {"organisation_id": "请选择单位。"})
    role = form.get("role", "")
    if role and role not in set(Role):
        raise Invalid("请从列表中选择权限。", {"role": "请从列表中选择权限。"})
    return AccountForm(
        form.get("email", ""),
        form.get("name", ""),
        form.get("password", ""),
        organisation_id,
        Role(role) if role else None,
    )
