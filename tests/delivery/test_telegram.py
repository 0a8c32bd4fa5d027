"""A Message on its way to the in-process Telegram: how it is printed, and what stands in when that fails."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardMarkup

from delivery.answers import (
    Answer,
    Broken,
    ChatGone,
    NotGreeted,
    Overtaken,
    Pointless,
    RetryAt,
    Sent,
    TokenRefused,
)
from delivery.pace import Limits, Pace
from delivery.printer import keyboard
from delivery.telegram import Telegram as Line
from message import Bold, Heading, Message, Open, Paragraph, Picture, Press, Text, Time
from people import Chat, Layout
from playground.clock import Clock
from playground.flood import NO_LIMITS, Flood
from playground.flood import Limits as Server
from playground.request import PlaygroundRequest, Trouble
from playground.telegram import Telegram

DANA = 101
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PLAIN, RICH = Chat(DANA), Chat(DANA, layout=Layout.RICH)
HEADED = Message((Heading((Text("Title"),)), Paragraph((Bold("word"), Text(" & more")))))
SAMPLE = replace(HEADED, must_be_rich=True)
PICTURED = Message((Picture("https://outlet.example/a.jpg"), Paragraph((Text("caption"),))))
TIMED = Message((Paragraph((Time(NOW, "today"),)),))
ROWS = ((Press("Save", "save:1", "success"), Open("Read", "https://outlet.example/1")),)


@pytest.fixture
def telegram() -> Telegram:
    made = Telegram(Clock(still=NOW), limits=NO_LIMITS)
    made.say(DANA, DANA, "/start")
    return made


@pytest.fixture
def request_(telegram: Telegram) -> PlaygroundRequest:
    return PlaygroundRequest(telegram)


@pytest.fixture
def line(request_: PlaygroundRequest) -> Line:
    bot = Bot("1:playground", request=request_, get_updates_request=request_)

    async def aside(_: Chat, rest: Message) -> Press:
        return Press("More", f"more:{len(rest.blocks)}")

    return Line(bot, Pace(Limits(1e9, 0.0)), aside, lambda: 0.0)


def last(telegram: Telegram) -> dict[str, Any]:
    return telegram.messages(DANA)[-1]


async def test_a_chat_gets_the_print_it_wants(line: Line, telegram: Telegram) -> None:
    assert isinstance(await line.send(PLAIN, HEADED), Sent)
    assert "word & more" in last(telegram)["text"]
    assert isinstance(await line.send(RICH, HEADED), Sent)
    assert "rich_message" in last(telegram)


async def test_a_picture_is_sent_where_pictures_are_wanted(line: Line, telegram: Telegram) -> None:
    await line.send(PLAIN, PICTURED)
    assert "photo" in last(telegram)
    await line.send(replace(PLAIN, pictures=False), PICTURED)
    assert last(telegram)["text"] == "caption"


async def test_a_picture_that_fails_is_left_out(line: Line, telegram: Telegram) -> None:
    telegram.sending.photos_fail = True
    assert isinstance(await line.send(PLAIN, PICTURED), Sent)
    assert last(telegram)["text"] == "caption"


async def test_buttons_reply_and_silence_go_with_both_prints(line: Line, telegram: Telegram) -> None:
    first = await line.send(PLAIN, HEADED)
    assert isinstance(first, Sent)
    loud = replace(HEADED, keyboard=ROWS, silent=True)
    for chat in (PLAIN, RICH):
        await line.send(chat, loud, first.message_id)
        (row,) = last(telegram)["reply_markup"]["inline_keyboard"]
        assert [button["text"] for button in row] == ["Save", "Read"]
        assert last(telegram)["reply_to_message"]["message_id"] == first.message_id
        assert telegram.calls[-1][1]["disable_notification"]


async def test_the_rest_of_a_long_message_waits_behind_a_button(line: Line, telegram: Telegram) -> None:
    long = Message(tuple(Paragraph((Text("word " * 500),)) for _ in range(3)))
    await line.send(PLAIN, long)
    assert last(telegram)["reply_markup"]["inline_keyboard"][-1][0]["callback_data"].startswith("more:")


async def test_the_rest_of_a_long_rich_message_waits_behind_a_button_above_the_way_back(
    line: Line, telegram: Telegram
) -> None:
    long = (*HEADED.blocks, *(Paragraph((Text("word " * 2_000),)) for _ in range(5)))
    await line.send(RICH, replace(HEADED, blocks=long, back=Press("Back", "cy:plain")))
    assert "rich_message" in last(telegram)
    rows = last(telegram)["reply_markup"]["inline_keyboard"]
    assert [row[0]["callback_data"] for row in rows] == ["more:2", "cy:plain"]


async def test_an_older_server_gets_plain_and_that_is_remembered(line: Line, telegram: Telegram) -> None:
    telegram.sending.knows_rich = False
    seen = [line.can_be_rich]
    for _ in range(2):
        assert isinstance(await line.send(RICH, HEADED), Sent)
        assert "word & more" in last(telegram)["text"]
    assert [*seen, line.can_be_rich] == [True, False]
    assert [name for name, _ in telegram.calls].count("getMe") == 1


async def test_an_older_server_gets_times_as_words(line: Line, telegram: Telegram) -> None:
    telegram.sending.knows_rich = False
    for _ in range(2):
        assert isinstance(await line.send(PLAIN, TIMED), Sent)
        assert last(telegram)["text"] == "today"


async def test_a_sample_goes_rich_to_plain_readers_or_not_at_all(line: Line, telegram: Telegram) -> None:
    assert isinstance(await line.send(PLAIN, SAMPLE), Sent)
    assert "rich_message" in last(telegram)
    telegram.sending.knows_rich = False
    said = len(telegram.messages(DANA))
    for _ in range(2):
        assert isinstance(await line.send(PLAIN, SAMPLE), Pointless)
    assert len(telegram.messages(DANA)) == said


async def test_a_sample_that_a_server_refuses_is_not_sent_plain(line: Line, telegram: Telegram) -> None:
    telegram.sending.photos_fail = True
    pictured = Message((Picture("https://outlet.example/a.jpg"), *SAMPLE.blocks), must_be_rich=True)
    assert isinstance(await line.send(PLAIN, pictured), Pointless)


async def test_a_rich_print_that_is_refused_goes_plain(line: Line, telegram: Telegram) -> None:
    telegram.sending.photos_fail = True
    pictured = Message((*PICTURED.blocks, *HEADED.blocks))
    assert isinstance(await line.send(RICH, pictured), Sent)
    assert "word & more" in last(telegram)["text"]


async def test_markup_that_telegram_cannot_read_goes_as_bare_text(
    line: Line, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, refused = telegram.call, 0

    async def picky(method: str, parameters: dict[str, Any], files: Any = None) -> Any:  # noqa: ANN401
        nonlocal refused
        if "parse_mode" in parameters:
            refused += 1
            words = "Bad Request: can't parse entities: unsupported start tag"
            return 400, {"ok": False, "error_code": 400, "description": words}
        return await call(method, parameters, files)

    monkeypatch.setattr(telegram, "call", picky)
    assert isinstance(await line.send(PLAIN, HEADED), Sent)
    assert "word & more" in last(telegram)["text"]
    assert refused == 1
    monkeypatch.undo()
    await line.send(PLAIN, TIMED)  # one bad print says nothing of the next one's dates
    assert [one["type"] for one in last(telegram)["entities"]] == ["date_time"]


async def test_edits_of_what_is_gone_or_says_so_already_are_done(line: Line, telegram: Telegram) -> None:
    sent = await line.send(PLAIN, HEADED)
    rich = await line.send(RICH, HEADED)
    assert isinstance(sent, Sent)
    assert isinstance(rich, Sent)
    assert await line.edit(PLAIN, sent.message_id, HEADED, rich=False) == sent
    assert await line.edit(RICH, rich.message_id, SAMPLE, rich=True) == rich
    assert await line.edit(PLAIN, 9_999, HEADED, rich=False) == Sent(9_999)
    assert await line.edit(PLAIN, sent.message_id, PICTURED, rich=False) == sent
    assert telegram.messages(DANA)[-2]["text"] == "caption"


async def test_a_rich_message_that_cannot_be_edited_is_said_to_be_so(line: Line, telegram: Telegram) -> None:
    rich = await line.send(RICH, HEADED)
    assert isinstance(rich, Sent)
    telegram.sending.photos_fail = True
    pictured = Message((*PICTURED.blocks, *HEADED.blocks))
    assert not isinstance(await line.edit(RICH, rich.message_id, pictured, rich=True), Sent)


async def test_buttons_below_an_earlier_message_change_once(line: Line, telegram: Telegram) -> None:
    sent = await line.send(PLAIN, HEADED)
    assert isinstance(sent, Sent)
    markup = keyboard(ROWS)
    assert isinstance(markup, InlineKeyboardMarkup)
    for _ in range(2):
        assert await line.edit_keyboard(PLAIN, sent.message_id, markup) == sent
    telegram.block(DANA)
    assert isinstance(await line.edit_keyboard(PLAIN, sent.message_id, markup), ChatGone)


@pytest.mark.parametrize(
    ("spoil", "answer"),
    [
        (lambda t, _: t.block(DANA), ChatGone),
        (lambda t, _: t.world.chats[DANA].members.clear(), NotGreeted),
        (lambda t, _: setattr(t.world, "token", "1:other"), TokenRefused),
        (lambda _, r: r.trouble.append(Trouble.UNSENT), RetryAt),
    ],
    ids=["blocked", "unknown", "token", "line"],
)
async def test_an_answer_is_a_value(
    line: Line,
    telegram: Telegram,
    request_: PlaygroundRequest,
    spoil: Callable[[Telegram, PlaygroundRequest], object],
    answer: type[Answer],
) -> None:
    spoil(telegram, request_)
    assert isinstance(await line.post(PLAIN, HEADED), answer)


async def test_after_a_429_the_chat_is_held(line: Line, telegram: Telegram) -> None:
    telegram.world.flood = Flood(Server(chat_seconds=30.0, chat_burst=1))
    await line.post(PLAIN, HEADED)
    assert isinstance(await line.post(PLAIN, HEADED), RetryAt)
    assert line.pace.wait(DANA, now=0.0) == 30.0
    assert line.pace.proven


async def test_nothing_is_sent_that_is_not_ours_any_more(line: Line, telegram: Telegram) -> None:
    said = len(telegram.messages(DANA))
    assert await line.post(PLAIN, HEADED, may=lambda: False) == Overtaken()
    assert len(telegram.messages(DANA)) == said
    assert not line.pace.proven


async def test_what_our_own_code_throws_is_an_answer_too(line: Line) -> None:
    assert isinstance(await line.post(PLAIN, Message(("no block",))), Broken)  # type: ignore[arg-type]


async def test_bought_messages_say_so(line: Line, telegram: Telegram) -> None:
    await line.post(PLAIN, HEADED, paid=True)
    await line.post(RICH, HEADED, paid=True)
    assert [args.get("allow_paid_broadcast") for _, args in telegram.calls][-2:] == [True, True]
    await line.post(PLAIN, HEADED)
    assert "allow_paid_broadcast" not in telegram.calls[-1][1]


async def test_a_topic_of_a_forum_is_kept(line: Line, telegram: Telegram) -> None:
    for chat in (PLAIN, RICH):
        answer = await line.send(replace(chat, thread_id=7), HEADED)
        assert answer == ChatGone("Message thread not found")  # the stand-in has no forums


def test_no_buttons_are_no_keyboard() -> None:
    assert keyboard(()) is None
