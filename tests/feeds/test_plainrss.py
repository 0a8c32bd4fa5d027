"""The quick reader of RSS says what feedparser says, or leaves the document to it."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import plainrss, xmlfeed
from feeds.charsets import text_of
from feeds.parsed import Parsed
from feeds.plainrss import UnusualError
from feeds.prescan import TrapError, feed_in, scan, without_controls
from tests.feeds.mutants import CORPUS, OURS, wounded
from tests.feeds.test_parse import rss

HERE = "https://outlet.example/news/feed"
MUTANTS = 1_500


def document(body: bytes) -> str:
    """What the parsers see of a body, "" where they see nothing."""
    try:
        scanned = scan(feed_in(without_controls(text_of(body, ""))))
    except TrapError:
        return ""
    return "" if scanned.problem else scanned.document


def by_feedparser(text: str) -> Parsed:
    """The document after a declaration, which the quick reader leaves to feedparser."""
    return xmlfeed.read(
        "<!DOCTYPE rss>" + text.partition("?>")[2] if "?>" in text[:200] else "<!DOCTYPE rss>" + text,
        HERE,
        "UTC",
    )


def compared(bodies: list[bytes]) -> int:
    """How many of the documents the quick reader takes; it agrees with feedparser on each."""
    taken = 0
    for body in bodies:
        text = document(body)
        try:
            plainrss.read(text, HERE)
        except (UnusualError, SyntaxError):
            continue
        taken += 1
        assert xmlfeed.read(text, HERE, "UTC") == by_feedparser(text), text[:2_000]
    return taken


def test_mutants_are_read_alike() -> None:
    plain = [(OURS / name).read_bytes() for name in ("plain.xml", "windows-1251.xml")]
    chances = [random.Random(seed) for seed in range(MUTANTS)]
    assert compared([wounded(chance, chance.choice(plain), 1) for chance in chances]) > MUTANTS / 8


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/data/feeds")
def test_feeds_of_the_open_web_are_read_alike() -> None:
    paths = [*(CORPUS / "snapshots").iterdir(), *(CORPUS / "feedparser-wellformed" / "rss").iterdir()]
    assert compared([path.read_bytes() for path in paths]) > 60


def test_an_ordinary_feed_is_taken() -> None:
    assert compared([(OURS / "plain.xml").read_bytes()]) == 1


ITEM = "<item><title>t</title><link>/1</link>{}</item>"
ODDITIES = (
    "", "<guid>g</guid>", '<guid isPermaLink="false">g</guid>', "<guid>http://a.example/1</guid>",
    "<description>&lt;p&gt;x&lt;/p&gt;</description>", "<pubDate>Mon, 02 Mar 2026 09:30:00 +0500</pubDate>",
    "<pubDate>2 марта 2026</pubDate>", "<pubDate/>", '<enclosure url="/a.jpg" type="image/jpeg"/>',
    "<title>twice</title>", "<link/>", '<link rel="self" href="/x"/>', "<description><b>x</b></description>",
    "<image>x</image>", "<category domain='d'>c</category>", "<author>a@b.example (c)</author>",
    "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-01-01</dc:date>",
    "<y:full-text xmlns:y='http://news.yandex.ru'>all of it</y:full-text>",
    "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>more</content:encoded>",
    "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='/m.png' medium='image'/>",
    "<m:thumbnail xmlns:m='http://search.yahoo.com/mrss/' url='/t.png'/>", "<source url='/s'>s</source>",
    "<description xml:lang='ru'>x</description>", "<TITLE>x</TITLE>", "<unknown>x</unknown>",
    "<description>Ð¥Ð»Ð¾Ð¿Ð¾Ðº</description>", "<description>a\x96b</description>",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(ODDITIES), max_size=4),
    st.sampled_from(("", "<language>ru-RU</language>", "<ttl>5</ttl>")),
)
def test_whatever_an_item_says_is_read_alike(parts: list[str], head: str) -> None:
    compared([rss(head + ITEM.format("".join(parts))).encode()])


@given(st.text(max_size=80))
def test_whatever_a_title_says_is_read_alike(title: str) -> None:
    safe, link = title.replace("]]>", ""), re.sub("[<&]", "", title)
    item = f"<item><title><![CDATA[{safe}]]></title><link>{link}</link></item>"
    compared([rss(item).encode("utf-8", "ignore")])


@pytest.mark.parametrize(
    "text",
    ['<!DOCTYPE rss><rss version="2.0"><channel/></rss>', "<rss><channel/></rss>", "<feed/>",
     '<rss version="2.0"/>', '<rss version="2.0" xml:lang="ru"><channel/></rss>',
     '<rss version="2.0"><channel><item a="b"/></channel></rss>',
     '<rss version="2.0"><channel><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/"/></channel></rss>'],
)  # fmt: skip
def test_the_unusual_is_left_to_feedparser(text: str) -> None:
    with pytest.raises(UnusualError):
        plainrss.read(text, HERE)
