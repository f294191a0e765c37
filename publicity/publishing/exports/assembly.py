"""A story's newest text gathered for export: names, files on the disk, where it stands with readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from publicity.clock import shanghai_day
from publicity.errors import Invalid, NotFound, WrongState
from publicity.lib import markdown
from publicity.media.models import MediaFile
from publicity.media.pictures import Cover, Crop
from publicity.media.probe import MediaKind
from publicity.media.queries import files_of
from publicity.media.renditions import RenditionKind, original, rendition
from publicity.media.rules import crop_of
from publicity.people.queries import get_organisation
from publicity.publishing.article import Article, Credits, Film, Picture
from publicity.publishing.models import EntryKind, PublicationEntry
from publicity.publishing.queries import newest_line
from publicity.review.queries import source_names
from publicity.stories.models import Revision, Story, StoryState
from publicity.stories.queries import newest_revision

UNTITLED: Final = "无标题"
_FILMS: Final = frozenset({MediaKind.VIDEO, MediaKind.AUDIO})
_REMUXED: Final = frozenset({"mov", "m4v"})


class Standing(StrEnum):
    """Whether readers have this text: RELEASED is exactly the public one, CHANGED a later one than they have."""

    UNRELEASED = "unreleased"
    RELEASED = "released"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Export:
    """What an export is made of.

    `article` has its pictures in the order of the text, then those it does not place; `cover` is the id of the picture
    attached first ("" for none), `crops` its covers as set. `lost` names attachments whose files are gone, `unattached`
    the ids of pictures that stand in the text only. `films` are the rows behind the article's films, not yet stripped.
    """

    story: Story
    revision: Revision
    standing: Standing
    article: Article
    cover: str
    crops: Mapping[Cover, Crop]
    films: tuple[tuple[MediaFile, Mapping[str, Any]], ...]
    lost: tuple[str, ...]
    unattached: tuple[str, ...]

    @property
    def is_released(self) -> bool:
        return self.standing is Standing.RELEASED

    @property
    def file_stem(self) -> str:
        """What a downloaded file is called, before its extension."""
        return self.article.title if self.is_released else f"未发布-{self.article.title}"

    def require_whole(self) -> None:
        """Raises WrongState for a withdrawn story, Invalid when a file that belongs to it is gone."""
        if self.standing is Standing.WITHDRAWN:
            raise WrongState("稿件已经撤稿，不能再导出。确需再用，请先重开修改并走完审核。")
        if self.lost:
            names = "、".join(self.lost)
            raise Invalid(f"这些附件的文件不在素材库里：{names}。请从稿件中移除或重新上传，再导出。")


def assemble(session: Session, story: Story, *, media_folder: Path, base_url: str) -> Export:
    """The newest revision with its attachments; `base_url` without a slash at its end."""
    revision = newest_revision(session, story.id)
    line = newest_line(session, story.id)
    standing = standing_of(story, revision, line)
    kept, lost = _kept(session, media_folder, revision.media)
    shown = _shown(revision.text)
    images = [(file, item) for file, item in kept if file.kind is MediaKind.IMAGE]
    pictures = {str(file.id): _picture(media_folder, file, item) for file, item in images}
    order = [*(name for name in shown if name in pictures), *pictures]
    is_public = line is not None and standing is Standing.RELEASED
    return Export(
        story=story,
        revision=revision,
        standing=standing,
        article=Article(
            title=revision.title or UNTITLED,
            text=revision.text,
            summary=revision.summary,
            credits=_credits(session, story, revision),
            day=shanghai_day(line.first_stamp) if line is not None and is_public else None,
            url=f"{base_url}/articles/{story.public_id}/" if is_public else "",
            pictures=tuple(pictures[name] for name in dict.fromkeys(order)),
        ),
        cover=str(images[0][0].id) if images else "",
        crops=_crops(images[0][0]) if images else {},
        films=tuple((file, item) for file, item in kept if file.kind in _FILMS),
        lost=tuple(lost),
        unattached=tuple(name for name in shown if name not in {str(item["id"]) for item in revision.media}),
    )


def standing_of(story: Story, revision: Revision, line: PublicationEntry | None) -> Standing:
    """What readers have of this revision, by the newest line of the log (None for none)."""
    if story.state is StoryState.WITHDRAWN:
        return Standing.WITHDRAWN
    if line is None or line.kind is EntryKind.WITHDRAWAL:
        return Standing.UNRELEASED
    return Standing.RELEASED if line.revision_id == revision.id else Standing.CHANGED


def with_films(export: Export, media_folder: Path) -> Article:
    """The article with its films stripped of their marks, which is done now where it has not been done yet."""
    films = [
        Film(
            str(file.id),
            rendition(media_folder, file, RenditionKind.FILM),
            "mp4" if file.extension in _REMUXED else file.extension,
            str(item.get("caption", "")),
            str(item.get("credit", "")),
        )
        for file, item in export.films
    ]
    return replace(export.article, films=tuple(films))


def _kept(
    session: Session, folder: Path, items: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[MediaFile, Mapping[str, Any]]], list[str]]:
    """The attachments whose files are there, with what the revision says of them; the names of the others."""
    files = files_of(session, [int(item["id"]) for item in items])
    kept, lost = [], []
    for item in items:
        file = files.get(int(item["id"]))
        if file is not None and _is_there(folder, file):
            kept.append((file, item))
        else:
            lost.append(str(item.get("name") or item["id"]))
    return kept, lost


def _is_there(folder: Path, file: MediaFile) -> bool:
    try:
        original(folder, file)
    except NotFound:
        return False
    return True


def _shown(text: str) -> list[str]:
    """The ids of the pictures in the text, in order, each once."""
    names: list[str] = []

    def note(name: str) -> str:
        names.append(name)
        return ""

    markdown.render(text, media_url=note)
    return list(dict.fromkeys(names))


def _picture(folder: Path, file: MediaFile, item: Mapping[str, Any]) -> Picture:
    said = (str(item.get(name, "")) for name in ("alt", "caption", "credit"))
    return Picture(str(file.id), original(folder, file), *said)


def _crops(file: MediaFile) -> dict[Cover, Crop]:
    set_boxes = {cover: crop_of(file.crops, cover) for cover in Cover}
    return {cover: box for cover, box in set_boxes.items() if box is not None}


def _credits(session: Session, story: Story, revision: Revision) -> Credits:
    names = source_names(session, story.id, revision.hash)
    source = get_organisation(session, story.organisation_id).name
    return Credits(source=source, supplied="、".join(names.authors), reviewer="、".join(names.reviewers))
