"""Who may do what: a person carries their roles, and every action asks here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from publicity.errors import NotAllowed
from publicity.people.models import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in; `roles` maps a role to the ids of the organisations it reaches (the tree below included)."""

    id: int
    name: str
    organisation_id: int
    roles: Mapping[Role, frozenset[int]]

    def has(self, role: Role, organisation_id: int) -> bool:
        return organisation_id in self.roles.get(role, frozenset())

    def has_anywhere(self, *roles: Role) -> bool:
        return any(self.roles.get(role) for role in roles)

    def reach(self, *roles: Role) -> frozenset[int]:
        """The ids of all organisations that any of the roles reaches."""
        return frozenset[int]().union(*(self.roles.get(role, frozenset()) for role in roles))


ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.DRAFTER: "撰稿人",
        Role.FIRST_REVIEWER: "初审",
        Role.SECOND_REVIEWER: "复审",
        Role.FINAL_REVIEWER: "终审",
        Role.PROPAGANDA_REVIEWER: "宣传部审核",
        Role.PLANNER: "计划管理",
        Role.OUTLET: "媒体",
        Role.ADMINISTRATOR: "管理员",
    }
)


def require(person: Person, organisation_id: int, *roles: Role) -> None:
    """Raises NotAllowed unless the person holds one of the roles at, or above, the organisation."""
    if not any(person.has(role, organisation_id) for role in roles):
        wanted = "、".join(ROLE_NAMES[role] for role in roles)
        raise NotAllowed(f"需要本单位的“{wanted}”权限。请联系管理员授权。")


def require_anywhere(person: Person, *roles: Role) -> None:
    """Raises NotAllowed unless the person holds one of the roles somewhere."""
    if not person.has_anywhere(*roles):
        wanted = "、".join(ROLE_NAMES[role] for role in roles)
        raise NotAllowed(f"需要“{wanted}”权限。请联系管理员授权。")
