"""Traps, pages and nonsense end in their reason before a parser sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse import NotAFeed, Unreadable
from feeds.parsed import from_json, to_json
from tests.feeds.test_parse import parsed, read, rss


def test_a_page_is_no_feed_but_may_announce_some() -> None:
    outcome = read(
        '<!DOCTYPE html><html><head><base href="/sub/"><title>x</title>'
        '<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="rss">'
        '<link rel="ALTERNATE" type="application/atom+xml" href="https://other.example/atom">'
        '<link rel="alternate" type="application/rss+xml" href="rss">'
        '<link rel="alternate" hreflang="ru" href="/ru">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:x"></head></html>'
    )
    assert isinstance(outcome, NotAFeed)
    assert outcome.code == "not-a-feed"
    assert outcome.feeds == (
        ("https://outlet.example/sub/rss", "All & more"),
        ("https://other.example/atom", ""),
    )


TRAP = "<!DOCTYPE rss [{}]>" + rss("<item><title>&a;</title></item>")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", "empty"), (" \n\t", "empty"), ("\0\0", "empty"),
        ("hello", "not-a-feed"), ("<opml/>", "not-a-feed"),
        ("\x89PNG\r\n", "not-a-feed"), ('{"a": 1}', "not-a-feed"), ("[1]", "not-a-feed"), ("{", "broken"),
        ('{"version": "https://jsonfeed.org/version/1"}', "broken"), ("<rss><channel>", "broken"),
        ("[" * 100_000, "too-deep"), ("<rss>" + "<a>" * 300, "too-deep"),
        ("<rss><a " + " ".join(f'a{n}=""' for n in range(300)) + "/></rss>", "too-many-attributes"),
        ("<rss>" + "<a/>" * 200_001 + "</rss>", "too-many-elements"),
        (TRAP.format('<!ENTITY b "ha"><!ENTITY a "&b;&b;">'), "entities"),
        (TRAP.format(f'<!ENTITY a "{"x" * 2_000}">'), "entities"),
        (TRAP.format("".join(f'<!ENTITY a{n} "x">' for n in range(400))), "entities"),
    ],
)  # fmt: skip
def test_a_trap_or_nonsense_ends_in_its_reason(document: str, code: str) -> None:
    outcome = read(document)
    assert isinstance(outcome, Unreadable), outcome
    assert outcome.code == code


def test_external_entities_are_not_opened() -> None:
    outcome = parsed(TRAP.format('<!ENTITY a SYSTEM "file:///etc/hostname">'))
    assert outcome.entries[0].title == "&a;"


def test_a_body_that_names_a_file_is_not_opened() -> None:
    assert isinstance(read("/etc/hostname"), Unreadable)


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(rss)
    | st.text(max_size=100).map(lambda text: rss(f"<item><title>{text}</title></item>"))
)
def test_any_bytes_end_in_an_outcome_that_survives_the_pipe(body: bytes | str) -> None:
    outcome = read(body)
    assert from_json(to_json(outcome)) == outcome
