"""The catalogue: every row that can be used is, every other one has a sentence, nothing is raised."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.links import canonical
from feeds.opml import write
from feeds.sources import Catalogue, read
from model import JsonRules, Ownership, PageRules, Source, SourceKind

OURS = Path(__file__).parents[2] / "feeds" / "sources.toml"
GOOD = """
[zones]
UZ = "Asia/Tashkent"

[[feed]]
key = "good"
name = "Good"
url = "https://good.example/rss"
country = "UZ"
languages = ["uz", "ru"]
ownership = "state"
alternatives = ["https://good.example/feed"]
"""


def of(text: str | bytes, folder: Path) -> Catalogue:
    file = folder / "list"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(file)


def feed(*lines: str) -> str:
    return "\n[[feed]]\n" + "\n".join(lines)


def test_a_row_becomes_a_source_with_the_zone_of_its_country(tmp_path: Path) -> None:
    assert of(GOOD, tmp_path) == Catalogue(
        (
            Source(
                key="good",
                name="Good",
                kind=SourceKind.FEED,
                url="https://good.example/rss",
                languages=("uz", "ru"),
                country="UZ",
                ownership=Ownership.STATE,
                zone="Asia/Tashkent",
                alternatives=("https://good.example/feed",),
            ),
        )
    )


def test_a_channel_needs_only_its_name(tmp_path: Path) -> None:
    found = of('[[channel]]\nchannel = "Some_News"\nname = "Some news"', tmp_path)
    assert found.problems == ()
    (channel,) = found.sources
    assert (channel.key, channel.kind) == ("tg-some_news", SourceKind.CHANNEL)
    assert (channel.url, channel.homepage) == ("https://t.me/s/Some_News", "https://t.me/Some_News")


def test_pages_and_lists_bring_their_rules(tmp_path: Path) -> None:
    found = of(
        """
        [[page]]
        key = "cards"
        name = "Cards"
        url = "https://cards.example/news"
        page.item = "div.card"
        page.title = "h3"
        [[json]]
        key = "list"
        name = "List"
        url = "https://list.example/api"
        headers = { code = "one", language = "oz" }
        json.items = "data"
        json.guid = "id"
        json.title = "t"
        json.date = "d"
        json.page_url = "https://list.example/{id}"
        """,
        tmp_path,
    )
    assert found.problems == ()
    page, list_ = found.sources
    assert page.page == PageRules("div.card", title="h3")
    assert list_.json == JsonRules("data", "id", "t", "d", "https://list.example/{id}")
    assert list_.headers == (("code", "one"), ("language", "oz"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (feed('name = "N"'), "list: feed 2: "),
        (feed('key = "x"', 'name = "N"'), "list: x: url: "),
        (feed('key = "X Y"', 'name = "N"', 'url = "https://x.example"'), "key: 'X Y' is not small letters"),
        (feed('key = "x"', 'name = " "', 'url = "https://x.example"'), "name: is empty"),
        (feed('key = "x"', 'name = "N"', 'url = "ftp://x.example"'), "url: is no web address"),
        (feed('key = "x"', 'name = "N"', "url = 5"), "url: input should be a valid string"),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'alternatives = ["x"]'),
            "url: is no web",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'homepage = "x"'),
            "homepage: is no web",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'country = "Uz"'),
            "country: 'Uz' is not",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'languages = ["Russian"]'),
            "languages:",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'zone = "Asia/Nowhere"'),
            "zone: nobody",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'zone = "../etc"'),
            "zone: nobody knows",
        ),
        (feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'ownership = "ours"'), "ownership: "),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'langs = "ru"'),
            "nothing is called langs",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'body = "p["'),
            "'p[' is no CSS selector",
        ),
        (
            feed('key = "x"', 'name = "N"', 'url = "https://x.example"', 'page.item = "p"'),
            "page: rules are for",
        ),
        (feed('key = "good"', 'name = "N"', 'url = "https://x.example"'), "another source has this key"),
        (feed('key = "x"', 'name = "N"', 'url = "https://good.example/rss"'), "good has the same address"),
        ('[[page]]\nkey = "x"\nname = "N"\nurl = "https://x.example"', "page: rules are for pages"),
        ('[[page]]\nname = "N"\nurl = "https://x.example"\npage = { item = "p", lnk = "a" }', "page.lnk"),
        ('[[json]]\nkey = "x"\nname = "N"\nurl = "https://x.example"', "json: rules are for lists"),
        ('[[channel]]\nname = "N"', "channel: '' is not the name of a channel"),
        ('[[channel]]\nname = "N"\nchannel = "a/../b"', "is not the name of a channel"),
        ('[[newspaper]]\nname = "N"', "there is no kind of source called newspaper"),
        ("[words]\nx = 1", "there is no kind of source called words"),
    ],
)
def test_a_row_that_cannot_be_used_has_a_sentence_and_harms_no_other(
    row: str, said: str, tmp_path: Path
) -> None:
    found = of(GOOD + row, tmp_path)
    assert [source.key for source in found.sources] == ["good"]
    (problem,) = found.problems
    assert said in problem
    assert problem.startswith("list: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[feed\n", "list: "),
        (b"name = '\xff'", "list: "),
        ("<opml><body>", "list: XML: "),
        ("<html></html>", "list: the document is <html>"),
        ("<opml><body/></opml>", "list: the list names no feed"),
    ],
)
def test_a_file_that_is_no_catalogue_is_one_problem(text: str | bytes, said: str, tmp_path: Path) -> None:
    found = of(text, tmp_path)
    assert found.sources == ()
    (problem,) = found.problems
    assert problem.startswith(said)


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    found = read(tmp_path / "nothing.toml")
    assert (found.sources, len(found.problems)) == ((), 1)
    assert "No such file" in found.problems[0]


def test_an_opml_list_is_a_catalogue_too(tmp_path: Path) -> None:
    listed = (Source("k", "One", SourceKind.FEED, "http://127.0.0.1:8080/a.xml"),)
    found = of("\ufeff" + write(listed), tmp_path)
    assert found.problems == ()
    assert [(source.name, source.url) for source in found.sources] == [("One", "http://127.0.0.1:8080/a.xml")]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_breaks_the_house(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    found = of(text, tmp_path_factory.getbasetemp())
    assert len({source.key for source in found.sources}) == len(found.sources)


def test_our_own_catalogue_has_no_problem_and_every_kind() -> None:
    found = read(OURS)
    assert found.problems == ()
    kinds = Counter(source.kind for source in found.sources)
    assert min(kinds.values()) >= 5
    assert set(kinds) == set(SourceKind)
    assert len({source.key for source in found.sources}) == len(found.sources) > 250


def test_every_outlet_of_ours_says_what_a_reader_may_ask() -> None:
    for source in read(OURS).sources:
        assert source.languages, source.key
        assert source.focus, source.key
        assert canonical(source.homepage), source.key
        assert source.country or source.zone == "UTC", source.key


def test_the_five_countries_and_their_neighbour_are_covered_in_their_own_languages() -> None:
    written: dict[str, set[str]] = {}
    for source in read(OURS).sources:
        written.setdefault(source.country, set()).update(source.languages)
    assert {"TM": "tk", "UZ": "uz", "KZ": "kk", "KG": "ky", "TJ": "tg", "AZ": "az"}.items() <= {
        (country, language) for country, languages in written.items() for language in languages
    }
