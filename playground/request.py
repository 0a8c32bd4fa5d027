"""python-telegram-bot's way to the stand-in: no token, no network."""

import asyncio
import json
import re
from collections import deque
from enum import StrEnum
from urllib.parse import unquote

from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from playground.api import Upload
from playground.refusal import Json, Refused, not_found, unauthorized
from playground.telegram import Telegram

_METHOD = re.compile(r".*/bot(?P<token>[^/]+)/(?P<method>\w+)\Z")
_FILE = re.compile(r".*/file/bot(?P<token>[^/]+)/(?P<file>[^/]+)\Z")


def check_token(telegram: Telegram, token: str) -> None:
    """Refuses a stranger as the server does: 404 for what cannot be a token, 401 for one that nobody owns.

    Raises:
        Refused: 404 or 401.
    """
    if not re.fullmatch(r"[0-9]+:[\w-]+", token):
        raise not_found()
    if token != telegram.world.token:
        raise unauthorized()


class Trouble(StrEnum):
    """What a network does to a request."""

    UNSENT = "the server never saw it"
    UNANSWERED = "the server did it, and the answer was lost"


class InProcess(BaseRequest):
    """Requests to a server that lives in this process: there is nothing to open, to wait for or to close."""

    @property
    def read_timeout(self) -> float | None:
        """Answers come at once; only getUpdates waits, as long as it was asked to."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


class PlaygroundRequest(InProcess):
    """The way to a playground's Telegram. `trouble` lists what happens to the next requests.

    With `opening`, the bot hears nothing until that event has come.
    """

    def __init__(self, telegram: Telegram, opening: asyncio.Event | None = None) -> None:
        self.telegram = telegram
        self.opening = opening
        self.trouble: deque[Trouble] = deque()  # each takes one request (never a poll) away

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and the body, as from the network."""
        await asyncio.sleep(0)  # a network would let others live, too
        try:
            if found := _FILE.match(unquote(url)):
                check_token(self.telegram, found["token"])
                return 200, file_content(self.telegram, found["file"])
            status, body = await self._call(url, request_data)
        except Refused as refusal:
            status, body = refusal.code, refusal.body()
        return status, json.dumps(body).encode()

    async def _call(self, url: str, request_data: RequestData | None) -> tuple[int, Json]:
        found = _METHOD.match(url)
        if found is None:
            raise not_found()
        check_token(self.telegram, found["token"])
        polls = found["method"] == "getUpdates"
        if polls and self.opening is not None:
            await self.opening.wait()
        trouble = self.trouble.popleft() if self.trouble and not polls else None
        if trouble is Trouble.UNSENT:
            raise NetworkError("httpx.ConnectError: all connection attempts failed")
        given: Json = dict(request_data.json_parameters) if request_data else {}
        answer = await self.telegram.call(found["method"], given, _uploads(request_data))
        if trouble is Trouble.UNANSWERED:
            raise TimedOut
        return answer


def file_content(telegram: Telegram, file_id: str) -> bytes:
    """The bytes of a file.

    Raises:
        Refused: 404, there is none.
    """
    if file_id not in telegram.world.files:
        raise not_found()
    return telegram.world.files[file_id].content


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    uploads = {}
    for name, (filename, content, *_) in (request_data.multipart_data if request_data else {}).items():
        body = content if isinstance(content, bytes) else content.read()
        uploads[name] = Upload(filename, body)
    return uploads
