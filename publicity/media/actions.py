"""Taking files in, describing them, recording consent and ticks; every change leaves a line of history."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotFound, WrongState
from publicity.history.actions import record
from publicity.lib.files import safe_name
from publicity.lib.html import xml_text
from publicity.media.models import Consent, ConsentState, MediaFile, Tick, TickItem, Upload
from publicity.media.pictures import Cover, Crop, refuse_outside
from publicity.media.probe import MediaFacts, MediaKind
from publicity.media.queries import DESK_ROLES, find_same
from publicity.media.rules import LARGEST, MB, parse_crops, refuse_answer, refuse_size
from publicity.people.models import Role
from publicity.people.permissions import Person, require

_CAPTION = 500


@dataclass(frozen=True, slots=True)
class Description:
    """What is said about a file; plain text, `crops` as in `MediaFile`; an empty `name` leaves it as it is called."""

    caption: str
    alt: str
    credit: str
    crops: Mapping[str, list[float]]
    name: str = ""


def begin_upload(
    session: Session, *, person: Person, organisation_id: int, name: str, size: int, now: datetime
) -> Upload:
    """Announce a file of `size` bytes that will come in pieces; raises NotAllowed, Invalid for an impossible size."""
    require(person, organisation_id, Role.DRAFTER)
    if not 0 < size <= LARGEST:
        raise Invalid(f"文件大小须在 1 字节到 {LARGEST // MB} MB 之间，请压缩或剪短后再传。")
    upload = Upload(
        token=secrets.token_urlsafe(24),
        organisation_id=organisation_id,
        account_id=person.id,
        name=safe_name(name),
        size=size,
        created_at=now,
    )
    session.add(upload)
    session.flush()
    return upload


def end_upload(session: Session, *, upload: Upload) -> None:
    """Forget a running upload, finished or given up; the pieces are the caller's to remove."""
    session.delete(upload)
    session.flush()


def register(
    session: Session,
    *,
    person: Person,
    organisation_id: int,
    name: str,
    sha256: str,
    facts: MediaFacts,
    now: datetime,
) -> MediaFile:
    """A stored and probed file becomes the organisation's; the same content a second time is the file from before.

    Raises NotAllowed, and Invalid above the size limit of its kind.
    """
    require(person, organisation_id, Role.DRAFTER)
    refuse_size(facts.kind, facts.size)
    same = find_same(session, organisation_id, sha256)
    if same is not None:
        return same
    media = MediaFile(
        organisation_id=organisation_id,
        uploaded_by_id=person.id,
        name=_named(name, facts),
        sha256=sha256,
        kind=facts.kind,
        mime=facts.mime,
        extension=facts.extension,
        size=facts.size,
        width=facts.width,
        height=facts.height,
        duration=facts.duration,
        codec=facts.codec,
        bit_rate=facts.bit_rate,
        caption="",
        alt="",
        credit="",
        crops={},
        version=1,
        created_at=now,
        changed_at=now,
    )
    session.add(media)
    session.flush()
    _history(session, person, media, "media.taken_in", now, detail={"name": media.name, "sha256": sha256})
    return media


def describe(
    session: Session, *, person: Person, media: MediaFile, version: int, description: Description, now: datetime
) -> MediaFile:
    """Change caption, alt text, credit, crops and name; raises Conflict when somebody changed them since `version`."""
    require(person, media.organisation_id, Role.DRAFTER)
    values = {
        "caption": _said(description.caption, "caption"),
        "alt": _said(description.alt, "alt"),
        "credit": _said(description.credit, "credit", limit=200),
        "crops": _crops(media, description.crops),
        "name": _renamed(media, description.name) if description.name.strip() else media.name,
    }
    changed = session.execute(
        update(MediaFile)
        .where(MediaFile.id == media.id, MediaFile.version == version)
        .values(**values, version=version + 1, changed_at=now)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这个素材的说明刚被别人改过。请打开新页面对照，再把您写的保存一次；您写的内容在下面。")
    session.refresh(media)
    _history(session, person, media, "media.described", now, detail={"caption": media.caption, "alt": media.alt})
    return media


def tick(session: Session, *, person: Person, media: MediaFile, answers: Mapping[TickItem, str], now: datetime) -> None:
    """Record what was looked for and found, by whom and when; an earlier answer to the same item is replaced.

    Raises NotAllowed, and Invalid for an unknown answer or a minor shown by consent.
    """
    require(person, media.organisation_id, *DESK_ROLES)
    for item, answer in answers.items():
        refuse_answer(item, answer)
    before = {row.item: row for row in session.scalars(select(Tick).where(Tick.media_id == media.id))}
    changed = {item: answer for item, answer in answers.items() if item not in before or before[item].answer != answer}
    for item, answer in changed.items():
        row = before.get(item) or Tick(media_id=media.id, item=item)
        row.answer, row.ticked_by_id, row.created_at = answer, person.id, now
        session.add(row)
    session.flush()
    if changed:
        detail = {item.value: answer for item, answer in changed.items()}
        _history(session, person, media, "media.ticked", now, detail=detail)


def record_consent(
    session: Session,
    *,
    person: Person,
    media: MediaFile,
    shown: str,
    scope: str,
    expires_on: date | None,
    now: datetime,
) -> Consent:
    """Record that somebody shown agreed; `expires_on` is the last day it holds (Asia/Shanghai), None for no end."""
    require(person, media.organisation_id, Role.DRAFTER)
    if not shown.strip():
        raise Invalid("请写明谁同意（如“申请执行人张某”）。", {"shown": "必填"})
    consent = Consent(
        media_id=media.id,
        shown=_said(shown, "shown", limit=120),
        scope=_said(scope, "scope", limit=200),
        expires_on=expires_on,
        state=ConsentState.GIVEN,
        recorded_by_id=person.id,
        created_at=now,
    )
    session.add(consent)
    session.flush()
    detail = {"consent": consent.id, "expires_on": expires_on.isoformat() if expires_on else ""}
    _history(session, person, media, "media.consent_recorded", now, detail=detail)
    return consent


def withdraw_consent(
    session: Session, *, person: Person, media: MediaFile, consent_id: int, reason: str, now: datetime
) -> Consent:
    """The person shown no longer agrees; raises NotFound, Invalid without a reason, WrongState the second time."""
    require(person, media.organisation_id, Role.DRAFTER)
    if not reason.strip():
        raise Invalid("请写明撤回的情况。", {"reason": "必填"})
    consent = session.get(Consent, consent_id)
    if consent is None or consent.media_id != media.id:
        raise NotFound("没有这条同意记录。")
    if consent.state is ConsentState.WITHDRAWN:
        raise WrongState("这条同意已经撤回。")
    consent.state = ConsentState.WITHDRAWN
    session.flush()
    _history(
        session, person, media, "media.consent_withdrawn", now, reason=reason.strip(), detail={"consent": consent.id}
    )
    return consent


def _history(
    session: Session,
    person: Person,
    media: MediaFile,
    verb: str,
    now: datetime,
    *,
    reason: str = "",
    detail: Mapping[str, object],
) -> None:
    record(session, now=now, actor=person, verb=verb, subject=f"media:{media.id}", reason=reason, detail=detail)


def _named(name: str, facts: MediaFacts) -> str:
    """The given name with the extension that its content asks for."""
    stem = safe_name(name).rpartition(".")[0] or safe_name(name)
    alike = {"jpg": {"jpeg", "jpe"}, "tif": {"tiff"}, "mp4": {"m4a"} if facts.kind is MediaKind.AUDIO else set()}
    given = name.rpartition(".")[2].lower()
    extension = given if given in alike.get(facts.extension, set()) else facts.extension
    return safe_name(f"{stem}.{extension}")


def _renamed(media: MediaFile, name: str) -> str:
    """The name typed, with the ending that the file has: it is a label, the bytes stay what they are."""
    ending = media.name.rpartition(".")[2]
    stem = safe_name(name).removesuffix(f".{ending}")
    return safe_name(f"{stem}.{ending}")


def _crops(media: MediaFile, given: Mapping[str, list[float]]) -> dict[str, list[float]]:
    crops = parse_crops(given)
    for name, box in crops.items():
        refuse_outside(Crop(*box), media.width or 1, media.height or 1, Cover(name))
    return crops


def _said(text: str, field: str, *, limit: int = _CAPTION) -> str:
    said = " ".join(xml_text(text).split())
    if len(said) > limit:
        raise Invalid(f"文字太长：最多 {limit} 字，请精简。", {field: f"最多 {limit} 字，现在 {len(said)} 字"})
    return said
