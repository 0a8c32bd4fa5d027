"""A Telegram that answers a fifth of all calls badly, in every way it can, and keeps the truth.

It has moods: in a storm it says "too many requests" to every few, otherwise hardly ever; so both full speed
and what holds everybody are seen. For a while it does not know our token, for a while nobody reaches it.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientPayloadError
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from playground.clock import Clock
from playground.request import InProcess

FAULTS = 0.2
MOOD = 300  # calls
RUINED = 1e-3  # of all messages: their markup is refused, whatever it is
SUPERGROUPS = 10**12  # their ids lie beyond
BARRED, AWAY = timedelta(minutes=20), timedelta(hours=2)

Answer = tuple[int, bytes]


class Flaky(InProcess):
    """The server's side: whom it told what, and what nobody should have sent after that."""

    def __init__(self, clock: Clock, chance: random.Random, calls: int) -> None:
        """About so many calls will come; it is out of order after a third and after two thirds of them."""
        self.clock, self.chance = clock, chance
        self.accepted: list[tuple[int, str]] = []
        self.asked: list[tuple[datetime, int]] = []  # calls that count against the limits
        self.dropped = 0  # accepted, and the answer was lost
        self.gone: set[int] = set()
        self.strangers: set[int] = set()  # they have not met this bot yet
        self.moved: dict[int, int] = {}
        self.sins: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self._held: dict[int, datetime] = {}
        self._bare: set[tuple[int, str]] = set()
        self._trouble, self._until = "", clock()
        self._troubles = {calls // 3: ("401", BARRED), 2 * calls // 3: ("no server", AWAY)}
        self._barred: list[datetime] = []

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401  timeouts
        **__: Any,  # noqa: ANN401
    ) -> Answer:
        """Judge the call, then take it or not."""
        given = dict(request_data.json_parameters) if request_data else {}
        if not url.endswith("sendMessage"):
            return answer(200, result=True)
        chat, text, now = int(given["chat_id"]), str(given["text"]), self.clock()
        if self._is_in_trouble(now):
            return self._out_of_order(now)
        self._judge(chat, now)
        if chat in self.moved:
            return _moved(self.moved[chat])
        if (chat, text) not in self._bare and self.chance.random() < RUINED:
            self._bare.add((chat, text))
        if given.get("parse_mode") and (chat, text) in self._bare:
            self.said["can't parse"] += 1
            return answer(400, "Bad Request: can't parse entities: unsupported start tag")
        self.asked.append((now, chat))
        fault = self._fault(chat)
        self.said[fault] += 1
        return self._do(fault, chat, text)

    # ------------------------------------------------------------ out of order

    def _is_in_trouble(self, now: datetime) -> bool:
        if len(self.asked) in self._troubles:
            self._trouble, lasting = self._troubles.pop(len(self.asked))
            self._until = now + lasting
        return now < self._until

    def _out_of_order(self, now: datetime) -> Answer:
        self.said[self._trouble] += 1
        if self._trouble == "no server":
            raise NetworkError("ClientConnectorError")
        self._barred.append(now)
        if sum(now - at < timedelta(minutes=1) for at in self._barred[-4:]) > 3:
            self.sins["a fourth call in a minute with a token that was refused"] += 1
        return answer(401, "Unauthorized")

    # ------------------------------------------------------------ what nobody should have sent

    def _judge(self, chat: int, now: datetime) -> None:
        if now < self._held.get(chat, now):
            self.sins["inside a retry_after"] += 1
        if chat in self.gone:
            self.sins["after a 403"] += 1
        if chat in self.strangers:
            self.sins["before a greeting"] += 1
        if chat in self.moved:
            self.sins["to a group that moved"] += 1

    # ------------------------------------------------------------ what it answers

    def _fault(self, chat: int) -> str:
        if self.chance.random() >= FAULTS:
            return "taken"
        stormy = len(self.asked) // MOOD % 4 == 3
        faults = _FAULTS | {"429": 40.0} if stormy else _FAULTS
        if chat > 0 or chat < -SUPERGROUPS:
            faults = faults | {"migrated": 0.0}
        return self.chance.choices(list(faults), list(faults.values()))[0]

    def _do(self, fault: str, chat: int, text: str) -> Answer:
        match fault:
            case "429":
                seconds = self.chance.choice((1, 3, 7, 20, 60, 300))
                self._held[chat] = self.clock() + timedelta(seconds=seconds)
                return answer(429, "Too Many Requests: retry later", parameters={"retry_after": seconds})
            case "429 without a time":
                return answer(429, "Too Many Requests: retry later")
            case "5xx":
                return self.chance.choice((500, 502, 503)), b"<html>Bad Gateway</html>"
            case "no connection":
                raise NetworkError("ClientConnectorError")
            case "blocked" | "topic closed" | "stranger" | "migrated":
                return self._leave(fault, chat)
            case "answer lost":
                self._take(chat, text)
                return self._lose()
            case _:
                return answer(200, result=self._take(chat, text))

    def _leave(self, how: str, chat: int) -> Answer:
        match how:
            case "stranger":
                self.strangers.add(chat)
                return answer(400, "Bad Request: chat not found")
            case "migrated":
                self.moved[chat] = chat - SUPERGROUPS
                return _moved(self.moved[chat])
            case _:
                self.gone.add(chat)
                closed = how == "topic closed"
                words = "Bad Request: TOPIC_CLOSED" if closed else "Forbidden: bot was blocked by the user"
                return answer(400 if closed else 403, words)

    def _take(self, chat: int, text: str) -> dict[str, object]:
        self.accepted.append((chat, text))
        return message_of(chat, text, len(self.accepted), self.clock())

    def _lose(self) -> Answer:
        self.dropped += 1
        lose: Callable[[], Answer] = self.chance.choice((_in_time, _whole, _empty, _half))
        return lose()


# Of a hundred faults; "answer lost": the message was taken.
_FAULTS = {
    "429": 0.5,
    "429 without a time": 1.0,
    "5xx": 34.0,
    "no connection": 25.0,
    "answer lost": 30.0,
    "blocked": 1.0,
    "topic closed": 0.5,
    "stranger": 1.0,
    "migrated": 5.0,
}


def _in_time() -> Answer:
    raise TimedOut


def _whole() -> Answer:
    raise NetworkError("ClientPayloadError") from ClientPayloadError()


def _empty() -> Answer:
    return 200, b""


def _half() -> Answer:
    return 200, b'{"ok": true, "result": {"message_'


def _moved(to: int) -> Answer:
    return answer(400, "Bad Request: group chat was upgraded", parameters={"migrate_to_chat_id": to})


def message_of(chat: int, text: str, number: int, now: datetime) -> dict[str, object]:
    """The Bot API's Message, as far as anybody looks at it."""
    room = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
    return {"message_id": number, "date": int(now.timestamp()), "chat": room, "text": text}


def answer(code: int, description: str = "", **more: object) -> Answer:
    """The Bot API's answer, as from the network."""
    body = {"ok": code == 200, "description": description, "error_code": code, **more}
    return code, json.dumps(body).encode()
