"""The answers to a saved query as an Atom feed (RFC 4287), for readers outside Telegram."""

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from model import Story
from views.escape import clean, safe_url
from views.i18n import words_in

NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(query: str, stories: Sequence[Story], language: str, *, address: str, now: datetime) -> bytes:
    """The stories, newest first as given, as a feed that lives at `address`."""
    words = words_in(language)
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    _say(root, "title", f"Chapar: {words.query(query)}")
    _say(root, "id", address)
    _say(root, "updated", (stories[0].last_at if stories else now).isoformat())
    ET.SubElement(root, "link", {"rel": "self", "href": address})
    _say(ET.SubElement(root, "author"), "name", "Chapar")
    for story in stories:
        _entry(root, story.in_language(language))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, story: Story) -> None:
    entry = ET.SubElement(root, "entry", {"xml:lang": story.language} if story.language else {})
    _say(entry, "title", story.headline)
    _say(entry, "id", f"tag:chapar,2026:story/{story.id}")
    _say(entry, "updated", story.last_at.isoformat())
    _say(entry, "published", story.first_at.isoformat())
    _say(entry, "summary", " ".join(sentence.text for sentence in story.summary))
    for telling in story.tellings:
        if url := safe_url(telling.url):
            kind = "alternate" if telling is story.tellings[0] else "related"
            ET.SubElement(entry, "link", {"rel": kind, "href": url, "title": clean(telling.outlet)})
    _say(ET.SubElement(entry, "author"), "name", story.tellings[0].outlet if story.tellings else "Chapar")
    for code in (*story.countries, *story.sectors, *story.topics):
        ET.SubElement(entry, "category", {"term": code})


def _say(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = clean(text)
