"""A query typed anywhere, its results, and the one that is chosen."""

import pytest

from playground.telegram import Telegram
from playground.world import GROUP
from tests.playground.calls import DANA, ok, refused


def article(name: str, **content: object) -> dict[str, object]:
    return {"type": "article", "id": name, "title": "t", "input_message_content": content}


async def test_an_inline_result_is_chosen_into_a_chat(telegram: Telegram) -> None:
    query = telegram.inline(DANA, "gas")
    results = [article("1", message_text="gas"), article("2", rich_message={"html": "<h1>Gas</h1>"})]
    await ok(telegram, "answerInlineQuery", inline_query_id=query, results=results)
    chosen = telegram.choose(DANA, GROUP, query, "2")
    assert chosen["via_bot"]["id"] == telegram.world.me.id
    assert chosen["rich_message"]["blocks"][0]["text"] == "Gas"
    with pytest.raises(ValueError, match="no result"):
        telegram.choose(DANA, GROUP, query, "3")


@pytest.mark.parametrize(
    ("results", "more", "words"),
    [
        ([article(str(n), message_text="x") for n in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([article("1", message_text="x")] * 2, {}, "RESULT_ID_DUPLICATE"),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([article("1", message_text="")], {}, "message text is empty"),
        ([article("", message_text="x")], {}, "RESULT_TYPE_INVALID"),
    ],
)
async def test_inline_results_with_something_wrong(
    telegram: Telegram, results: list[object], more: dict[str, object], words: str
) -> None:
    query = telegram.inline(DANA, "gas")
    why = await refused(telegram, "answerInlineQuery", inline_query_id=query, results=results, **more)
    assert words in why[1]


async def test_an_older_server_takes_no_rich_result(telegram: Telegram) -> None:
    telegram.sending.knows_rich = False
    results = [article("1", rich_message={"html": "<h1>Gas</h1>"})]
    why = await refused(
        telegram, "answerInlineQuery", inline_query_id=telegram.inline(DANA, "gas"), results=results
    )
    assert why == (400, "Bad Request: message text is empty")
