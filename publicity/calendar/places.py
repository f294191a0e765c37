"""Which of the desk's organisations a plan's names stand for."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.calendar.fields import PartFields
from publicity.calendar.plan_types import PlanFile, PlanOrganisation
from publicity.calendar.terms import Role
from publicity.people.models import Organisation, OrganisationKind

ONE_PER_AREA = frozenset(
    {
        OrganisationKind.HIGH_COURT,
        OrganisationKind.INTERMEDIATE_COURT,
        OrganisationKind.PROPAGANDA,
        OrganisationKind.POLITICAL_LEGAL,
    }
)


def place_names(session: Session, file: PlanFile, keeper: Organisation | None) -> dict[str, PartFields]:
    """The plan's name → what the desk knows it by; a name nobody answers to keeps its words and no id.

    A name is recognised by full or short name; else the issuer of the keeper's own kind is the keeper; else a kind of
    which an area has one (intermediate court, propaganda department …) is the topmost of it.
    """
    known = list(session.scalars(select(Organisation).order_by(Organisation.id)))
    return {one.name: _place(one, file, keeper, known) for one in file.organisations}


def _place(
    one: PlanOrganisation, file: PlanFile, keeper: Organisation | None, known: Sequence[Organisation]
) -> PartFields:
    if one.each:
        return PartFields(Role.RESPONSIBLE, one.name, None, one.kind)
    found = _named(one, known)
    if found is None and keeper is not None and keeper.kind is one.kind and one.full_name in file.issuers:
        found = keeper
    if found is None and one.kind in ONE_PER_AREA:
        found = _topmost(organisation for organisation in known if organisation.kind is one.kind)
    return PartFields(Role.RESPONSIBLE, one.name, found.id if found else None, None)


def _named(one: PlanOrganisation, known: Sequence[Organisation]) -> Organisation | None:
    names = {one.name, one.full_name} - {""}
    return next((found for found in known if names & {found.name, found.short_name}), None)


def _topmost(of_kind: Iterable[Organisation]) -> Organisation | None:
    """The one above the others: none of the same kind is its parent."""
    candidates = list(of_kind)
    ids = {organisation.id for organisation in candidates}
    return next((organisation for organisation in candidates if organisation.parent_id not in ids), None)
