"""What somebody's address leads to: a feed, a site that announces one, a public Telegram channel."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from feeds.announced import to_choose
from feeds.links import canonical
from feeds.opml import key_of
from feeds.reader import Listed, Reader, Trouble
from feeds.sources import CHANNEL_PAGE
from model import Entry, Source, SourceKind, Validators

PREVIEW = 3  # entries that are shown before a source is added
_GUESSES = ("/rss", "/feed/", "/rss.xml", "/atom.xml")  # where sites keep a feed they do not announce
_CHANNEL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?(?P<name>[a-z]\w{3,31})(?:/\d*)?/?(?:\?.*)?|@(?P<handle>[a-z]\w{3,31})",
    re.IGNORECASE | re.ASCII,
)
_NO_CHANNELS = {"joinchat", "addstickers", "share", "proxy", "socks"}  # other things of Telegram's


@dataclass(frozen=True, slots=True)
class Probed:
    """A source that answers: ready to be kept, with its newest entries to show."""

    source: Source
    preview: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """A site with feeds that tell different things: (address, title) of each."""

    feeds: tuple[tuple[str, str], ...]


async def probe(reader: Reader, said: str, now: datetime) -> Probed | Several | Trouble:
    """What `said` (an address as a person types it, or @channel) leads to; the network is asked.

    Codes beyond those of `Reader.poll`: bad-url (no address at all), no-feed (a page that leads to none).
    """
    source = named(said)
    if source is None:
        return Trouble("bad-url", said[:200])
    outcome = await reader.poll(source, Validators(), "", now)
    if isinstance(outcome, Listed):
        several = to_choose(outcome.announced)
        return Several(several) if len(several) > 1 else _probed(source, outcome)
    if not isinstance(outcome, Trouble):
        return Trouble("gone", source.url)
    if outcome.code != "not-a-feed":
        return outcome
    for guess in _GUESSES:
        address = urljoin(source.url, guess)
        found = await reader.poll(replace(source, url=address, key=key_of(address)), Validators(), "", now)
        if isinstance(found, Listed):
            return _probed(replace(source, url=address), found)
    return Trouble("no-feed", source.url)


def named(said: str) -> Source | None:
    """The source that a typed address names, not asked yet; None when it is no address."""
    text = said.strip().strip("<>")
    channel = _CHANNEL.fullmatch(text)
    if channel and (name := channel["name"] or channel["handle"]).lower() not in _NO_CHANNELS:
        url = CHANNEL_PAGE.format(channel=name)
        return Source(key_of(url), f"@{name}", SourceKind.CHANNEL, url, homepage=f"https://t.me/{name}")
    text = re.sub(r"^feed:(?://)?(?=https?:)", "", text, flags=re.IGNORECASE)
    if "://" not in text:
        text = f"https://{text}"
    url = re.sub(r"^feed://", "https://", text, flags=re.IGNORECASE)
    host = urlsplit(url).hostname if canonical(url) else ""
    if not host or ("." not in host and ":" not in host) or " " in url:
        return None
    return Source(key_of(url), host.removeprefix("www."), SourceKind.FEED, url, homepage=f"https://{host}/")


def _probed(source: Source, listed: Listed) -> Probed:
    url = listed.moved_to or source.url
    place = urlsplit(url)
    home = source.homepage if source.kind is SourceKind.CHANNEL else f"{place.scheme}://{place.netloc}/"
    language = next((entry.language for entry in listed.entries if entry.language), "")
    found = replace(
        source,
        key=key_of(url),
        name=listed.title[:200] or source.name,
        url=url,
        homepage=home,
        languages=(language,) if language else (),
        verified=True,
    )
    return Probed(found, listed.entries[:PREVIEW])
