"""Answers as a file, and lists of feeds in and out."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import own_sources
from db.exports import HEAD
from delivery.files import as_csv, as_xlsx
from feeds.opml import read
from model import Source, SourceKind
from tests.handlers.talk import DANA, Talk, texts

MINE = Source("own-a", "A feed of mine", SourceKind.FEED, "https://feed.example/rss")


def content(talk: Talk, message: dict[str, Any]) -> bytes:
    return talk.telegram.world.files[message["document"]["file_id"]].content


async def test_answers_come_as_a_workbook_with_their_figures(talk: Talk) -> None:
    (sent,) = await talk.say("/export trade")
    assert sent["document"]["file_name"] == "chapar-trade.xlsx"
    assert "2" in sent["caption"]
    sheet = openpyxl.load_workbook(io.BytesIO(content(talk, sent))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == HEAD
    assert len(rows) == 2
    (turnover,) = [row for row in rows if row[3] == "ru"]
    assert "4600000000 USD" in str(turnover[HEAD.index("figures")])


async def test_a_button_gives_the_same_as_csv(talk: Talk) -> None:
    await talk.say("/export copper")
    (sent,) = await talk.press("CSV")
    assert sent["document"]["file_name"] == "chapar-copper.csv"
    (row,) = csv.DictReader(io.StringIO(content(talk, sent).decode("utf-8-sig")))
    assert row["countries"] == "KZ"
    assert row["url"].startswith("https://")


@pytest.mark.parametrize(("asked", "answer"), [("/export", "/export"), ("/export zeppelin", "Nothing found")])
async def test_nothing_to_export_is_said(talk: Talk, asked: str, answer: str) -> None:
    assert answer in texts(await talk.say(asked))


async def test_a_form_that_nobody_offers_is_refused(talk: Talk) -> None:
    await talk.say("/export copper")
    assert await talk.send("e:1:exe") == []
    assert talk.answers


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=40)), max_size=5))
def test_whatever_a_cell_says_both_forms_hold_every_row(rows: list[dict[str, str]]) -> None:
    listed = list(csv.reader(io.StringIO(as_csv(["a", "b"], rows).decode("utf-8-sig"), newline="")))
    assert len(listed) == len(rows) + 1
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(["a", "b"], rows))).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1


@pytest.mark.parametrize("text", ["=1+1", "+7", "-3", "@cmd", "\t=2"])
def test_no_cell_can_be_taken_for_a_formula(text: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(as_csv(["a"], [{"a": text}]).decode("utf-8-sig"), newline=""))
    assert cell.startswith("'")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(["a"], [{"a": text}]))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


# ---------------------------------------------------------------- sources of one's own


async def wished(talk: Talk) -> list[tuple[int, str, str]]:
    async with talk.database.reading() as connection:
        return [(one.chat_id, one.kind, one.said) for one in await own_sources.waiting(connection, 10)]


async def found(talk: Talk) -> None:
    """The stage has answered the last wish."""
    async with talk.database.transaction() as connection:
        (wish, *_) = await own_sources.waiting(connection, 10)
        await own_sources.answer(connection, wish.id, MINE)


async def test_own_sources_go_out_as_a_list_that_can_be_read_back(talk: Talk) -> None:
    assert "document" not in (await talk.say("/opml"))[0]
    await talk.say("/addsource https://feed.example/rss")
    await found(talk)
    await talk.send("sa:1")
    (sent,) = await talk.say("/opml")
    listed = read(content(talk, sent))
    assert isinstance(listed, tuple)
    assert [source.url for source in listed] == [MINE.url]


async def test_a_list_that_is_sent_is_a_wish(talk: Talk) -> None:
    await talk.say("/help")
    listed = "<opml>газета</opml>".encode("utf-16")
    talk.telegram.send_document(DANA, DANA, "feeds.opml", listed, "text/x-opml")
    await talk.heard()
    assert await wished(talk) == [(DANA, "list", listed.decode("latin-1"))]


async def test_a_huge_list_is_refused(talk: Talk) -> None:
    await talk.say("/help")
    talk.telegram.send_document(DANA, DANA, "feeds.opml", b" " * 1_000_001, "text/x-opml")
    assert texts(await talk.heard())
    assert await wished(talk) == []
