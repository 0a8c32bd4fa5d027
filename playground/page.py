"""The chat page's server: what people do goes in, what happened comes out."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from playground.cards import Card
from playground.chats import Chat
from playground.deeds import Deed, Deeds
from playground.telegram import Telegram

PATIENCE = 20.0  # seconds that a question for news may wait
HERE = Path(__file__).parent / "page"


class Page:
    """The routes of the page: everything under `/`, `/page` and `/api`."""

    def __init__(self, telegram: Telegram, deeds: Deeds, card_of: Callable[[str], Card | None]) -> None:
        """`card_of` tells what is shown below a link to an address."""
        self._telegram = telegram
        self._deeds = deeds
        self._card_of = card_of
        self._run = str(time.time_ns())  # a page that outlived its server notices

    def routes(self) -> list[BaseRoute]:
        """The page itself, what it asks and what it tells."""
        deeds = self._deeds
        told = {
            "say": deeds.say, "press": deeds.press, "location": deeds.location, "clock": deeds.push,
            "switch": deeds.switch, "inline": deeds.inline, "choose": deeds.choose,
        }  # fmt: skip
        return [
            Route("/", self._index),
            Mount("/page", StaticFiles(directory=HERE)),
            Route("/api/state", self._state),
            Route("/api/changes", _looking(self._changes)),
            Route("/api/commands", _looking(self._commands)),
            Route("/api/card", self._card),
            Route("/api/file", self._file),
            *(Route(f"/api/{name}", _doing(do), methods=["POST"]) for name, do in told.items()),
        ]

    async def _index(self, _: Request) -> Response:
        return FileResponse(HERE / "index.html")

    async def _state(self, _: Request) -> Response:
        """All there is; `_changes` after `seen` tell the rest."""
        world = self._telegram.world
        people = [person for person in world.people.values() if not person.is_bot]
        about = {
            language: text for (kind, language), text in world.descriptions.items() if kind == "description"
        }
        state = {
            "run": self._run,
            "seen": world.changes.last,
            "ahead_ms": self._deeds.ahead(),
            "switches": self._deeds.switches(),
            "about": about,
            "name": f"@{world.me.username}",
            "people": {one.id: {"name": one.first_name, "language": one.language} for one in people},
            "chats": [self._chat(chat) for chat in world.chats.values() if not chat.moved_to],
        }
        return JSONResponse(state)

    def _chat(self, chat: Chat) -> dict[str, Any]:
        return {
            "id": chat.id,
            "name": chat.name,
            "private": chat.is_private,
            "channel": chat.is_channel,
            "bot": chat.members.get(self._telegram.world.me.id, "left"),
            "keyboard": chat.keyboard,
            "messages": list(chat.messages.values()),
        }

    async def _changes(self, request: Request) -> Response:
        since = int(request.query_params.get("since", 0))
        events = await self._telegram.changes(since, PATIENCE)
        return JSONResponse({"run": self._run, "events": events})

    async def _commands(self, request: Request) -> Response:
        user, chat = int(request.query_params["user"]), int(request.query_params["chat"])
        return JSONResponse({"commands": self._telegram.commands_for(user, chat)})

    async def _card(self, request: Request) -> Response:
        return JSONResponse({"card": self._card_of(request.query_params.get("url", ""))})

    async def _file(self, request: Request) -> Response:
        """A picture or document by its id; never shown as a page of ours."""
        kept = self._telegram.world.files.get(request.query_params.get("id", ""))
        if kept is None:
            return Response(status_code=404)
        if kept.url:
            return RedirectResponse(kept.url)
        safe = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(kept.content, media_type=_media(kept.content), headers=safe)


def _media(content: bytes) -> str:
    """What the bytes are: a picture that browsers know, or something to be saved."""
    pictures = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    known = (kind for start, kind in pictures.items() if content.startswith(start))
    return next(known, "application/octet-stream")


def _looking(look: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A question; one that makes no sense is refused with the reason."""

    async def answer(request: Request) -> Response:
        try:
            return await look(request)
        except (KeyError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer


def _doing(do: Callable[[Deed], Awaitable[Deed]]) -> Callable[[Request], Awaitable[Response]]:
    """A deed of somebody on the page; other sites in the same browser may not act here."""

    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "another site may not act here"}, 403)
        try:
            return JSONResponse(await do(await request.json()))
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer
