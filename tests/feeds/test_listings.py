"""Listing pages and JSON lists: what is on them comes out, whatever else stands around it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.page import item_text, items, listing
from feeds.unreadable import Unreadable
from model import Entry, JsonRules, PageRules, Source, SourceKind

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CARDS = PageRules("div.card", "a.more", "h3", ".date", ".lead", ".pic")


def outlet(rules: PageRules | None = CARDS, url: str = "https://ministry.example/ru/news") -> Source:
    return Source("m", "Ministry", SourceKind.PAGE, url, zone="Asia/Tashkent", page=rules)


def card(path: str, title: str, date: str = "", lead: str = "", extra: str = "") -> str:
    return (
        f'<div class="card">{extra}<a class="more" href="{path}"><h3>{title}</h3></a>'
        f'<p class="lead">{lead}</p><span class="date">{date}</span></div>'
    )


def read(html: str, source: Source | None = None) -> tuple[Entry, ...]:
    found = listing(source or outlet(), html.encode(), "", NOW)
    assert not isinstance(found, Unreadable), found
    return found


def code(found: object) -> str:
    assert isinstance(found, Unreadable), found
    return found.code


def test_a_card_becomes_an_entry() -> None:
    (entry,) = read(
        card("/ru/view/1", "Завод &amp; порт", "23.11.2026 14:25", "Подробности <b>там</b>")
        + '<div class="card">A card without a link</div>'
    )
    assert entry == Entry(
        guid="https://ministry.example/ru/view/1",
        url="https://ministry.example/ru/view/1",
        title="Завод & порт",
        html="<p>Подробности там</p>",
        published=datetime(2026, 11, 23, 9, 25, tzinfo=UTC),
    )


def test_a_story_shown_twice_is_one_though_its_address_is_marked() -> None:
    found = read(
        card("/view/1", "One") + card("/view/1?utm_source=slider#top", "One") + card("/view/2", "Two")
    )
    assert [entry.title for entry in found] == ["One", "Two"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("сегодня, 10:30", datetime(2026, 11, 24, 5, 30, tzinfo=UTC)),
        ("20 ноября 2026", datetime(2026, 11, 19, 19, 0, tzinfo=UTC)),
        ("20-noyabr, 2026", datetime(2026, 11, 19, 19, 0, tzinfo=UTC)),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_those_of_the_outlets_zone(date: str, expected: datetime | None) -> None:
    assert read(card("/view/1", "One", date))[0].published == expected


def test_a_date_for_machines_goes_before_words() -> None:
    html = card("/view/1", "One").replace(
        '<span class="date">', '<time class="date" datetime="2026-11-20T10:00:00+03:00">yesterday<i>'
    )
    assert read(html)[0].published == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def test_a_link_may_be_the_whole_card_with_date_and_title_in_one() -> None:
    rules = PageRules("a.news-card")
    html = '<a class="news-card" href="eco/1">09:16, 04 Май 2026 Экспорт меди вырос</a>'
    (entry,) = read(html, outlet(rules))
    assert (entry.title, entry.url) == ("Экспорт меди вырос", "https://ministry.example/ru/eco/1")
    assert entry.published == datetime(2026, 5, 4, 4, 16, tzinfo=UTC)


def test_links_lead_where_the_pages_base_says() -> None:
    html = '<head><base href="https://other.example/a/"></head>' + card("b/1", "One")
    assert read(html)[0].url == "https://other.example/a/b/1"


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ('<img class="pic" src="/i/1.jpg">', "https://ministry.example/i/1.jpg"),
        (
            '<img class="pic" src="data:image/gif;base64,R0" data-src="/i/2.jpg">',
            "https://ministry.example/i/2.jpg",
        ),
        ('<i class="pic" style="background: url(\'/i/3.jpg\')"></i>', "https://ministry.example/i/3.jpg"),
        ("", ""),
    ],
)
def test_pictures_are_found_where_sites_put_them(picture: str, expected: str) -> None:
    assert read(card("/view/1", "One", extra=picture))[0].image == expected


def test_a_page_in_an_old_charset_is_read_as_it_says() -> None:
    body = card("/view/1", "Завод").encode("windows-1251")
    found = listing(outlet(), body, "windows-1251", NOW)
    assert not isinstance(found, Unreadable)
    assert found[0].title == "Завод"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("<p>We moved</p>", "no-items"),
        ('<div class="card"><a class="more" href="javascript:x()"><h3>One</h3></a></div>', "no-links"),
        ('<div class="card"><a class="more" href="/ru/news"><h3>The list itself</h3></a></div>', "no-links"),
        ('<div class="card"><a class="more" href="/1"><h3> </h3></a></div>', "no-links"),
    ],
)
def test_a_page_without_news_says_why(html: str, expected: str) -> None:
    assert code(listing(outlet(), html.encode(), "", NOW)) == expected


def test_rules_are_needed() -> None:
    assert code(listing(outlet(None), b"<p>", "", NOW)) == "no-rules"
    assert code(items(outlet(), b"[]")) == "no-rules"
    assert item_text(outlet(), b"{}") == ""


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: card(text, text, text, text).encode())
)
def test_no_bytes_break_a_listing(body: bytes) -> None:
    read = listing(outlet(), body, "", NOW)
    assert isinstance(read, Unreadable) or all(entry.title and entry.url for entry in read)


# ---------------------------------------------------------------- lists behind an API

API = JsonRules(
    items="data.rows",
    guid="id",
    title="title",
    date="date",
    page_url="https://gov.example/view/{id}",
    lead="anons",
    image="pic.url",
    item_url="https://api.gov.example/view?id={id}",
    item_body="data.0.body",
)
GOV = Source("g", "Gov", SourceKind.JSON, "https://api.gov.example/list", zone="Asia/Tashkent", json=API)


def rows(*found: object) -> bytes:
    return json.dumps({"data": {"rows": found}}).encode()


def test_an_item_of_a_list_becomes_an_entry() -> None:
    row = {
        "id": 7, "title": "Zavod &quot;A&quot;", "date": "2026-11-20 14:25:00", "anons": "2 < 3",
        "pic": {"url": "/u/a.jpg"},
    }  # fmt: skip
    assert items(GOV, rows(row)) == (
        Entry(
            guid="7",
            url="https://gov.example/view/7",
            title='Zavod "A"',
            html="2 &lt; 3",
            published=datetime(2026, 11, 20, 9, 25, tzinfo=UTC),
            image="https://api.gov.example/u/a.jpg",
        ),
    )


def test_a_lead_with_markup_stays_markup() -> None:
    found = items(GOV, rows({"id": 1, "title": "One", "anons": "<p>Bir&nbsp;ikki</p>"}))
    assert not isinstance(found, Unreadable)
    assert found[0].html == "<p>Bir&nbsp;ikki</p>"


@pytest.mark.parametrize("date", [1_795_600_000, "1795600000", 1_795_600_000_000])
def test_dates_may_be_seconds_or_milliseconds_of_the_clock(date: object) -> None:
    found = items(GOV, rows({"id": 1, "title": "One", "date": date}))
    assert not isinstance(found, Unreadable)
    assert found[0].published == datetime.fromtimestamp(1_795_600_000, UTC)


def test_what_stands_in_an_address_cannot_lead_elsewhere() -> None:
    found = items(GOV, rows({"id": "../../evil?x=1#", "title": "One"}))
    assert not isinstance(found, Unreadable)
    assert found[0].url == "https://gov.example/view/..%2F..%2Fevil%3Fx%3D1%23"


def test_items_without_a_name_a_title_or_an_address_are_left_out() -> None:
    good = {"id": 1, "title": "One"}
    found = items(
        GOV, rows({"title": "x"}, {"id": 2}, {"id": None, "title": "x"}, "word", None, [1], good, good)
    )
    assert not isinstance(found, Unreadable)
    assert [entry.guid for entry in found] == ["1"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "broken"), (b"<html>", "broken"), (b"{}", "no-items"), (b"[]", "no-items"),
        (b'{"data": {"rows": {}}}', "no-items"), (rows({"id": 1}), "no-items"), (b"[" * 100_000, "broken"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_list_says_so(body: bytes, expected: str) -> None:
    assert code(items(GOV, body)) == expected


def test_an_empty_list_is_no_trouble() -> None:
    assert items(GOV, rows()) == ()


def test_the_items_own_answer_gives_its_text_a_paragraph_a_line() -> None:
    body = {"data": [{"body": "<p>Birinchi &nbsp;xat.</p><p>&nbsp;</p><p>Ikkinchi <b>xat</b>.</p>"}]}
    assert item_text(GOV, json.dumps(body).encode()) == "Birinchi xat.\nIkkinchi xat."
    assert item_text(GOV, b"{") == item_text(GOV, b"{}") == ""


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "rows", "id", "title", "date", "pic", "url"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(values)
def test_whatever_a_list_says_whole_entries_come_out_and_hurt_no_other(value: object) -> None:
    alone = items(GOV, json.dumps(value).encode())
    beside = items(GOV, rows(value, {"id": "ours", "title": "t", "date": value, "pic": value}))
    assert not isinstance(beside, Unreadable)
    assert "ours" in {entry.guid for entry in beside}
    for entry in [*beside, *(() if isinstance(alone, Unreadable) else alone)]:
        assert entry.guid
        assert entry.title
        assert entry.url.startswith("https://gov.example/view/")
        assert entry.image.startswith("https://") or not entry.image
        assert entry.published is None or entry.published.tzinfo is not None


@given(values)
def test_whatever_an_items_answer_says_its_text_has_no_empty_line(value: object) -> None:
    lines = item_text(GOV, json.dumps({"data": [{"body": value}]}).encode()).split("\n")
    assert lines == [""] or all(line.strip() for line in lines)
