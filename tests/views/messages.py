"""Messages of every kind for Hypothesis: friendly words, hostile ones, and long ones."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from message import (
    Block,
    Bold,
    Bullets,
    Button,
    Buttons,
    Fold,
    Heading,
    Inline,
    Italic,
    Line,
    Link,
    Message,
    Open,
    Paragraph,
    Picture,
    Press,
    Rule,
    Table,
    Text,
    Time,
)  # fmt: skip

HOSTILE = st.sampled_from([
    "<b>", "</b>", "&lt;", "&", '"', "\u2028", "", " ", "\u200d", "🏽", "=1+1",
    "<script>alert(1)</script>", "\u202eevil\u202c", "Z\u0351\u0352\u0353\u0354algo",
    "\x00\x07", "🇹🇲🇺🇿", "👩\u200d👩\u200d👧", "a\nb\r\n\tc", "\ud800", "tg://user?id=1",
])  # fmt: skip
LONG = st.builds(
    lambda word, times: word * times, st.sampled_from(["x", "слово ", "ў", "𝔄", "🇹🇲"]), st.integers(1, 1_200)
)
WORDS = (
    LONG | st.text(max_size=60) | HOSTILE | st.lists(st.text("абвгд ", max_size=12), max_size=9).map(" ".join)
)
URLS = st.sampled_from([
    "https://example.org/a?b=1&c=2", "http://news.example.com:8080/x", "javascript:alert(1)", "https://u:p@example.org/",
    "ftp://example.org", "https://", "//example.org", 'https://example.org/"><b>', "https://exam ple.org", "",
    "https://пример.example/й", "http://localhost/x", "https://e.org:99999/",
    "https://e.org\\@evil.example/", "HTTPS://E.ORG/",
])  # fmt: skip
URLS |= st.builds(lambda times: "https://example.org/" + "a" * times, st.integers(1, 3_000))
MOMENTS = st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
STYLES = st.sampled_from(["", "r", "wDT", "dt", "D", "rD", "x", '">'])

inlines: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, WORDS), st.builds(Bold, WORDS), st.builds(Italic, WORDS), st.builds(Link, WORDS, URLS),
    st.builds(Time, MOMENTS, WORDS, STYLES),
)  # fmt: skip
lines: st.SearchStrategy[Line] = st.lists(inlines, max_size=4).map(tuple)
buttons: st.SearchStrategy[Button] = st.one_of(
    st.builds(Press, WORDS, st.text(max_size=70) | st.just("o:1"), st.sampled_from(["", "primary", "odd"])),
    st.builds(Open, WORDS, URLS),
)
rows = st.lists(buttons, max_size=10).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4) | st.just(22))
    row = st.lists(lines, min_size=columns, max_size=columns).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=3))), draw(lines))


simple: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, lines, st.integers(0, 8)),
    st.builds(Paragraph, lines),
    st.builds(Bullets, st.lists(lines, max_size=4).map(tuple), st.booleans(), st.integers(1, 9)),
    tables(),
    st.builds(Buttons, st.lists(rows, max_size=3).map(tuple), st.none() | buttons),
    st.builds(Picture, URLS, lines),
    st.just(Rule()),
)
blocks: st.SearchStrategy[Block] = st.recursive(
    simple,
    lambda inner: st.builds(Fold, lines, st.lists(inner, max_size=3).map(tuple), st.booleans()),
    max_leaves=4,
)
messages: st.SearchStrategy[Message] = st.builds(
    Message,
    st.lists(blocks, max_size=5).map(tuple),
    st.lists(rows, max_size=4).map(tuple),
    URLS,
    back=st.none() | st.builds(Press, WORDS, st.just("cy:plain")),
)


def text(words: str) -> Line:
    return (Text(words),)


def story_fold(name: str, number: int) -> Fold:
    rows = ((Press("Read", f"o:{number}"), Press("Save", f"s:{number}")),)
    return Fold(text(name), (Paragraph(text("inside")), Buttons(rows, Press("Open", f"o:{number}"))))
