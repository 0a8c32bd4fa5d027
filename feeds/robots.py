"""What a site asks robots to leave alone (RFC 9309), remembered for a day."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego
from yarl import URL

from feeds.fetch import Fetcher
from feeds.outcomes import Failed, Fetched

LARGEST = 500 * 1024  # bytes that are read, as the standard asks
FRESH, AGAIN = 86_400.0, 900.0  # seconds until a site is asked again: after an answer, after trouble
MOST = 1_000  # sites remembered
_ALL, _NOTHING = Protego.parse(""), Protego.parse("User-agent: *\nDisallow: /")
_UNREACHABLE = {"timeout", "connect", "dns", "tls", "http-429"}  # and http-5xx: the site may have rules


@dataclass(slots=True)
class _Site:
    rules: Protego = _ALL
    until: float = 0.0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """The rules of the sites whose pages we read."""

    def __init__(self, fetcher: Fetcher, user_agent: str, clock: Callable[[], float]) -> None:
        """Rules are asked for with `fetcher`; those for `user_agent` count. `clock` gives seconds."""
        self._fetcher = fetcher
        self._user_agent = user_agent
        self._clock = clock
        self._sites: OrderedDict[URL, _Site] = OrderedDict()

    async def allow(self, url: str) -> bool:
        """Whether the page may be fetched; not while its site's rules cannot be had."""
        try:
            origin = URL(url).origin()
        except ValueError:
            return True  # no address of a page: whoever fetches it will say what is wrong
        rules = await self._rules(origin)
        return bool(rules.can_fetch(url, self._user_agent))

    async def _rules(self, origin: URL) -> Protego:
        site = self._sites.setdefault(origin, _Site())
        self._sites.move_to_end(origin)
        if len(self._sites) > MOST:
            self._sites.popitem(last=False)
        async with site.asking:
            if site.until <= self._clock():
                outcome = await self._fetcher.get(str(origin.with_path("/robots.txt")), accept="text/plain")
                site.rules = await asyncio.to_thread(_read, outcome)
                site.until = self._clock() + (AGAIN if isinstance(outcome, Failed) else FRESH)
        return site.rules


def _read(outcome: object) -> Protego:
    match outcome:
        case Fetched(body=body):
            return Protego.parse(body[:LARGEST].decode("utf-8", "replace"))
        case Failed(reason) if reason in _UNREACHABLE or reason.startswith("http-5"):
            return _NOTHING
        case _:
            return _ALL
