"""The sample outlets over real HTTP on loopback: feeds, pages, pictures, validators and the clock."""

import socket
import struct
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import feedparser
import httpx
import pytest
import uvicorn
from selectolax.lexbor import LexborHTMLParser, LexborNode

from model import Source, SourceKind
from playground.outlets import app, sources
from playground.pictures import HEIGHT, WIDTH, png
from playground.samples import SampleReport, outlets, reports

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
FEEDS = [outlet.key for outlet in outlets() if outlet.kind is SourceKind.FEED]


class Town:
    """The outlets served on loopback, with a clock the test turns."""

    def __init__(self, port: int) -> None:
        self.now = START
        self.base = f"http://127.0.0.1:{port}"
        self.app = app(START, lambda: self.now, self.base)
        self.sources = {source.key: source for source in sources(self.base)}
        self.client = httpx.Client()

    def get(self, url: str, **headers: str) -> httpx.Response:
        return self.client.get(url, headers={name.replace("_", "-"): text for name, text in headers.items()})

    def front(self, key: str, **headers: str) -> httpx.Response:
        return self.get(self.sources[key].url, **headers)


@pytest.fixture(scope="module")
def served() -> Iterator[Town]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms
        town = Town(listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(town.app, lifespan="off", log_level="error"))
        running = Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        with town.client:
            yield town
        server.should_exit = True
        running.join()


@pytest.fixture
def town(served: Town) -> Town:
    served.now = START
    return served


def first(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes[name] or ""


def due(key: str, now: datetime) -> list[SampleReport]:
    return [report for report in reports() if report.outlet == key and report.published(START) <= now]


@pytest.mark.parametrize("key", FEEDS)
def test_a_feed_lists_every_report_due_with_its_teaser_and_date(town: Town, key: str) -> None:
    answer = town.front(key)
    assert answer.status_code == 200
    expected = due(key, START)
    if answer.headers["content-type"].startswith("application/feed+json"):
        found = [
            (item["title"], datetime.fromisoformat(item["date_published"])) for item in answer.json()["items"]
        ]
    else:
        parsed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
        assert not parsed.bozo
        stamps = [entry.get("published_parsed") or entry.updated_parsed for entry in parsed.entries]
        moments = [datetime.fromtimestamp(timegm(stamp), UTC) for stamp in stamps]
        found = [(entry.title, moment) for entry, moment in zip(parsed.entries, moments, strict=True)]
        assert [entry.summary.replace("<p>", "").replace("</p>", "") for entry in parsed.entries] == [
            report.teaser for report in expected
        ]
    assert found == [(report.title, report.published(START)) for report in expected]


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.key)
def test_an_article_page_holds_the_whole_text_amid_its_surroundings(town: Town, outlet: Source) -> None:
    for report in due(outlet.key, START):
        if outlet.kind is SourceKind.CHANNEL:
            continue
        answer = town.get(f"{town.base}/{outlet.key}/news/{report.id}")
        assert answer.status_code == 200
        page = LexborHTMLParser(answer.text)
        source = town.sources[outlet.key]
        assert [node.text() for node in page.css(f"{source.body} p")] == list(report.body)
        assert first(page, "h1").text() == report.title
        assert first(page, "aside.related a").text() not in (report.title, "")
        assert bool(page.css("figure")) == report.image
        stamp = attribute(first(page, "meta[property='article:published_time']"), "content")
        assert datetime.fromisoformat(stamp) == report.published(START)


def test_a_feed_in_windows_1251_says_so_and_is(town: Town) -> None:
    answer = town.front("khazar-press")
    assert answer.headers["content-type"] == "application/rss+xml; charset=windows-1251"
    assert "Хазар-Пресс" in answer.content.decode("windows-1251")


def test_a_reader_who_holds_the_answer_gets_304_and_no_body(town: Town) -> None:
    for key in town.sources:
        held = town.front(key)
        again = town.front(key, if_none_match=held.headers["etag"])
        assert (again.status_code, again.content) == (304, b""), key
        dated = town.front(key, if_modified_since=held.headers["last-modified"])
        assert dated.status_code == 304, key
        assert (town.front(key, if_none_match='"another"')).status_code == 200
        assert (town.front(key, if_modified_since="yesterday")).status_code == 200


def test_breaking_news_come_with_the_clock(town: Town) -> None:
    before = town.front("caspian-ledger")
    breaking = [report for report in reports() if report.outlet == "caspian-ledger" and report.breaking]
    address = f"{town.base}/caspian-ledger/news/{breaking[0].id}"
    assert breaking[0].title not in before.text
    assert (town.get(address)).status_code == 404
    town.now = breaking[0].published(START)
    after = town.front("caspian-ledger", if_none_match=before.headers["etag"])
    assert after.status_code == 200
    assert breaking[0].title in after.text
    assert (town.get(address)).status_code == 200


def test_a_listing_page_can_be_read_by_its_rules(town: Town) -> None:
    source = town.sources["sanoat-vazirligi"]
    rules = source.page
    assert rules
    page = LexborHTMLParser((town.front(source.key)).text)
    expected = due(source.key, START)
    cards = page.css(rules.item)
    assert [first(card, rules.title).text() for card in cards] == [report.title for report in expected]
    assert [first(card, rules.lead).text() for card in cards] == [report.teaser for report in expected]
    zone = ZoneInfo(source.zone)
    assert [first(card, rules.date).text() for card in cards] == [
        f"{report.published(START).astimezone(zone):%d.%m.%Y %H:%M}" for report in expected
    ]
    for card in cards:
        assert (town.get(attribute(first(card, rules.link), "href"))).status_code == 200


def test_an_api_can_be_read_by_its_rules(town: Town) -> None:
    source = town.sources["iqtisod-bugun"]
    rules = source.json
    assert rules
    rows = (town.front(source.key)).json()[rules.items]
    expected = due(source.key, START)
    assert [(row[rules.guid], row[rules.title]) for row in rows] == [
        (report.id, report.title) for report in expected
    ]
    zone = ZoneInfo(source.zone)
    moments = [datetime.fromisoformat(row[rules.date]).replace(tzinfo=zone) for row in rows]
    assert moments == [report.published(START) for report in expected]
    for row, report in zip(rows, expected, strict=True):
        assert (town.get(rules.page_url.format(**row))).status_code == 200
        answer = (town.get(rules.item_url.format(**row))).json()
        assert answer["data"]["body"].count("<p>") == len(report.body)


def test_a_channel_shows_its_messages_oldest_first_with_the_whole_text(town: Town) -> None:
    source = town.sources["altynyol_ulag"]
    page = LexborHTMLParser((town.front(source.key)).text)
    expected = due(source.key, START)[::-1]
    posts = page.css("div.tgme_widget_message")
    texts = [first(post, ".tgme_widget_message_text").text() for post in posts]
    assert texts == [report.title + "".join(report.body) for report in expected]
    links = [first(post, "a.tgme_widget_message_date") for post in posts]
    stamps = [attribute(first(link, "time"), "datetime") for link in links]
    assert [datetime.fromisoformat(stamp) for stamp in stamps] == [
        report.published(START) for report in expected
    ]
    assert [attribute(post, "data-post") for post in posts] == [
        f"{source.key}/{101 + number}" for number in range(len(posts))
    ]
    for link, report in zip(links, expected, strict=True):
        assert report.title in (town.get(attribute(link, "href"))).text


def test_a_picture_is_a_png_and_the_same_each_time(town: Town) -> None:
    report = next(report for report in reports() if report.image and report.after < timedelta(0))
    answer = town.get(f"{town.base}/{report.outlet}/images/{report.id}.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", answer.content[16:24]) == (WIDTH, HEIGHT)
    assert answer.content == png(report.id)


def test_what_is_not_there_is_404(town: Town) -> None:
    bare = next(report for report in due("caspian-ledger", START) if not report.image)
    for path in (
        "/nobody",
        "/nobody/feed.xml",
        "/caspian-ledger/feed.json",
        "/s/caspian-ledger",
        "/caspian-ledger/101",
        "/altynyol_ulag/9999",
        "/caspian-ledger/news/nothing",
        f"/caspian-ledger/images/{bare.id}.png",
    ):
        assert (town.get(town.base + path)).status_code == 404, path


def test_an_outlet_has_a_front_page_for_people(town: Town) -> None:
    page = town.get(town.sources["delovoy-turan"].homepage)
    assert page.status_code == 200
    assert all(report.title in page.text for report in due("delovoy-turan", START)[:3])


def test_sources_are_absolute_unique_and_named_as_the_outlets() -> None:
    found = sources("http://127.0.0.1:8080/outlets/")
    assert len({source.key for source in found}) == len({source.url for source in found}) == len(outlets())
    assert all(source.url.startswith("http://127.0.0.1:8080/outlets/") for source in found)
    assert {source.name for source in found} == {outlet.name for outlet in outlets()}
    assert found[-1].url == "http://127.0.0.1:8080/outlets/s/altynyol_ulag"


def test_five_days_later_everything_is_out(town: Town) -> None:
    town.now = START + timedelta(days=5)
    answer = town.front("steppe-markets")
    assert len(answer.json()["items"]) == len([r for r in reports() if r.outlet == "steppe-markets"])
