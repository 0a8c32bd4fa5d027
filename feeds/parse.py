"""Feeds are read in child processes that can be killed: a parser may hang, the house may not."""

import json
from collections.abc import Collection
from typing import Protocol, Self

from feeds.documents import entries
from feeds.parsed import NotAFeed, Parsed, from_json
from feeds.sandbox import Sandbox, WorkerDiedError
from feeds.unreadable import Unreadable

__all__ = ["NotAFeed", "Parsed", "Parser", "Unreadable", "entries"]


class Answer(Protocol):
    """What a server sent: `feeds.fetch.Fetched`, or anything alike."""

    @property
    def url(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def content_type(self) -> str: ...
    @property
    def charset(self) -> str: ...


class Parser:
    """Reads feeds in child processes, at most 4.5 seconds and 256 MiB for each."""

    def __init__(self, workers: int = 2) -> None:
        """`workers` feeds are read side by side."""
        self._sandbox = Sandbox("feeds.documents:answer", workers=workers)

    async def __aenter__(self) -> Self:
        """The children start with the first feed."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the children."""
        await self._sandbox.__aexit__()

    async def read(
        self, answer: Answer, zone: str = "UTC", known: Collection[str] = ()
    ) -> Parsed | Unreadable:
        """The entries of what a server sent, their `text` for their `html`; never raises.

        `known` as of `feeds.documents.entries`. Codes too; too-costly also when it took more time or memory
        than a child has, or broke it.
        """
        said = json.dumps([answer.content_type, answer.charset, answer.url, zone, list(known)]).encode()
        try:
            return from_json(await self._sandbox.ask(said + b"\n" + answer.body))
        except TimeoutError:
            return Unreadable("too-costly", "reading it took too long")
        except (WorkerDiedError, ValueError):  # the latter: a broken child answers nonsense
            return Unreadable("too-costly", "reading it took too much memory, or broke the parser")
