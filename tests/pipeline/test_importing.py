"""Old reports come in once, understood like news, and go out again with all that is thought of them."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from db import archive, search
from db.articles import count_unjudged
from db.database import Database
from db.schema import search_articles
from news.query import parse
from news.ranking import Hit
from news.taxonomy import Taxonomy
from pipeline.importing import Bad, lines_of, rounds, store
from pipeline.importing import parse as read
from pipeline.reindex import reindex
from pipeline.understand import Desk, understand

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TEXT = (
    "Turkmenistan exported 1.2 million tons of urea in 2025, the Neutral Turkmenistan newspaper reports. "
    "The urea plant in Garabogaz works at full capacity."
)


def line(number: int = 1, **fields: object) -> str:
    report = {
        "url": f"https://outlet.example/{number}",
        "title": f"Urea exports grow, part {number}",
        "text": TEXT,
        "published": f"2026-01-0{number}T10:00:00+05:00",
        "outlet": "Orient",
        "language": "en",
        "topics": ["ignored"],
    }
    return json.dumps(report | fields)


async def take_in(database: Database, *lines: str) -> int:
    rows, bad = read(lines)
    assert not bad
    kinds = Counter[str]()
    for some in rounds(rows):
        kinds += await store(database, some, NOW, lambda _: None)
        while await understand(database, Desk({}, Taxonomy.default()), lambda: datetime.now(UTC)):
            pass
    return kinds["new"]


async def exported(database: Database) -> list[dict[str, Any]]:
    async with database.reading() as connection:
        return [row async for row in archive.rows(connection)]


def test_reports_are_read_in_order_of_publication() -> None:
    rows, bad = read([line(3), "", line(1), line(2)])
    assert [row.url[-1] for row in rows] == ["1", "2", "3"]
    assert not bad
    assert rows[0].published == datetime(2026, 1, 1, 5, tzinfo=UTC)
    assert not rows[0].announce


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[1, 2]", "a line must be a JSON object"),
        ("{", "no JSON: Expecting property name enclosed in double quotes at character 2"),
        ("[" * 100_000, "no JSON that can be read: nested too deep"),
        (line(published="yesterday"), "no date that can be read: 'yesterday'"),
        (line(published=None), "a report needs a date: published"),
        (line(published=1772452800), "no date that can be read: 1772452800"),
        (
            line(published="0001-01-01T00:00:00+05:00"),
            "no date that can be read: '0001-01-01T00:00:00+05:00'",
        ),
        (line(url=None), "a report needs a url"),
        (line(url="ftp://a.example"), "no address of a web page: 'ftp://a.example'"),
        (line(title=["a"]), "title must be a string"),
        (line(title="", text="", html=""), "a report needs a title or a text"),
    ],
)
def test_a_line_that_is_no_report_is_told_and_hurts_no_other(written: str, problem: str) -> None:
    rows, bad = read([line(1), written, line(2)])
    assert len(rows) == 2
    assert bad == [Bad(2, problem)]


def test_a_report_without_a_title_gets_one_from_its_text() -> None:
    (row,), _ = read([line(title=" ")])
    assert row.title.startswith("Turkmenistan exported 1.2 million tons")
    assert len(row.title) <= 100


def test_a_report_in_html_is_read_as_text() -> None:
    (row,), _ = read([line(text="", html="<p>Urea &amp; gas</p>")])
    assert row.text == "Urea & gas"


def test_markup_in_a_text_is_no_part_of_it() -> None:
    (row,), _ = read([line(text="<p>Urea &amp; gas,<br/>and 3 < 5</p><script>alert(1)</script>")])
    assert row.text == "Urea & gas,\nand 3 < 5"


def test_letters_that_no_database_takes_are_replaced() -> None:
    (row,), _ = read([line(title="Urea \ud800 and\0 gas")])
    assert row.title == "Urea ? and gas"


@pytest.mark.parametrize(("said", "language"), [("ru-RU", "ru"), ("uz_Latn", "uz"), ("?", ""), (None, "")])
def test_of_a_language_its_code_counts(said: str | None, language: str) -> None:
    (row,), _ = read([line(language=said)])
    assert row.language == language


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read_as_whatever_system_wrote_it(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "reports.jsonl"
    said = [json.loads(line(n)) | {"title": "Экспорт карбамида"} for n in (1, 2)]
    file.write_bytes(end.join(json.dumps(row, ensure_ascii=False) for row in said).encode(encoding))
    rows, bad = read(lines_of(file))
    assert [row.title for row in rows] == ["Экспорт карбамида"] * 2
    assert not bad


STORY = "The glass works in Ahal opened its second line on Monday. " * 3
PAGE = f"""<!doctype html><html><head><title>A works opened</title>
<script type="application/ld+json">{{"@context": "https://schema.org"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/all">All our news of today and yesterday</a></nav>
<article><h1>A works opened</h1><p>{STORY}</p><p>{STORY}</p></article>
<footer>All rights reserved by the publisher of this page</footer></body></html>"""


def test_of_a_whole_page_the_article_is_read_and_its_title_where_none_is_given() -> None:
    (row,), _ = read([line(text="", html=PAGE, title="")])
    assert row.title == "A works opened"
    assert STORY.strip() in row.text
    assert not any(word in row.text for word in ("schema.org", "All our news", "rights reserved"))


def test_a_page_without_an_article_leaves_the_title() -> None:
    (row,), _ = read([line(text="", html="<html><body><script>{}</script></body></html>")])
    assert row.text == row.title


def test_given_text_counts_before_html() -> None:
    (row,), _ = read([line(html=PAGE)])
    assert row.text == TEXT


async def test_importing_twice_changes_nothing(database: Database) -> None:
    assert await take_in(database, line(1), line(2)) == 2
    before = await exported(database)
    assert await take_in(database, line(2), line(1)) == 0
    assert await exported(database) == before


async def test_an_address_that_comes_again_with_another_figure_is_a_correction(database: Database) -> None:
    changed = line(1, text=TEXT.replace("1.2 million", "1.4 million"), published="2026-01-02T10:00:00+05:00")
    assert await take_in(database, line(1), changed) == 1
    (row,) = await exported(database)
    assert row["figures"][0]["value"] == 1_400_000.0
    ((was, now),) = [(one["was"], one["now"]) for one in row["evidence"]["corrections"]]
    assert (was, now) == ("1.2 million tons", "1.4 million tons")


async def test_what_was_exported_can_be_imported_again_and_changes_nothing(database: Database) -> None:
    await take_in(database, line(1), line(2))
    before = await exported(database)
    assert await take_in(database, *map(json.dumps, before)) == 0
    assert await exported(database) == before


async def test_every_report_comes_out_with_what_is_thought_of_it(database: Database) -> None:
    await take_in(database, line(1))
    (row,) = await exported(database)
    assert row.keys() == {
        "url", "outlet", "title", "language", "published", "countries", "sectors", "topics", "figures",
        "summary", "background", "story", "thread", "primary_source", "related", "evidence",
    }  # fmt: skip
    assert (row["url"], row["outlet"], row["language"]) == ("https://outlet.example/1", "Orient", "en")
    assert row["published"] == "2026-01-01T05:00:00+00:00"
    assert "TM" in row["countries"]
    assert {"value": 1200000.0, "unit": "t"}.items() <= row["figures"][0].items()
    assert row["evidence"]["country:TM"]
    assert row["story"] == row["thread"]


async def test_a_report_comes_out_under_the_address_that_it_came_in_by(database: Database) -> None:
    written = "https://Outlet.example/1?from=rss#top"
    assert await take_in(database, line(1, url=written)) == 1
    assert await take_in(database, line(1), line(1, url=written)) == 0
    assert [row["url"] for row in await exported(database)] == [written]


async def test_what_is_like_a_report_comes_out_beside_it(database: Database) -> None:
    other = "Uzbekistan's urea plant in Navoi exports urea through Garabogaz."
    await take_in(
        database,
        line(1, title="Garabogaz urea plant exports"),
        line(2, title="Navoi urea plant exports", text=other, published="2026-05-02T10:00:00+05:00"),
        *(line(n, title=f"Parliament elects speaker {n}", text=f"Speaker {n}.") for n in range(3, 9)),
    )
    rows = {row["url"][-1]: row for row in await exported(database)}
    assert "https://outlet.example/2" in rows["1"]["related"]


async def test_a_hit_is_shown_with_its_address_title_and_score(database: Database) -> None:
    speeches = (line(n, title=f"Parliament elects speaker {n}", text=f"Speaker {n}.") for n in range(2, 6))
    await take_in(database, line(1), *speeches)
    async with database.reading() as connection:
        hits = await search.search(connection, parse("мочевина"), NOW)
        (shown,) = await archive.hits(connection, hits)
    assert shown["title"] == "Urea exports grow, part 1"
    assert shown.keys() == {"url", "title", "outlet", "published", "score", "story"}
    assert shown["score"] > 0


async def test_a_hit_whose_article_has_gone_is_not_shown(database: Database) -> None:
    async with database.reading() as connection:
        assert await archive.hits(connection, [Hit(9, None, 1.0, NOW)]) == []


async def test_terms_of_older_rules_are_made_anew_and_all_is_found_again(database: Database) -> None:
    await take_in(database, *(line(n) for n in range(1, 6)))
    async with database.transaction() as connection:
        await connection.execute(update(search_articles).values(analyser=0))
        assert await search.count_stale(connection) == 5
    assert await reindex(database) == 5
    assert await reindex(database) == 0
    async with database.reading() as connection:
        assert await search.count_stale(connection) == 0
        found = await search.search(connection, parse("мочевина"), NOW, by_story=False)
    assert len(found) == 5
    assert await count(database) == 0


async def test_terms_of_an_article_that_has_gone_are_forgotten(database: Database) -> None:
    await take_in(database, line(1))
    async with database.transaction() as connection:
        await connection.execute(update(search_articles).values(analyser=0))
        await connection.exec_driver_sql("UPDATE articles SET verdict = NULL")
    assert await reindex(database) == 1
    async with database.reading() as connection:
        assert await search.search(connection, parse("urea"), NOW) == []


async def count(database: Database) -> int:
    async with database.reading() as connection:
        return await count_unjudged(connection)
