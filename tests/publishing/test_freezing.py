"""A revision frozen for readers shows only stripped public copies, and no picture twice."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from publicity.errors import NotFound
from publicity.media.actions import register
from publicity.media.models import MediaFile
from publicity.media.probe import probe
from publicity.media.storage import store_stream
from publicity.publishing.freezing import freeze
from publicity.stories.queries import newest_revision
from tests.publishing.factories import make_site_at
from tests.stories.factories import Desk as People
from tests.stories.factories import make_desk, make_story, save_text


def take_in(session: Session, people: People, folder: Path, now: datetime, colour: str) -> MediaFile:
    """A picture with a place written into it, taken in as the desk does."""
    data, marks = BytesIO(), Image.Exif()
    marks[0x010F] = "camera of somebody"
    Image.new("RGB", (1200, 800), colour).save(data, "JPEG", exif=marks)
    data.seek(0)
    stored = store_stream(data, folder, 10_000_000)
    return register(
        session,
        person=people.drafter,
        organisation_id=people.court.id,
        name=f"{colour}.jpg",
        sha256=stored.sha256,
        facts=probe(stored.path),
        now=now,
    )


def test_pictures_leave_as_stripped_copies_named_by_their_content(
    session: Session, tmp_path: Path, now: datetime
) -> None:
    site, people = make_site_at(tmp_path), make_desk(session)
    inside, after = (take_in(session, people, site.media_folder, now, colour) for colour in ("red", "blue"))
    story = make_story(session, people, now)
    media = tuple({"id": str(one.id), "name": one.name, "caption": "现场", "alt": "干警"} for one in (inside, after))
    save_text(session, people.drafter, story, now, text=f'开头。\n\n![干警](media:{inside.id} "现场")\n', media=media)
    shown = freeze(session, story, newest_revision(session, story.id), site)
    assert [one.id for one in shown.media] == [str(inside.id), str(after.id)]
    assert shown.shown == (str(inside.id),)
    assert f'src="{shown.media[0].path}"' in shown.html
    copy = site.media_folder / shown.media[0].source
    assert b"camera of somebody" not in copy.read_bytes()
    assert (shown.media[0].size, shown.media[0].mime) == (copy.stat().st_size, "image/jpeg")
    assert shown.media[0].file not in (f"{inside.sha256}.jpg", f"{after.sha256}.jpg")


def test_a_picture_that_does_not_belong_to_the_story_is_not_shown(
    session: Session, tmp_path: Path, now: datetime
) -> None:
    site, people = make_site_at(tmp_path), make_desk(session)
    other = take_in(session, people, site.media_folder, now, "green")
    story = make_story(session, people, now)
    save_text(session, people.drafter, story, now, text=f"![别的](media:{other.id})\n")
    shown = freeze(session, story, newest_revision(session, story.id), site)
    assert shown.media == ()
    assert "<img" not in shown.html


def test_a_file_that_is_gone_is_said_to_be_gone(session: Session, tmp_path: Path, now: datetime) -> None:
    site, people = make_site_at(tmp_path), make_desk(session)
    story = make_story(session, people, now)
    revision = newest_revision(session, story.id)
    revision.media = [{"id": "987654", "name": "现场.jpg"}]
    with pytest.raises(NotFound, match=r"现场\.jpg"):
        freeze(session, story, revision, site)
    session.expire(revision)


def test_the_summary_is_taken_from_the_text_when_none_was_written(
    session: Session, tmp_path: Path, now: datetime
) -> None:
    site, people = make_site_at(tmp_path), make_desk(session)
    story = make_story(session, people, now)
    save_text(session, people.drafter, story, now, text="第一句话。第二句话。\n")
    shown = freeze(session, story, newest_revision(session, story.id), site)
    assert (shown.summary, shown.has_lead) == ("第一句话。第二句话。", False)
    save_text(session, people.drafter, story, now, text="第一句话。\n", summary="写好的导语。")
    shown = freeze(session, story, newest_revision(session, story.id), site)
    assert (shown.summary, shown.has_lead) == ("写好的导语。", True)
