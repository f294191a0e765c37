"""A revision frozen as readers will see it: names, safe HTML, and the public copies of its media."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from publicity.errors import NotFound
from publicity.lib.markdown import render, summary
from publicity.media.models import MediaFile
from publicity.media.renditions import public_copy
from publicity.people.models import Organisation
from publicity.people.queries import get_organisation
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Media, Named, Snapshot
from publicity.review.queries import source_names
from publicity.stories.models import Revision, Story
from publicity.stories.picture_words import with_picture_words
from publicity.stories.queries import courts_of

SUMMARY_LENGTH = 120


def freeze(session: Session, story: Story, revision: Revision, site: Site) -> Snapshot:
    """The revision for the log; raises NotFound when a file it shows is gone."""
    media = _public_media(session, site.media_folder, revision.media)
    by_id = {one.id: one for one in media}
    shown: list[str] = []

    def media_url(media_id: str) -> str:
        if media_id not in by_id or by_id[media_id].kind != "image":
            return ""
        shown.append(media_id)
        return by_id[media_id].path

    names = source_names(session, story.id, revision.hash)
    court = get_organisation(session, story.organisation_id)
    return Snapshot(
        title=revision.title,
        summary=revision.summary or summary(revision.text, SUMMARY_LENGTH),
        text=revision.text,
        html=render(with_picture_words(revision.text, revision.media), media_url=media_url),
        form=Named(story.form, site.vocabulary.forms.get(story.form, story.form)),
        court=_named(court),
        courts=tuple(_named(other) for other in courts_of(session, story.id)),
        themes=tuple(Named(key, site.vocabulary.themes.get(key, key)) for key in sorted(set(revision.themes))),
        supplied_by="、".join(names.authors),
        reviewed_by=names.reviewers,
        media=tuple(media),
        shown=tuple(dict.fromkeys(shown)),
        has_lead=bool(revision.summary),
    )


def _named(organisation: Organisation) -> Named:
    return Named(organisation.key, organisation.name)


def _public_media(session: Session, folder: Path, items: Sequence[dict[str, Any]]) -> list[Media]:
    """The stripped copies that may leave the desk, in the story's order; papers stay behind."""
    found = []
    for item in items:
        file = session.get(MediaFile, int(item["id"]))
        if file is None:
            raise NotFound(f"素材“{item.get('name', item['id'])}”已不在素材库里，请从稿件中移除或重新上传。")
        copy = public_copy(folder, file)
        if copy is None:
            continue
        found.append(
            Media(
                id=str(item["id"]),
                file=f"{copy.sha256}.{copy.extension}",
                kind=file.kind.value,
                mime=copy.mime,
                size=copy.size,
                name=file.name,
                caption=str(item.get("caption", "")),
                alt=str(item.get("alt", "")),
                credit=str(item.get("credit", "")),
                width=copy.width,
                height=copy.height,
                duration=copy.duration,
                source=str(copy.path.relative_to(folder)),
            )
        )
    return found
