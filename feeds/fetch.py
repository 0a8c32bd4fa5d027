"""One polite question to a server: conditional GET with limits, redirects and refusals of our own.

Whatever the server does, the answer is a value; only cancellation is raised. The body is counted while it
comes in, after decompression; addresses are judged where the socket is made.
"""

import asyncio
import errno
import hashlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDict
from yarl import URL

from feeds.addresses import is_public, refusal, web_url
from feeds.answers import bound
from feeds.headers import conditions, hints, linked, media_type, merged, retry_after
from feeds.names import Names
from feeds.outcomes import REFUSED, Failed, Fetched, Gone, Outcome, Unchanged, failure
from feeds.room import Room
from feeds.timing import Hints
from feeds.turns import Turns
from model import Validators

__all__ = ["Failed", "Fetched", "Fetcher", "Gone", "Hints", "Limits", "Outcome", "Unchanged"]

ANYTHING = "*/*"
_HEADER = 32_768  # bytes of one header: policies of some honest sites are longer than the usual 8 KiB
_AROUND = 1024 * 1024  # bytes of an answer that are not its body: headers, sizes of chunks
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of our patience and memory one question may cost."""

    body_bytes: int = 10 * 1024 * 1024  # after decompression
    total_seconds: float = 18.0  # all hops together; waiting for a turn at a busy host does not count
    connect_seconds: float = 8.0
    read_seconds: float = 10.0  # between two pieces of an answer
    redirects: int = 5
    at_once_per_host: int = 2
    pause_seconds: float = 1.0  # after each, before its place at the host is free; not at our own hosts


class _StoppedError(Exception):
    """The answer ends here: `failed` says why."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.failed = Failed(reason, detail)


@dataclass(slots=True)
class _Question:
    """One question on its way through redirects."""

    url: URL
    validators: Validators
    headers: dict[str, str]
    own: dict[str, str]  # headers meant for the source's own host alone
    seconds_left: float
    permanent: bool = True
    hops: int = 0


class Fetcher:
    """The line to the web: one session, at most two questions at once to one host."""

    def __init__(
        self,
        *,
        user_agent: str,
        allow_private: bool = False,
        limits: Limits = Limits(),
        resolver: AbstractResolver | None = None,
    ) -> None:
        """`allow_private` lifts the rule on addresses and nothing else; `resolver` is for tests."""
        self._user_agent = user_agent
        self._allow_private = allow_private
        self._limits = limits
        self._resolver = resolver
        self._room = Room()
        self._session: aiohttp.ClientSession | None = None
        self._turns = Turns(limits.at_once_per_host, limits.pause_seconds)

    async def __aenter__(self) -> Self:
        """Open the session; nothing is connected yet."""
        connector = bound(
            aiohttp.TCPConnector(
                limit=0,  # who asks decides how much at once
                socket_factory=self._socket,
                resolver=self._resolver or Names(),
                ttl_dns_cache=60,
            ),
            most=self._limits.body_bytes + _AROUND,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            max_field_size=_HEADER,
            trust_env=False,  # a proxy would hide whom we really ask
            timeout=aiohttp.ClientTimeout(
                total=None,
                sock_connect=self._limits.connect_seconds,
                sock_read=self._limits.read_seconds,
            ),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        validators: Validators = Validators(),  # noqa: B008  a frozen value
        *,
        user_agent: str = "",
        headers: tuple[tuple[str, str], ...] = (),
        accept: str = ANYTHING,
    ) -> Outcome:
        """Ask for `url` unless it is what `validators` remember. Never raises except when cancelled."""
        try:
            question = _Question(
                web_url(url.strip()),
                validators,
                {"User-Agent": user_agent or self._user_agent, "Accept": accept, "Accept-Encoding": "gzip"},
                dict(headers),
                self._limits.total_seconds,
            )
            return await self._follow(question)
        except _StoppedError as stopped:
            return stopped.failed
        except Exception as error:  # noqa: BLE001  the web finds ways to fail that nobody listed
            return failure(error)

    async def post(self, url: str, form: Mapping[str, str]) -> Failed | None:
        """Send a form by the same rules, following no redirects; None when it was taken. Never raises."""
        try:
            target = URL(url.strip())
            if problem := refusal(target):
                return Failed(problem, str(target)[:200])
            async with self._turns.at(target.host or ""), asyncio.timeout(self._limits.total_seconds):
                return await self._send(target, form)
        except Exception as error:  # noqa: BLE001  as above
            return failure(error)

    async def _send(self, url: URL, form: Mapping[str, str]) -> Failed | None:
        if self._session is None:
            raise RuntimeError("the Fetcher is not open")
        headers = {"User-Agent": self._user_agent, "Accept-Encoding": "identity"}
        sent = self._session.post(url, data=dict(form), headers=headers, allow_redirects=False)
        async with sent as answer:
            if 200 <= answer.status < 300:
                return None
            return Failed(f"http-{answer.status}", str(url), retry_after(answer.headers, datetime.now(UTC)))

    async def _follow(self, question: _Question) -> Outcome:
        while True:
            if problem := refusal(question.url):
                return Failed(problem, str(question.url)[:200])
            outcome = await self._hop(question)
            if not isinstance(outcome, URL):
                return outcome
            question.hops += 1
            if question.hops > self._limits.redirects:
                return Failed("redirects", f"more than {self._limits.redirects}")
            if (outcome.scheme, outcome.authority) != (question.url.scheme, question.url.authority):
                question.own = {}
            question.url = outcome

    async def _hop(self, question: _Question) -> Outcome | URL:
        """One request: an outcome, or where to look instead."""
        loop = asyncio.get_running_loop()
        async with self._turns.at(question.url.host or ""):
            begun = loop.time()
            try:
                async with asyncio.timeout(question.seconds_left):
                    return await self._ask(question)
            finally:
                question.seconds_left -= loop.time() - begun

    async def _ask(self, question: _Question) -> Outcome | URL:
        if self._session is None:
            raise RuntimeError("the Fetcher is not open")
        headers = CIMultiDict(question.headers, **conditions(question.validators))
        headers.update(question.own)
        async with self._session.get(question.url, headers=headers, allow_redirects=False) as answer:
            if answer.status in _REDIRECTS and "Location" in answer.headers:
                question.permanent = question.permanent and answer.status in _PERMANENT
                return question.url.join(URL(_readable(answer.headers["Location"])))
            return await self._outcome(question, answer)

    async def _outcome(self, question: _Question, answer: aiohttp.ClientResponse) -> Outcome:
        known, url, headers = question.validators, str(question.url), answer.headers
        moved_to = url if question.hops and question.permanent else ""
        if answer.status == 304 and known != Validators():
            return Unchanged(merged(known, headers), hints(headers), moved_to)
        if answer.status == 410 and question.permanent:
            return Gone(f"410 from {url}")
        if not 200 <= answer.status < 300:
            return Failed(f"http-{answer.status}", url, retry_after(headers, datetime.now(UTC)))
        body, body_hash = await self._body(answer)
        fresh = merged(known, headers, body_hash)
        if body_hash == known.body_hash:
            return Unchanged(fresh, hints(headers), moved_to)
        kind, charset = media_type(headers.get("Content-Type", ""))
        hub, topic = (linked(headers, name, url) for name in ("hub", "self"))
        return Fetched(url, body, kind, charset, fresh, hints(headers), moved_to, hub, topic)

    async def _body(self, answer: aiohttp.ClientResponse) -> tuple[bytes, str]:
        """The decoded body and its hash, both made while it comes in."""
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in _ENCODINGS or len(answer.headers.getall("Content-Encoding", [])) > 1:
            raise _StoppedError("encoding", encoding[:100])
        digest = hashlib.sha256()
        async with self._room.body() as body:
            async for piece in answer.content.iter_chunked(65_536):
                digest.update(piece)
                if len(body.data) + len(piece) > self._limits.body_bytes:
                    raise _StoppedError("too-large", f"more than {self._limits.body_bytes} bytes")
                await body.add(piece)
            return bytes(body.data), digest.hexdigest()

    def _socket(self, found: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = found
        if not self._allow_private and not is_public(str(address[0])):
            raise OSError(errno.EACCES, REFUSED)
        return socket.socket(family, kind, protocol)


def _readable(location: str) -> str:
    """A Location header as text: the library keeps bytes that are no UTF-8 as lone surrogates."""
    return location.strip().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
