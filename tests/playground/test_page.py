"""The chat page's server: what people do goes in, what happened comes out."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from playground.cards import cards
from playground.clock import Clock
from playground.deeds import Deeds
from playground.page import Page
from playground.samples import reports
from playground.telegram import Telegram
from playground.world import CHANNEL, GROUP
from tests.playground.calls import DANA, TIMUR, keyboard, labelled, ok, updates

OUTLETS = "http://127.0.0.1:8080/outlets"


async def tashkent(_: int) -> str:
    return "Asia/Tashkent"


@pytest.fixture
async def page(telegram: Telegram, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    made = Page(telegram, Deeds(telegram, clock, tashkent), cards(OUTLETS))
    transport = httpx.ASGITransport(Starlette(routes=made.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://playground") as client:
        yield client


async def does(page: httpx.AsyncClient, deed: str, **body: object) -> dict[str, Any]:
    answer = await page.post(f"/api/{deed}", json=body)
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def state(page: httpx.AsyncClient) -> dict[str, Any]:
    told: dict[str, Any] = (await page.get("/api/state")).json()
    return told


async def test_the_page_and_its_parts_are_served(page: httpx.AsyncClient) -> None:
    html = (await page.get("/")).text
    for part in ("page.css", "message.css", "page.js"):
        assert f"/page/{part}" in html
        assert (await page.get(f"/page/{part}")).status_code == 200


async def test_the_state_tells_everything_so_that_a_reload_loses_nothing(
    page: httpx.AsyncClient, telegram: Telegram
) -> None:
    where = {"keyboard": [[{"text": "Here", "request_location": True}]]}
    await ok(telegram, "sendMessage", chat_id=DANA, text="hello", reply_markup=where)
    await ok(telegram, "setMyDescription", description="News")
    told = await state(page)
    chats = {chat["id"]: chat for chat in told["chats"]}
    assert [message["text"] for message in chats[DANA]["messages"]] == ["/start", "hello"]
    assert chats[DANA]["keyboard"] == where
    assert (chats[DANA]["bot"], chats[TIMUR]["bot"], chats[GROUP]["bot"]) == ("member", "left", "left")
    assert told["people"][str(TIMUR)] == {"name": "Тимур", "language": "ru"}
    assert told["about"] == {"": "News"}
    assert told["seen"] == telegram.world.changes.last


async def test_people_write_press_and_send_a_place(page: httpx.AsyncClient, telegram: Telegram) -> None:
    sent = await ok(
        telegram, "sendMessage", chat_id=DANA, text="a", reply_markup=keyboard(labelled(callback_data="go"))
    )
    await does(page, "say", user=DANA, chat=DANA, text="/help")
    press = await does(page, "press", user=DANA, chat=DANA, message_id=sent["message_id"], data="go")
    await does(page, "location", user=DANA)
    assert press["query_id"] in telegram.world.queries
    assert [m.get("text", "a place") for m in telegram.messages(DANA)[-2:]] == ["/help", "a place"]
    events = (await page.get("/api/changes", params={"since": 0})).json()["events"]
    assert [e["kind"] for e in events].count("message") == 4


async def test_what_nobody_can_do_is_refused_with_a_reason(page: httpx.AsyncClient) -> None:
    for deed, body, word in [
        ("press", {"user": DANA, "chat": DANA, "message_id": 1, "data": "no"}, "no button"),
        ("say", {"user": DANA, "chat": TIMUR, "text": "x"}, "not in chat"),
        ("say", {"user": DANA}, "chat"),
        ("switch", {"name": "gravity", "on": True, "user": DANA, "chat": DANA}, "no switch gravity"),
        ("clock", {"hours": "soon"}, "could not convert"),
    ]:
        answer = await page.post(f"/api/{deed}", json=body)
        assert (answer.status_code, word in answer.json()["error"]) == (400, True), answer.text
    assert (await page.post("/api/say", content=b"{")).status_code == 400


async def test_a_question_that_makes_no_sense_is_refused_with_a_reason(page: httpx.AsyncClient) -> None:
    for path in ("changes?since=ever", "commands?user=me&chat=101", "commands?user=101&chat=5", "commands"):
        answer = await page.get(f"/api/{path}")
        assert answer.status_code == 400, path
        assert answer.json()["error"]


async def test_another_site_in_the_same_browser_may_not_act(
    page: httpx.AsyncClient, telegram: Telegram
) -> None:
    body = {"user": DANA, "chat": DANA, "text": "/deleteme"}
    answer = await page.post("/api/say", json=body, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert (await page.post("/api/say", json=body, headers={"Origin": "http://playground"})).is_success
    assert [m["text"] for m in telegram.messages(DANA)] == ["/start", "/deleteme"]


async def test_the_clock_goes_forward_by_hours_or_to_the_chats_next_morning(
    page: httpx.AsyncClient, clock: Clock
) -> None:
    before = clock()
    await does(page, "clock", hours=6)
    assert clock() - before == timedelta(hours=6)
    await does(page, "clock", hours=-3)
    assert clock() - before == timedelta(hours=6)
    await does(page, "clock", morning=DANA)
    assert clock() == datetime(2026, 3, 3, 3, 0, 1, tzinfo=UTC)  # 08:00:01 in Tashkent


async def test_switches_are_turned_and_remembered(page: httpx.AsyncClient, telegram: Telegram) -> None:
    for name in ("old_client", "old_server", "photos_fail"):
        await does(page, "switch", name=name, on=True, user=DANA, chat=DANA)
    assert (await state(page))["switches"] == {"old_client": True, "old_server": True, "photos_fail": True}
    assert not telegram.sending.knows_rich
    await does(page, "switch", name="old_server", on=False, user=DANA, chat=DANA)
    assert telegram.sending.knows_rich


@pytest.mark.parametrize("chat", [DANA, GROUP])
async def test_the_bot_is_put_out_and_let_in_again(
    page: httpx.AsyncClient, telegram: Telegram, chat: int
) -> None:
    telegram.add_to_group(TIMUR, GROUP)
    for on, status in ((True, "kicked"), (False, "member")):
        await does(page, "switch", name="outside", on=on, user=DANA, chat=chat)
        assert telegram.world.chats[chat].members[telegram.world.me.id] == status


async def test_in_a_channel_its_owner_makes_the_bot_an_administrator(
    page: httpx.AsyncClient, telegram: Telegram
) -> None:
    assert [one["channel"] for one in (await state(page))["chats"] if not one["private"]] == [False, True]
    for on, status in ((False, "administrator"), (True, "kicked")):
        await does(page, "switch", name="outside", on=on, user=TIMUR, chat=CHANNEL)
        assert telegram.world.chats[CHANNEL].members[telegram.world.me.id] == status
    changes = [one["my_chat_member"] for one in await updates(telegram) if "my_chat_member" in one]
    assert [change["from"]["id"] for change in changes] == [DANA, DANA]


async def test_the_menu_of_commands_is_ones_own(page: httpx.AsyncClient, telegram: Telegram) -> None:
    await ok(telegram, "setMyCommands", commands=[{"command": "go", "description": "Go"}])
    answer = await page.get("/api/commands", params={"user": DANA, "chat": DANA})
    assert answer.json()["commands"] == [{"command": "go", "description": "Go"}]


async def test_a_link_to_a_sample_report_has_a_card(page: httpx.AsyncClient) -> None:
    report = next(one for one in reports() if one.outlet == "caspian-ledger" and one.image)
    url = f"{OUTLETS}/caspian-ledger/news/{report.id}"
    card = (await page.get("/api/card", params={"url": f"{url}?utm_source=rss"})).json()["card"]
    assert (card["site"], card["title"], card["text"]) == ("Caspian Ledger", report.title, report.teaser)
    assert card["image"] == f"{OUTLETS}/caspian-ledger/images/{report.id}.png"
    assert (await page.get("/api/card", params={"url": "https://a.kz/"})).json()["card"] is None


async def test_files_come_as_pictures_or_as_something_to_save(
    page: httpx.AsyncClient, telegram: Telegram
) -> None:
    sent = await ok(telegram, "sendPhoto", chat_id=DANA, photo="https://a.kz/p.jpg")
    far = await page.get("/api/file", params={"id": sent["photo"][0]["file_id"]})
    assert (far.status_code, far.headers["location"]) == (307, "https://a.kz/p.jpg")
    page_of_evil = telegram.send_document(DANA, DANA, "x.html", b"<script>alert(1)</script>")
    near = await page.get("/api/file", params={"id": page_of_evil["document"]["file_id"]})
    assert near.headers["content-type"] == "application/octet-stream"
    assert near.headers["x-content-type-options"] == "nosniff"
    picture = telegram.send_document(DANA, DANA, "x.png", b"\x89PNG\r\n")
    kind = (await page.get("/api/file", params={"id": picture["document"]["file_id"]})).headers[
        "content-type"
    ]
    assert kind == "image/png"
    assert (await page.get("/api/file", params={"id": "none"})).status_code == 404


async def test_an_inline_result_is_chosen_into_the_chat(page: httpx.AsyncClient, telegram: Telegram) -> None:
    query = (await does(page, "inline", user=DANA, query="gas"))["query_id"]
    result = {"type": "article", "id": "1", "title": "Gas", "input_message_content": {"message_text": "gas"}}
    await ok(telegram, "answerInlineQuery", inline_query_id=query, results=[result])
    await does(page, "choose", user=DANA, chat=DANA, query_id=query, result="1")
    assert telegram.messages(DANA)[-1]["text"] == "gas"
