"""How a test calls the stand-in: what must work, what must be refused, and keyboards to send."""

from typing import Any

from playground.telegram import Telegram

DANA, TIMUR, NILUFAR = 101, 102, 103


async def ok(telegram: Telegram, method: str, **parameters: object) -> Any:  # noqa: ANN401  JSON
    status, body = await telegram.call(method, parameters)
    assert status == 200, body
    return body["result"]


async def refused(telegram: Telegram, method: str, **parameters: object) -> tuple[int, str]:
    status, body = await telegram.call(method, parameters)
    assert not body["ok"]
    assert status == body["error_code"]
    return status, body["description"]


async def updates(telegram: Telegram, **parameters: object) -> list[dict[str, Any]]:
    got: list[dict[str, Any]] = await ok(telegram, "getUpdates", **parameters)
    return got


def keyboard(*buttons: dict[str, object]) -> dict[str, object]:
    return {"inline_keyboard": [[button] for button in buttons]}


def labelled(**action: object) -> dict[str, object]:
    return {"text": "x", **action}
