"""OPML in and out: what we write we read, what strangers write does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.opml import key_of, read, write
from feeds.unreadable import Unreadable
from model import Source, SourceKind


def opml(body: str) -> bytes:
    return f'<opml version="1.0"><head/><body>{body}</body></opml>'.encode()


def feeds(text: bytes) -> tuple[Source, ...]:
    found = read(text)
    assert not isinstance(found, Unreadable), found
    return found


def code(found: tuple[Source, ...] | Unreadable) -> str:
    assert isinstance(found, Unreadable), found
    return found.code


def test_nested_outlines_give_their_feeds_in_order() -> None:
    found = feeds(
        opml(
            '<outline text="Asia">'
            '<outline text="One" xmlUrl="http://one.example/rss" htmlUrl="http://one.example/"/>'
            '<outline text="Deep">'
            '<outline title="Two &amp; co" xmlUrl="https://two.example/f?a=1&amp;b=2" language="RU-ru"/>'
            "</outline></outline>"
        )
    )
    assert [(one.name, one.url, one.homepage, one.languages) for one in found] == [
        ("One", "http://one.example/rss", "http://one.example/", ()),
        ("Two & co", "https://two.example/f?a=1&b=2", "", ("ru",)),
    ]
    assert {one.kind for one in found} == {SourceKind.FEED}


def test_a_feed_named_twice_is_one() -> None:
    assert len(feeds(opml('<outline xmlUrl="http://a.example/"/>' * 2))) == 1


def test_names_of_attributes_and_the_feed_scheme_are_forgiven() -> None:
    (one, two) = feeds(
        opml('<OUTLINE XMLURL="feed://a.example/x"/><outline xmlurl="feed:https://b.example/"/>')
    )
    assert (one.url, one.name) == ("http://a.example/x", "a.example")
    assert two.url == "https://b.example/"


def test_a_telegram_channel_is_recognised() -> None:
    (channel,) = feeds(opml('<outline text="C" xmlUrl="https://t.me/some_channel"/>'))
    assert (channel.kind, channel.url) == (SourceKind.CHANNEL, "https://t.me/s/some_channel")


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.example/", "javascript:alert(1)", "http://", "/rss", "http://a.example/" + "x" * 2048],
)
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    assert feeds(opml(f'<outline text="x" xmlUrl="{url}"/>')) == ()


def test_other_encodings_are_read_as_declared() -> None:
    head = b'<?xml version="1.0" encoding="windows-1251"?>'
    text = opml('<outline text="Новости" xmlUrl="http://a.example/"/>').decode().encode("windows-1251")
    assert feeds(head + text)[0].name == "Новости"


LAUGHS = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
SECRET = '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "empty"), (b" \n", "empty"), (b"hello", "broken"), (b"<opml><body>", "broken"),
        (b"\xff\xfe<", "broken"), (b"<html/>", "not-opml"), (b"<rss/>", "not-opml"),
        (b'<?xml version="1.0" encoding="nonsense"?><opml/>', "broken"),
        (f"{LAUGHS}<opml>&b;</opml>".encode(), "entities"),
        (f"{SECRET}<opml>&a;</opml>".encode(), "entities"),
        (opml("<outline>" * 100), "too-deep"), (b"<a>" * 1_000_000, "not-opml"),
        (b"<opml " + b" ".join(b'a%d=""' % n for n in range(20_000)) + b"/>", "too-deep"),
        (b" " * (4 * 1024 * 1024) + b"<opml/>", "too-large"),
        (opml("".join(f'<outline xmlUrl="http://a.example/{n}"/>' for n in range(10_001))), "too-many"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_list_is_refused_with_a_reason(text: bytes, expected: str) -> None:
    assert code(read(text)) == expected


def test_the_caller_may_set_tighter_limits() -> None:
    list_ = opml('<outline xmlUrl="http://a.example/"/><outline xmlUrl="http://b.example/"/>')
    assert code(read(list_, most=1)) == "too-many"
    assert code(read(list_, largest=10)) == "too-large"


def test_keys_are_short_stable_and_unique() -> None:
    assert key_of("https://www.example.org/rss") == key_of("https://www.example.org/rss")
    keys = {key_of(f"https://www.example.org/rss/{number}") for number in range(1_000)}
    assert len(keys) == 1_000
    assert all(key.startswith("example-org-") and len(key) <= 60 for key in keys)


words = st.text(max_size=50)
places = st.from_regex(r"https?://[a-z]{1,10}\.example/[a-z0-9?=&;'\"<>%-]{0,30}", fullmatch=True)
sources = st.builds(
    Source, key=words, name=words, kind=st.just(SourceKind.FEED), url=places, homepage=places,
    languages=st.sampled_from([(), ("ru",), ("uz", "en")]),
)  # fmt: skip


@given(st.lists(sources, unique_by=lambda source: source.url))
def test_what_we_write_we_read(written: list[Source]) -> None:
    found = feeds(write(written).encode())
    assert [(one.url, one.homepage, one.languages[:1]) for one in found] == [
        (one.url, one.homepage, one.languages[:1]) for one in written
    ]
    assert write(found) == write(feeds(write(found).encode()))


def test_pages_and_lists_are_exported_as_links() -> None:
    page = Source("p", "Page", SourceKind.PAGE, "http://p.example/news")
    assert 'type="link"' in write([page])
    assert feeds(write([page]).encode()) == ()


@given(st.binary(max_size=300) | st.text(max_size=200).map(opml))
def test_no_bytes_break_the_reader(text: bytes) -> None:
    found = read(text)
    assert isinstance(found, Unreadable) or len({source.url for source in found}) == len(found)
