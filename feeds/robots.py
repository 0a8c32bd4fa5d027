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
FRESH, AGAIN = 86_400.0, 300.0  # seconds until a site is asked again: after an answer, after trouble
MOST = 1_000  # sites remembered
_ALL = Protego.parse("")
_UNREACHABLE = {"timeout", "connect", "dns", "tls", "http-429"}  # and http-5xx: the site may have rules


@dataclass(slots=True)
class _Site:
    rules: Protego = _ALL
    problem: str = ""  # why the rules cannot be had, a code of feeds.outcomes
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

    async def why_not(self, url: str) -> str:
        """Why the page may not be fetched: "robots", or what keeps us from its site's rules; "" if it may."""
        try:
            origin = URL(url).origin()
        except ValueError:
            return ""  # no address of a page: whoever fetches it will say what is wrong
        site = await self._site(origin)
        return site.problem or ("" if site.rules.can_fetch(url, self._user_agent) else "robots")

    async def _site(self, origin: URL) -> _Site:
        site = self._sites.setdefault(origin, _Site())
        self._sites.move_to_end(origin)
        if len(self._sites) > MOST:
            self._sites.popitem(last=False)
        async with site.asking:
            if site.until <= self._clock():
                outcome = await self._fetcher.get(str(origin.with_path("/robots.txt")), accept="text/plain")
                site.rules = await asyncio.to_thread(_read, outcome)
                site.problem = outcome.reason if isinstance(outcome, Failed) and _in_doubt(outcome) else ""
                site.until = self._clock() + (AGAIN if isinstance(outcome, Failed) else FRESH)
        return site


def _read(outcome: object) -> Protego:
    if not isinstance(outcome, Fetched):
        return _ALL
    return Protego.parse(outcome.body[:LARGEST].decode("utf-8", "replace"))


def _in_doubt(failed: Failed) -> bool:
    return failed.reason in _UNREACHABLE or failed.reason.startswith("http-5")
