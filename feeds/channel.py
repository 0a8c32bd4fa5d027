"""Public Telegram channels: the preview page t.me/s/NAME -> entries, newest first.

A post is its own article. The page shows about twenty; a channel that does not exist, is private or hides its
preview answers 200 with a page that has no history, so the page itself has to be judged.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from feeds.links import absolute
from feeds.markup import decode, lines, parse
from feeds.unreadable import Unreadable
from model import Entry, Source

TITLE = 200  # characters; a longer first line is cut at its first sentence or between words
_MESSAGE = "div.tgme_widget_message[data-post]"
_TEXT = ".tgme_widget_message_text"
_NOT_TEXT = ".tgme_widget_message_reply, .tgme_widget_message_forwarded_from, i.emoji"
_PICTURES = (
    "a.tgme_widget_message_photo_wrap, i.tgme_widget_message_video_thumb, i.link_preview_image, "
    "i.link_preview_right_image"
)
_BACKGROUND = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]+)")
_SENTENCE = re.compile(r".{20,}?[.!?…](?=\s|$)")
_WORDLESS = re.compile(r"[\W\d_]*")


def posts(source: Source, body: bytes) -> tuple[Entry, ...] | Unreadable:
    """The channel's posts that say something, newest first; albums count once.

    Codes: empty (nothing was sent), no-channel (missing, private, or without a preview), no-posts (a page of
    a form we do not know). A channel without posts yet gives none.
    """
    if not body.strip():
        return Unreadable("empty", "nothing was sent")
    page = parse(decode(body, "utf-8"))
    if page.css_first(".tgme_channel_info") is None:
        return Unreadable("no-channel", "the channel does not exist, is private, or hides its preview")
    messages = page.css(_MESSAGE)
    if not messages and page.css_first(".tme_no_messages_found") is None:
        return Unreadable("no-posts", "the page shows no posts")
    found = {entry.guid: entry for entry in _entries(source, messages)}
    return tuple(reversed(found.values()))


def _entries(source: Source, messages: list[LexborNode]) -> Iterator[Entry]:
    for message in messages:
        if "service_message" in (message.attributes.get("class") or "").split():
            continue
        entry = _entry(source, message)
        if entry is not None:
            yield entry


def _entry(source: Source, message: LexborNode) -> Entry | None:
    paragraphs = _paragraphs(message)
    if not paragraphs:
        return None
    name = message.attributes.get("data-post") or ""
    title, rest = headline(paragraphs)
    moment = message.css_first("a.tgme_widget_message_date time[datetime]")
    return Entry(
        guid=f"t.me/{name.lower()}",
        url=_address(source, message, name),
        title=title,
        html="".join(f"<p>{escape(line, quote=False)}</p>" for line in rest),
        published=_date((moment.attributes.get("datetime") or "") if moment else ""),
        image=_image(source, message),
    )


def _paragraphs(message: LexborNode) -> list[str]:
    """The post's own words; of nested texts the outermost."""
    for node in message.css(_NOT_TEXT):
        node.decompose()
    text = message.css_first(_TEXT)
    found = lines(text) if text is not None else []
    return found if any(not _WORDLESS.fullmatch(line) for line in found) else []


def headline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """A title for a text that has none, and the text without it: its first line, or that line's beginning.

    A first line too long for a title stays in the text, since only its first sentence is shown above.
    """
    place = next(n for n, line in enumerate(paragraphs) if not _WORDLESS.fullmatch(line))
    first, rest = paragraphs[place], paragraphs[place + 1 :]
    if len(first) <= TITLE and rest:
        return first, rest
    sentence = _SENTENCE.match(first)
    if sentence and len(sentence[0]) <= TITLE:
        return sentence[0].removesuffix("."), [first, *rest]
    if len(first) <= TITLE:
        return first, [first]
    return first[:TITLE].rpartition(" ")[0][:TITLE] + "…", [first, *rest]


def _address(source: Source, message: LexborNode, name: str) -> str:
    link = message.css_first("a.tgme_widget_message_date[href]")
    said = absolute(source.url, (link.attributes.get("href") or "") if link else "")
    place = urlsplit(source.url)
    return said or f"{place.scheme}://{place.netloc}/{name}"


def _image(source: Source, message: LexborNode) -> str:
    for node in message.css(_PICTURES):
        found = _BACKGROUND.search(node.attributes.get("style") or "")
        if found:
            return absolute(source.url, found[1])
    return ""


def _date(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
