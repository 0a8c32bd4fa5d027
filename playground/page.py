"""The chat page's server: what people do goes in, what happened comes out."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from playground.clock import Clock
from playground.telegram import Telegram

PATIENCE = 20.0  # seconds that a question for news may wait
HERE = Path(__file__).parent / "page"
TASHKENT = (41.31, 69.28)

ZoneOf = Callable[[int], Awaitable[str]]
"""The time zone that a chat chose."""


class Page:
    """The routes of the page over one Telegram and one clock."""

    def __init__(self, telegram: Telegram, clock: Clock, zone_of: ZoneOf) -> None:
        """`zone_of` tells in which zone a chat's next morning is."""
        self._telegram = telegram
        self._clock = clock
        self._zone_of = zone_of

    def routes(self) -> list[BaseRoute]:
        """Everything under `/`, `/page` and `/api`."""
        post = ["POST"]
        return [
            Route("/", self._index),
            Mount("/page", StaticFiles(directory=HERE)),
            Route("/api/state", self._state),
            Route("/api/changes", self._changes),
            Route("/api/commands", self._commands),
            Route("/api/photo", self._photo),
            Route("/api/say", self._doing(self._say), methods=post),
            Route("/api/press", self._doing(self._press), methods=post),
            Route("/api/location", self._doing(self._location), methods=post),
            Route("/api/clock", self._doing(self._push), methods=post),
            Route("/api/switch", self._doing(self._switch), methods=post),
        ]

    # ------------------------------------------------------------ looking

    async def _index(self, _: Request) -> Response:
        return FileResponse(HERE / "index.html")

    async def _state(self, _: Request) -> Response:
        world = self._telegram.world
        chats = [
            {
                "id": chat.id,
                "name": chat.name,
                "private": chat.is_private,
                "language": world.people[chat.id].language if chat.is_private else "",
            }
            for chat in world.chats.values()
            if not chat.moved_to
        ]
        people = {person.id: person.first_name for person in world.people.values() if not person.is_bot}
        return JSONResponse({"chats": chats, "people": people, "ahead_ms": self._ahead()})

    async def _changes(self, request: Request) -> Response:
        since = int(request.query_params.get("since", 0))
        return JSONResponse({"events": await self._telegram.changes(since, PATIENCE)})

    async def _commands(self, request: Request) -> Response:
        user, chat = int(request.query_params["user"]), int(request.query_params["chat"])
        return JSONResponse({"commands": self._telegram.commands_for(user, chat)})

    async def _photo(self, request: Request) -> Response:
        kept = self._telegram.world.files.get(request.query_params.get("file", ""))
        return RedirectResponse(kept.url) if kept and kept.url else Response(status_code=404)

    # ------------------------------------------------------------ doing

    def _doing(self, do: Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]) -> Callable[[Request], Any]:
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

    async def _say(self, deed: dict[str, Any]) -> dict[str, Any]:
        self._telegram.say(int(deed["user"]), int(deed["chat"]), str(deed["text"]))
        return {}

    async def _press(self, deed: dict[str, Any]) -> dict[str, Any]:
        message = int(deed["message_id"])
        query = self._telegram.press(int(deed["user"]), int(deed["chat"]), message, str(deed["data"]))
        return {"query_id": query}

    async def _location(self, deed: dict[str, Any]) -> dict[str, Any]:
        self._telegram.share_location(int(deed["user"]), *TASHKENT)
        return {}

    async def _push(self, deed: dict[str, Any]) -> dict[str, Any]:
        if "morning" in deed:
            zone = ZoneInfo(await self._zone_of(int(deed["morning"])))
            self._clock.push(_next_morning(self._clock(), zone) - self._clock())
        else:
            self._clock.push(timedelta(hours=float(deed["hours"])))
        return {"ahead_ms": self._ahead()}

    async def _switch(self, deed: dict[str, Any]) -> dict[str, Any]:
        telegram, on, user = self._telegram, bool(deed["on"]), int(deed["user"])
        match deed["name"]:
            case "old_client":
                telegram.world.old_client = on
            case "old_server":
                telegram.sending.knows_rich = not on
            case "photos_fail":
                telegram.sending.photos_fail = on
            case "blocked" if on:
                telegram.block(user)
            case "blocked":
                telegram.unblock(user)
            case other:
                raise ValueError(f"no switch {other}")
        return {}

    def _ahead(self) -> int:
        """How far the playground's clock is ahead of the real one, in milliseconds."""
        return int((self._clock() - datetime.now(UTC)).total_seconds() * 1000)


def _next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Tomorrow, eight o'clock and a second, in the zone."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(8, 0, 1), zone).astimezone(UTC)
