"""A saved query as an Atom feed."""

from datetime import UTC, datetime

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from model import Story, SummarySentence, Telling
from views.atom import feed

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def story(headline: str, text: str, url: str) -> Story:
    telling = Telling(1, "Kapital", url, headline, "en", NOW)
    return Story(
        7, 7, headline, "en", (SummarySentence(text, 1),), (telling,), NOW, NOW, countries=("TM",)
    )  # fmt: skip


def test_an_entry_has_what_readers_want() -> None:
    told = story("Urea plant opens", "It opened.", "https://k.example/7")
    read = feedparser.parse(feed("urea", [told], "en", address="https://c.example/feed/x.atom", now=NOW))
    assert read.feed.title == "Chapar: urea"
    (entry,) = read.entries
    assert (entry.title, entry.summary, entry.link) == (
        "Urea plant opens",
        "It opened.",
        "https://k.example/7",
    )
    assert entry.published_parsed[:3] == (2026, 3, 2)
    assert [tag.term for tag in entry.tags] == ["TM"]


def test_a_query_without_answers_is_a_feed_too() -> None:
    assert not feedparser.parse(feed("urea", [], "en", address="https://c.example/x", now=NOW)).entries


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_an_outlet_says_the_feed_is_well_formed(headline: str, text: str, url: str) -> None:
    written = feed("a", [story(headline, text, url)], "en", address="https://c.example/x", now=NOW)
    assert not feedparser.parse(written).bozo
