"""Reads of files, consents, ticks and uploads; what is not for a person to know of is NotFound."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from publicity.errors import NotFound
from publicity.media.models import Consent, ConsentState, MediaFile, Tick, TickItem, Upload
from publicity.media.probe import MediaKind
from publicity.media.rules import missing
from publicity.people.models import Role
from publicity.people.permissions import Person

DESK_ROLES = (Role.DRAFTER, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER, Role.ADMINISTRATOR)
_NOT_FOUND = "没有这个素材，或不在您的权限之内。"


@dataclass(frozen=True, slots=True)
class Described:
    """A file with its ticks by item and its consents, oldest first."""

    file: MediaFile
    ticks: dict[TickItem, Tick]
    consents: list[Consent]

    def missing(self, today: date) -> list[str]:
        """What stands between the file and approval on `today` (Asia/Shanghai)."""
        answers = {item: tick.answer for item, tick in self.ticks.items()}
        return missing(self.file.kind, answers, [(row.state, row.expires_on) for row in self.consents], today)


def visible_to(person: Person) -> Select[MediaFile]:
    """Files of the organisations that one's desk roles reach; a propaganda reviewer sees all; no order yet."""
    if person.has_anywhere(Role.PROPAGANDA_REVIEWER):
        return select(MediaFile)
    return select(MediaFile).where(MediaFile.organisation_id.in_(person.reach(*DESK_ROLES)))


def newest(
    person: Person, *, kind: MediaKind | None = None, words: str = "", before: int | None = None
) -> Select[MediaFile]:
    """What the person may see, newest first, narrowed by kind and words in name or caption, in whatever case;
    `before` an id, to page."""
    chosen = visible_to(person).order_by(MediaFile.id.desc())
    if kind:
        chosen = chosen.where(MediaFile.kind == kind)
    if before:
        chosen = chosen.where(MediaFile.id < before)
    if words:
        chosen = chosen.where(
            or_(MediaFile.name.icontains(words, autoescape=True), MediaFile.caption.icontains(words, autoescape=True))
        )
    return chosen


def get_visible(session: Session, person: Person, media_id: int) -> MediaFile:
    """The file; raises NotFound when it does not exist or is not for this person."""
    found = session.scalar(visible_to(person).where(MediaFile.id == media_id))
    if found is None:
        raise NotFound(_NOT_FOUND)
    return found


def find_same(session: Session, organisation_id: int, sha256: str) -> MediaFile | None:
    """The organisation's file of this content, if it was taken in before."""
    same = and_(MediaFile.organisation_id == organisation_id, MediaFile.sha256 == sha256)
    return session.scalar(select(MediaFile).where(same))


def get_upload(session: Session, person: Person, token: str) -> Upload:
    """One's own running upload; raises NotFound when it is finished, given up or somebody else's."""
    own = and_(Upload.token == token, Upload.account_id == person.id)
    found = session.scalar(select(Upload).where(own))
    if found is None:
        raise NotFound("没有这个上传任务，可能已经完成或过期，请重新选择文件上传。")
    return found


def described(session: Session, files: Sequence[MediaFile]) -> list[Described]:
    """The files, in the order given, with ticks and consents; two queries however many files."""
    ids = [file.id for file in files]
    ticks: dict[int, dict[TickItem, Tick]] = {file_id: {} for file_id in ids}
    consents: dict[int, list[Consent]] = {file_id: [] for file_id in ids}
    for tick in session.scalars(select(Tick).where(Tick.media_id.in_(ids))):
        ticks[tick.media_id][tick.item] = tick
    for consent in session.scalars(select(Consent).where(Consent.media_id.in_(ids)).order_by(Consent.id)):
        consents[consent.media_id].append(consent)
    return [Described(file, ticks[file.id], consents[file.id]) for file in files]


def files_of(session: Session, ids: Collection[int]) -> dict[int, MediaFile]:
    """The files of these ids by id, whoever asks; ids that do not exist are left out."""
    return {file.id: file for file in session.scalars(select(MediaFile).where(MediaFile.id.in_(ids)))}


def missing_for_approval(session: Session, ids: Collection[int], today: date) -> dict[int, list[str]]:
    """For each of the files that may not be approved yet: the sentences that say why; empty when all may."""
    files = files_of(session, ids)
    rows = described(session, [files[file_id] for file_id in sorted(files)])
    return {row.file.id: said for row in rows if (said := row.missing(today))}


def expiring(person: Person, today: date, until: date) -> Select[Consent]:
    """Consents to files the person may see, in force on `today` and ending by `until`, soonest first."""
    soon = and_(
        Consent.state == ConsentState.GIVEN, Consent.expires_on.is_not(None), Consent.expires_on.between(today, until)
    )
    seen = visible_to(person).with_only_columns(MediaFile.id)
    return select(Consent).where(soon, Consent.media_id.in_(seen)).order_by(Consent.expires_on, Consent.id)


def entry(file: MediaFile) -> dict[str, object]:
    """The file as it is frozen in a story's revision (`Revision.media`); `id` is what `media:ID` names, a string."""
    return {
        "id": str(file.id),
        "name": file.name,
        "kind": file.kind.value,
        "mime": file.mime,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
        "caption": file.caption,
        "alt": file.alt,
        "credit": file.credit,
        "sha256": file.sha256,
    }


def as_described_now(session: Session, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Frozen entries of a revision as the library has them now; one whose file is gone stays as it was."""
    files = files_of(session, [int(item["id"]) for item in entries]) if entries else {}
    return [dict(entry(files[int(item["id"])])) if int(item["id"]) in files else dict(item) for item in entries]
