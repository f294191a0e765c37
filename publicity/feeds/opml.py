"""OPML 2.0 (opml.org/spec2): all subscriptions in one file."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from publicity.feeds.items import one_line


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription, or a group of them."""

    title: str
    feed_url: str = ""
    home_url: str = ""
    inside: tuple["Outline", ...] = ()


def opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """The subscriptions in UTF-8; every outline has both `text` and `title`, which readers disagree about."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    body = etree.SubElement(root, "body")
    for outline in outlines:
        _add(body, outline)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _add(parent: etree._Element, outline: Outline) -> None:
    words = one_line(outline.title)
    element = etree.SubElement(parent, "outline", text=words, title=words)
    if outline.feed_url:
        element.set("type", "rss")
        element.set("xmlUrl", outline.feed_url)
        element.set("htmlUrl", outline.home_url)
        element.set("language", "zh-CN")
    for inside in outline.inside:
        _add(element, inside)
