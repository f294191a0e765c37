"""feedgen 1.0 with its faults mended: entry links keep their attributes, dates need no locale and are never "now"."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.ext.media import MediaEntryExtension, MediaExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from publicity.clock import SHANGHAI

ATOM: Final = "{http://www.w3.org/2005/Atom}"
MEDIA: Final = "{http://search.yahoo.com/mrss/}"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
_LINK: Final = ("rel", "type", "hreflang", "title", "length")


def rfc822(instant: datetime) -> str:
    """ "Thu, 12 Jul 2018 12:00:00 +0800": RFC 822 with English names whatever the process's locale."""
    return format_datetime(instant.astimezone(SHANGHAI).replace(microsecond=0))


def local(instant: datetime) -> datetime:
    """The instant as Atom and JSON show it: whole seconds at +08:00 (RFC 3339)."""
    return instant.astimezone(SHANGHAI).replace(microsecond=0)


class MendedEntry(FeedEntry):  # type: ignore[misc]
    """An entry of a `MendedFeed`; `at` and `changed_at` go into RSS, which feedgen would date through setlocale."""

    def __init__(self, at: datetime, changed_at: datetime) -> None:
        super().__init__()
        self._at = at
        self._changed_at = changed_at
        self._descriptions: list[tuple[str, str]] = []
        self.updated(local(changed_at))

    def describe_media(self, caption: str, credit: str) -> None:
        """Words for the media:content added last; feedgen writes none."""
        self._descriptions.append((caption, credit))

    def atom_entry(self, extensions: bool = True) -> Any:
        """The entry with every attribute of its links (feedgen keeps href alone) and its first date."""
        self.published(local(self._at))
        entry = super().atom_entry(extensions)
        for element, link in zip(entry.findall("link"), self.link() or [], strict=True):
            for name in _LINK:
                if link.get(name):
                    element.set(name, link[name])
        return entry

    def rss_entry(self, extensions: bool = True) -> Any:
        """The item with its dates, and its media described."""
        item = super().rss_entry(extensions)
        etree.SubElement(item, "pubDate").text = rfc822(self._at)
        if self._changed_at != self._at:
            etree.SubElement(item, f"{ATOM}updated").text = local(self._changed_at).isoformat()
        for element, (caption, credit) in zip(item.iter(f"{MEDIA}content"), self._descriptions, strict=True):
            if caption:
                etree.SubElement(element, f"{MEDIA}description", type="plain").text = caption
            if credit:
                etree.SubElement(element, f"{MEDIA}credit").text = credit
        return item


class MendedFeed(FeedGenerator):  # type: ignore[misc]
    """A feed whose bytes depend on nothing but its data."""

    def __init__(self, changed_at: datetime) -> None:
        super().__init__()
        self._changed_at = changed_at
        self._tombstones: list[tuple[str, datetime, str]] = []
        self.updated(local(changed_at))
        # feedgen would date the channel through setlocale, which other threads would see.
        self._FeedGenerator__rss_lastBuildDate = None
        self.register_extension("dc", DcExtension, DcEntryExtension)
        self.register_extension("media", MediaExtension, MediaEntryExtension)

    def add_tombstone(self, entry_id: str, when: datetime, why: str) -> None:
        """Says in Atom that the original of an entry is gone (RFC 6721)."""
        self._tombstones.append((entry_id, when, why))

    def _create_atom(self, extensions: bool = True) -> Any:
        feed, document = super()._create_atom(extensions)
        for entry_id, when, why in self._tombstones:
            gone = etree.SubElement(
                feed,
                f"{{{TOMBSTONES}}}deleted-entry",
                attrib={"ref": entry_id, "when": local(when).isoformat()},
                nsmap={"at": TOMBSTONES},
            )
            etree.SubElement(gone, f"{{{TOMBSTONES}}}comment").text = why
        return feed, document

    def _create_rss(self, extensions: bool = True) -> Any:
        feed, document = super()._create_rss(extensions)
        built = etree.Element("lastBuildDate")
        built.text = rfc822(self._changed_at)
        channel = feed.find("channel")
        channel.insert(list(channel).index(channel.find("description")) + 1, built)
        return feed, document
