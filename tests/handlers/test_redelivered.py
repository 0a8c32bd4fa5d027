"""Updates that Telegram brings again, in any order, a day late; and presses that nobody's buttons make."""

import asyncio
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from httpx import ASGITransport, AsyncClient
from sqlalchemy import select, text
from starlette.applications import Starlette
from telegram import Update

from db.schema import metadata
from tests.handlers.talk import DANA, TIMUR, Talk, texts
from web import routes

STATE = ("chats", "subscriptions", "saved", "mutes", "questions", "channels", "source_wishes", "outbox")


async def state(talk: Talk) -> dict[str, list[str]]:
    """All that people can change."""
    async with talk.database.reading() as connection:
        return {
            name: sorted(map(repr, await connection.execute(select(metadata.tables[name])))) for name in STATE
        }


async def a_day(talk: Talk) -> list[dict[str, Any]]:
    """Two people come, ask, subscribe, change their minds and press what there is; the day's updates."""
    heard = []
    for who in (DANA, TIMUR):
        for said in (
            "/start",
            "/subscribe gas",
            "/search urea",
            "/subscribe copper",
            "/stop",
            "/search copper",
        ):
            talk.telegram.say(who, who, said)
            heard += await talk.telegram.world.updates.get(talk.seen, 100, 0)
            await talk.heard()
            talk.clock.push(timedelta(seconds=9))
    await talk.press("Alert me")
    return heard


async def test_a_day_s_updates_brought_again_three_times_in_any_order_change_nothing(talk: Talk) -> None:
    updates = await a_day(talk)
    before, said = await state(talk), len(talk.telegram.messages(DANA))
    assert len(updates) == 12
    assert before["subscriptions"]
    again = [raw for raw in updates for _ in range(3)]
    random.Random(9).shuffle(again)
    talk.clock.push(timedelta(hours=23))
    for raw in again:
        await talk.app.process_update(Update.de_json(raw, talk.app.bot))
    assert await state(talk) == before
    assert len(talk.telegram.messages(DANA)) == said


async def test_what_the_webhook_is_brought_again_while_it_answers_is_answered_once(talk: Talk) -> None:
    async def accept(raw: dict[str, Any]) -> None:
        await talk.app.process_update(Update.de_json(raw, talk.app.bot))

    app = Starlette(routes=routes(talk.database, talk.clock, "secret", accept))
    said = ("/start", "/subscribe gas", "/search urea", "/stop")
    for words in said:
        talk.telegram.say(DANA, DANA, words)
    updates = await talk.telegram.world.updates.get(talk.seen, 100, 0)
    shown = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as client:
        for raw in updates:
            brought = (client.post("/telegram", json=raw, headers=shown) for _ in range(3))
            assert {answer.status_code for answer in await asyncio.gather(*brought)} == {200}
        before, heard = await state(talk), len(talk.telegram.messages(DANA))
        for raw in reversed(updates):
            await client.post("/telegram", json=raw, headers=shown)
    assert await state(talk) == before
    assert len(talk.telegram.messages(DANA)) == heard
    ours = [one for one in talk.telegram.messages(DANA) if one["from"]["is_bot"]]
    assert len(ours) == len(said), texts(ours)


def forged(chance: random.Random, real: list[str]) -> Iterator[str]:
    """Data of buttons with other numbers, cut, glued, or of nothing at all; at most 64 bytes."""
    while True:
        one, other = chance.choice(real), chance.choice(real)
        spoilt = "".join(chance.choice("0123456789") if sign.isdigit() else sign for sign in one)
        noise = "".join(chr(chance.choice((0x20, 0x3A, 0x7F, 0x416, 0x1F600))) for _ in range(9))
        kinds = (spoilt, one[: chance.randint(1, len(one))], one + other, noise, f"{one}:{noise}", "x" * 64)
        made = chance.choice(kinds).encode()[:64].decode("utf-8", "ignore")
        if made and made not in real:
            yield made


async def test_forged_presses_change_nothing_of_anybody_else(talk: Talk) -> None:
    await a_day(talk)
    real = [data for who in (DANA, TIMUR) for data in callback_data_of(talk, who)]
    mine = "SELECT id, query, how, paused, muted_until FROM subscriptions WHERE chat_id != :who ORDER BY id"
    others = "SELECT * FROM chats WHERE id != :who ORDER BY id"

    async def elsewhere() -> list[list[tuple[Any, ...]]]:
        async with talk.database.reading() as connection:
            return [
                [tuple(row) for row in await connection.execute(text(asked), {"who": TIMUR})]
                for asked in (mine, others)
            ]

    before, made = await elsewhere(), forged(random.Random(8), real)
    for _ in range(150):
        await talk.send(next(made), TIMUR)
        assert len(talk.answers) <= 1
        talk.clock.push(timedelta(seconds=9))
    assert await elsewhere() == before


def callback_data_of(talk: Talk, who: int) -> Iterator[str]:
    for message in talk.telegram.messages(who):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            yield from (button["callback_data"] for button in row if "callback_data" in button)
