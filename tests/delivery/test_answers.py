from datetime import timedelta

import pytest
from aiohttp import (
    ClientConnectorError,
    ClientPayloadError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
    SocketTimeoutError,
)
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from delivery.answers import (
    Answer,
    ChatGone,
    ChatMoved,
    NotGreeted,
    Refused,
    RetryAt,
    TokenRefused,
    Uncertain,
    is_done,
    is_markup,
    read,
)


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (RetryAfter(7), RetryAt("429", 7.0)),
        (RetryAfter(timedelta(seconds=3)), RetryAt("429", 3.0)),
        (ChatMigrated(-100200), ChatMoved(-100200)),
        (Forbidden("bot was blocked by the user"), ChatGone("bot was blocked by the user")),
        (InvalidToken(), TokenRefused()),
        (BadRequest("Chat not found"), NotGreeted("Chat not found")),
        (BadRequest("TOPIC_CLOSED"), ChatGone("TOPIC_CLOSED")),
        (
            BadRequest("not enough rights to send text messages"),
            ChatGone("not enough rights to send text messages"),
        ),
        (BadRequest("message is too long"), Refused("message is too long")),
        (TimedOut(), Uncertain("timeout")),
        (NetworkError("Bad Gateway"), RetryAt("Bad Gateway")),
        (NetworkError("Too Many Requests: retry later"), RetryAt("429", 5.0)),
        (
            Forbidden("bot can't initiate conversation with a user"),
            NotGreeted("bot can't initiate conversation with a user"),
        ),
        (TelegramError("Invalid server response"), Uncertain("unreadable answer")),
    ],
)
def test_each_error_has_one_meaning(error: TelegramError, answer: Answer) -> None:
    assert read(error) == answer


def test_a_line_that_never_opened_did_not_deliver() -> None:
    assert read(caused(TimedOut(), ConnectionTimeoutError("slow"))) == RetryAt("timeout")
    refused = ClientConnectorError(ConnectionKey("h", 443, True, True, None, None, None), OSError("refused"))
    assert read(caused(NetworkError("x"), refused)) == RetryAt("no connection")


def test_a_line_that_broke_afterwards_may_have_delivered() -> None:
    assert read(caused(TimedOut(), SocketTimeoutError("slow"))) == Uncertain("timeout")
    for broken in (ServerDisconnectedError(), ClientPayloadError("cut"), ConnectionResetError()):
        assert read(caused(NetworkError("x"), broken)) == Uncertain(type(broken).__name__)


def test_nothing_left_to_edit_is_as_good_as_done() -> None:
    assert is_done(BadRequest("Message is not modified: specified new message content …"))
    assert is_done(BadRequest("message to edit not found"))
    assert not is_done(BadRequest("chat not found"))


def test_markup_that_telegram_cannot_read_is_told_from_other_refusals() -> None:
    assert is_markup(BadRequest("can't parse entities: unsupported start tag"))
    assert is_markup(BadRequest("RICH_MESSAGE_EMAIL_INVALID"))
    assert not is_markup(BadRequest("chat not found"))


@pytest.mark.parametrize("error", [Forbidden("Forbidden (403)"), BadRequest("Bad (400)"), InvalidToken("x")])
def test_an_error_page_of_something_in_between_is_not_telegram_s_word(error: TelegramError) -> None:
    assert read(caused(error, TelegramError("Invalid server response"))) == RetryAt("not Telegram's answer")
