"""Public Telegram channels: the preview page t.me/s/NAME -> entries, newest first.

A post is its own article. The page shows about twenty; a channel that does not exist, is private or hides its
preview answers 200 with a page that has no history, so the page itself has to be judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from feeds import tails
from feeds.links import absolute
from feeds.markup import decode, lines, parse, words
from feeds.unreadable import Unreadable
from model import Entry, Source
from news.sentences import sentences_of_line

LONGEST_TITLE = 200  # characters; a longer first line is cut at its first sentence, or between words
_HEAD = ".tgme_channel_info_header_title"
_MESSAGE = "div.tgme_widget_message[data-post]"
_TEXT = ".tgme_widget_message_text"
_NO_TEXT = ".tgme_widget_message_reply, .tgme_widget_message_forwarded_from, i.emoji"
_PREVIEW = ".link_preview_title, .link_preview_description"
_PICTURES = (
    "a.tgme_widget_message_photo_wrap, i.tgme_widget_message_video_thumb, i.link_preview_image, "
    "i.link_preview_right_image"
)
_BACKGROUND = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]+)")
_WORDLESS = re.compile(r"(?:[#@]\w+|https?://\S+|[\W\d_])*")  # hashtags, handles, addresses, signs


@dataclass(frozen=True, slots=True)
class Posted:
    """What a channel's page shows: its name, and its posts that say something, newest first."""

    title: str
    entries: tuple[Entry, ...]


def posts(source: Source, body: bytes) -> Posted | Unreadable:
    """The channel's posts; albums count once.

    Codes: empty (nothing was sent), no-channel (missing, private, or without a preview), other-channel (the
    name leads to another one now), no-posts (a page of a form we do not know). A channel without posts yet
    gives none.
    """
    if not body.strip():
        return Unreadable("empty", "nothing was sent")
    page = parse(decode(body, "utf-8"))
    if page.css_first(".tgme_channel_info") is None:
        return Unreadable("no-channel", "the channel does not exist, is private, or hides its preview")
    messages = page.css(_MESSAGE)
    if not messages and page.css_first(".tme_no_messages_found") is None:
        return Unreadable("no-posts", "the page shows no posts")
    names = {(message.attributes.get("data-post") or "").partition("/")[0].lower() for message in messages}
    asked = re.search(r"/s/(\w+)", urlsplit(source.url).path)
    if asked and names and asked[1].lower() not in names:
        return Unreadable("other-channel", f"the page is that of {', '.join(sorted(names))}"[:200])
    found = {entry.guid: entry for entry in _entries(source, messages)}
    return Posted(words(page.css_first(_HEAD)), tuple(reversed(found.values())))


def _entries(source: Source, messages: list[LexborNode]) -> Iterator[Entry]:
    for message in messages:
        if "service_message" in (message.attributes.get("class") or "").split():
            continue
        paragraphs = _paragraphs(message)
        if paragraphs:
            yield _entry(source, message, paragraphs)


def _entry(source: Source, message: LexborNode, paragraphs: list[str]) -> Entry:
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
    """The post's own words: of nested texts the outermost; where it is only a link, what the link shows."""
    for node in message.css(_NO_TEXT):
        node.decompose()
    text = message.css_first(_TEXT)
    said = tails.without(lines(text)) if text is not None else []
    shown = [words(node) for node in message.css(_PREVIEW)]
    spoken = (found for found in (said, shown) if any(not _WORDLESS.fullmatch(line) for line in found))
    return next(spoken, [])


def headline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """A title for a text that has none, and the text that goes with it.

    The title is the first line with words, which then leaves the text; where that line is long or all there
    is, the title is its first sentence, and the line stays. `paragraphs` must hold a line with words.
    """
    place = next(n for n, line in enumerate(paragraphs) if not _WORDLESS.fullmatch(line))
    first, rest = paragraphs[place], paragraphs[place + 1 :]
    if len(first) <= LONGEST_TITLE and any(not _WORDLESS.fullmatch(line) for line in rest):
        return _stopless(first), rest
    sentence = next((one for one in sentences_of_line(first) if not _WORDLESS.fullmatch(one)), first)
    if len(sentence) > LONGEST_TITLE:
        sentence = sentence[:LONGEST_TITLE].rpartition(" ")[0][:LONGEST_TITLE] + "…"
    return _stopless(sentence) or f"{first[:LONGEST_TITLE]}…", [first, *rest]


def _stopless(title: str) -> str:
    """A headline has no full stop at its end."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


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
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
