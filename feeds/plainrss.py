"""RSS 2.0 as most outlets write it, read in a fraction of feedparser's time; the rest is for feedparser.

Nothing is decided here: a document that holds anything unusual is left to feedparser, and a test holds both
to the same entries, on the open web's feeds and on their mutants.
"""

import contextlib
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from feedparser import html, mixin, urls

from feeds.links import is_plain

Said = dict[str, Any]

_XML = "{http://www.w3.org/XML/1998/namespace}"
_INHERITED = {"base", "lang", f"{_XML}base", f"{_XML}lang"}
_SPACES = {space.lower() for space in mixin._FeedParserMixin.namespaces if space}  # noqa: SLF001
_PREFIXES = set(mixin._FeedParserMixin.namespaces.values())  # noqa: SLF001
_DECLARED = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)""")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_ONCE = {"title", "link", "description", "guid", "pubDate", _CONTENT}
_UNREAD = {  # what says nothing to us, here and there
    "author", "category", "comments", "{http://purl.org/dc/elements/1.1/}creator",
    "{http://wellformedweb.org/CommentAPI/}commentRss", "{http://purl.org/rss/1.0/modules/slash/}comments",
}  # fmt: skip
_UNREAD_OF_FEED = {
    "link", "description", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "category",
    "generator", "docs", "image", "cloud", "skipHours", "skipDays",
    "{http://purl.org/rss/1.0/modules/syndication/}updatePeriod",
    "{http://purl.org/rss/1.0/modules/syndication/}updateFrequency",
}  # fmt: skip


class UnusualError(Exception):
    """The document is for feedparser."""


def read(document: str, base_url: str) -> tuple[Said, list[Said]]:
    """What feedparser would say of the feed and of its items, as far as feeds/xmlfeed.py asks for it.

    Raises:
        UnusualError: the document is not plain enough.
    """
    start = document.find("<rss")
    end = document.find(">", start)
    if "<!" in document[:start]:  # declarations, and with them entities
        raise UnusualError
    named = _DECLARED.findall(document if document.find("xmlns:", end) > 0 else document[start:end])
    if any(prefix.lower() in _PREFIXES and uri.lower() not in _SPACES for prefix, uri in named):
        raise UnusualError  # feedparser goes by the prefix then
    reader = ET.XMLParser(encoding="utf-8")  # noqa: S314  see above
    root = ET.fromstring(document.encode("utf-8", "ignore"), reader)  # noqa: S314
    channels = list(root)
    if root.tag != "rss" or root.keys() != ["version"] or [one.tag for one in channels] != ["channel"]:
        raise UnusualError
    return _feed(channels[0], base_url), [_item(one, base_url) for one in channels[0] if one.tag == "item"]


def _feed(channel: ET.Element, base_url: str) -> Said:
    said: Said = {"links": []}
    for part in channel:
        if part.tag in {"title", "language", "ttl"} and part.tag not in said and not len(part):
            said[part.tag] = _text(_bare(part))
        elif part.tag == _ATOM_LINK:
            href = _resolved(base_url, part.get("href", ""))
            said["links"].append({"rel": "alternate"} | _lowered(part) | {"href": href})
        elif part.tag not in _UNREAD_OF_FEED and part.tag != "item":
            _strange(part)
    said["title_detail"] = {"type": _kind(said.get("title", ""))}
    return said


def _item(item: ET.Element, base_url: str) -> Said:
    if item.attrib:
        raise UnusualError
    parts: dict[str, ET.Element] = {}
    said: Said = {"links": [], "media_content": [], "media_thumbnail": []}
    for part in item:
        if len(part) or (part.tag in parts and part.tag in _ONCE):
            raise UnusualError
        parts[part.tag] = part
        if part.tag == "enclosure" or part.tag.startswith(_MEDIA):
            _media(said, part)
        elif part.tag not in _ONCE:
            _strange(part)
    for tag, take in _TAKEN:
        if tag in parts:
            take(said, parts[tag], base_url)
    return said


def _media(said: Said, part: ET.Element) -> None:
    name = part.tag.rpartition("}")[2]
    if (part.text or "").strip() or name not in {"enclosure", "content", "thumbnail"} or "uri" in part.attrib:
        raise UnusualError
    if name != "enclosure":
        said[f"media_{name}"].append(_lowered(part))
    else:
        said["links"].append({"rel": "enclosure"} | _lowered(part) | {"rel": "enclosure"})


def _lowered(part: ET.Element) -> dict[str, str]:
    if part.attrib.keys() & _INHERITED or any("{" in name or name != name.lower() for name in part.attrib):
        raise UnusualError
    return dict(part.attrib)


def _strange(part: ET.Element) -> None:
    """What neither we nor feedparser know may stand; what only feedparser knows is for feedparser."""
    space = part.tag[1:].partition("}")[0].lower() if part.tag.startswith("{") else ""
    if part.attrib.keys() & _INHERITED or len(part):
        raise UnusualError
    if part.tag not in _UNREAD and (not space or space in _SPACES or "userland" in space):
        raise UnusualError


def _title(said: Said, part: ET.Element, _: str) -> None:
    said["title"] = _text(_bare(part))
    said["title_detail"] = {"type": _kind(said["title"])}


def _link(said: Said, part: ET.Element, base_url: str) -> None:
    url = _resolved(base_url, (_bare(part).text or "").strip())
    url = re.sub("&([A-Za-z0-9_]+);", r"&\g<1>", _mended(url).replace("&amp;", "&"))
    said["link"] = url
    said["links"].append({"rel": "alternate", "href": url} if url else {"rel": "alternate"})


def _description(said: Said, part: ET.Element, _: str) -> None:
    said["summary"] = _text(_bare(part))
    said["summary_detail"] = {"type": "text/html", "value": said["summary"]}


def _content(said: Said, part: ET.Element, _: str) -> None:
    value = _text(_bare(part))
    said["content"] = [{"type": "text/html", "value": value}]
    said.setdefault("summary", value)


def _guid(said: Said, part: ET.Element, _: str) -> None:
    if part.attrib.keys() - {"isPermaLink"}:
        raise UnusualError
    said["id"] = _text(part)
    if part.get("isPermaLink", "true") == "true":
        said.setdefault("link", said["id"])


def _published(said: Said, part: ET.Element, _: str) -> None:
    said["published"] = _text(_bare(part))


_TAKEN: tuple[tuple[str, Callable[[Said, ET.Element, str], None]], ...] = (
    ("title", _title), ("link", _link), ("description", _description), (_CONTENT, _content), ("guid", _guid),
    ("pubDate", _published),
)  # fmt: skip


def _bare(part: ET.Element) -> ET.Element:
    if part.attrib:
        raise UnusualError
    return part


def _text(part: ET.Element) -> str:
    return _mended((part.text or "").strip())


def _mended(text: str) -> str:
    """As feedparser mends it: text that was encoded twice, letters of Windows where controls should be."""
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(html._cp1252) if _WINDOWS.search(text) else text  # noqa: SLF001


_WINDOWS = re.compile("[\x80-\x9f]")


def _kind(title: str) -> str:
    return "text/html" if mixin._FeedParserMixin.looks_like_html(title) else "text/plain"  # noqa: SLF001


def _resolved(base_url: str, url: str) -> str:
    if is_plain(url):
        return url
    return str(urls._urljoin(base_url, url)) if url else ""  # noqa: SLF001
