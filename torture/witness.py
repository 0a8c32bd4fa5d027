"""A Telegram over HTTP that keeps the truth: which process said what to whom, when, and whose turn it was."""

import asyncio
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from playground.api import Upload
from playground.chats import Chat, Person
from playground.flood import NO_LIMITS
from playground.refusal import Json
from playground.server import bot_api_server
from playground.telegram import Telegram

_CALLING: ContextVar[str] = ContextVar("calling", default="")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that Telegram took. `duty`: whose it was to send at that moment, if anybody looked."""

    sender: str
    at: float  # in seconds of time.monotonic
    chat: int
    text: str
    duty: str


class Witness(Telegram):
    """The in-process Telegram for these people, each of whom has greeted the bot.

    It takes a message when it comes and says so `answers_after` seconds later: a process that dies in
    between cannot know. While `answering` is not set it takes messages and says nothing.
    """

    def __init__(self, people: range, answers_after: float = 0.0) -> None:
        """Nobody has said anything yet."""
        super().__init__(lambda: datetime.now(UTC), limits=NO_LIMITS)
        self.answers_after = answers_after
        self.answering = asyncio.Event()
        self.answering.set()
        self.heard: list[Heard] = []
        self.distinct: set[tuple[int, str]] = set()
        self.duty: Callable[[], str] = str  # who is on duty, asked with each message
        for number in people:
            self.let_in(number)
            self.world.chats[number].members[self.world.me.id] = "member"

    def let_in(self, number: int) -> None:
        """One more person, who has not greeted the bot."""
        self.world.people[number] = Person(number, f"Reader {number}", f"reader_{number}")
        self.world.chats[number] = Chat(number, "private", f"Reader {number}")

    async def call(
        self, method: str, parameters: Json, files: dict[str, Upload] | None = None
    ) -> tuple[int, Json]:
        """One request; messages are noted."""
        status, body = await super().call(method, parameters, files)
        if method == "sendMessage" and status == 200:
            said = body["result"]
            chat, text = said["chat"]["id"], said["text"]
            self.heard.append(Heard(_CALLING.get(), time.monotonic(), chat, text, self.duty()))
            self.distinct.add((chat, text))
        return status, body

    def server(self) -> Starlette:
        """The HTTP server; each process has an address of its own, /NAME, by which it is known."""
        inner = bot_api_server(self)

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            async def later(message: Message) -> None:
                if message["type"] == "http.response.start":
                    await asyncio.sleep(self.answers_after)
                    await self.answering.wait()
                await send(message)

            _, name, path = scope["path"].split("/", 2)
            _CALLING.set(name)
            patient = later if path.endswith("/sendMessage") else send
            scope["path"] = f"/{path}"
            await inner(scope, receive, patient)

        return answer  # type: ignore[return-value]  # any ASGI application will do
