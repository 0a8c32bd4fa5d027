"""Whatever arrives ends in entries or one clear reason."""

import json
from datetime import UTC, datetime

import pytest

from feeds.documents import entries
from feeds.parse import Parsed, Unreadable
from feeds.timing import Hints
from model import Entry

HERE = "https://outlet.example/news/feed.xml"


def read(document: str | bytes, charset: str = "", zone: str = "UTC") -> Parsed | Unreadable:
    body = document.encode() if isinstance(document, str) else document
    return entries(body, "", charset, HERE, zone)


def parsed(document: str | bytes, charset: str = "", zone: str = "UTC") -> Parsed:
    outcome = read(document, charset, zone)
    assert isinstance(outcome, Parsed), outcome
    return outcome


def rss(items: str, channel: str = "") -> str:
    return f'<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>{channel}{items}</channel></rss>'


def item(inner: str, zone: str = "UTC") -> Entry:
    return parsed(rss(f"<item>{inner}</item>"), zone=zone).entries[0]


# ---------------------------------------------------------------- formats


def test_rss_gives_all_an_entry_has() -> None:
    entry = item(
        "<title>Wheat &amp;amp; rice: &lt;b&gt;+5%&lt;/b&gt;</title><link>/a?b=1&amp;c=2</link>"
        "<guid isPermaLink='false'>n1</guid><pubDate>Mon, 02 Mar 2026 13:00:00 +0500</pubDate>"
        "<description>&lt;p onclick='x()'&gt;Text&lt;/p&gt;</description>"
        "<enclosure url='/pic.jpg' type='image/jpeg' length='1'/>"
    )
    assert entry == Entry(
        guid="n1",
        url="https://outlet.example/a?b=1&c=2",
        title="Wheat & rice: +5%",
        html="<p onclick='x()'>Text</p>",
        published=datetime(2026, 3, 2, 8, tzinfo=UTC),
        image="https://outlet.example/pic.jpg",
    )


def test_atom_gives_all_an_entry_has() -> None:
    (entry,) = parsed(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru-RU" xml:base="/blog/"><entry xml:base="x/">'
        '<id>tag:a,1</id><title type="text">The &lt;b&gt; tag</title><link href="1.html"/>'
        "<published>2026-03-02T08:00:00Z</published><updated>2026-03-02T09:30:00+00:30</updated>"
        '<content type="html">&lt;p&gt;Long text&lt;/p&gt;</content><summary>Short</summary></entry></feed>'
    ).entries
    assert (entry.guid, entry.url) == ("tag:a,1", "https://outlet.example/blog/x/1.html")
    assert (entry.title, entry.html, entry.language) == ("The <b> tag", "<p>Long text</p>", "ru")
    assert entry.published == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert entry.updated == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_rdf_is_read() -> None:
    (entry,) = parsed(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>C</title></channel>'
        '<item rdf:about="http://a.example/1"><title>T</title><link>http://a.example/1</link>'
        "<dc:date>2026-03-02</dc:date></item></rdf:RDF>"
    ).entries
    assert (entry.title, entry.url, entry.published) == (
        "T",
        "http://a.example/1",
        datetime(2026, 3, 2, tzinfo=UTC),
    )


def test_cdf_is_read() -> None:
    (entry,) = parsed('<CHANNEL><ITEM HREF="http://a.example/1"><TITLE>T</TITLE></ITEM></CHANNEL>').entries
    assert (entry.title, entry.url) == ("T", "http://a.example/1")


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed_is_read(version: str) -> None:
    feed = {
        "version": f"https://jsonfeed.org/version/{version}", "title": "F", "language": "uz-Latn",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {"id": 7, "url": "/7", "title": "A &amp; B", "content_html": "<p>x</p>", "image": "/i.png",
             "date_published": "2026-03-02T13:00:00+05:00", "date_modified": "nonsense"},
            {"id": "https://outlet.example/8", "content_text": "a < b", "language": "RU",
             "date_published": "2026-03-02T13:00:00"},
            "no item",
        ],
    }  # fmt: skip
    outcome = parsed(json.dumps(feed), zone="Asia/Tashkent")
    first, second = outcome.entries
    eight = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert first == Entry(
        "7",
        "https://outlet.example/7",
        "A & B",
        "<p>x</p>",
        eight,
        None,
        "https://outlet.example/i.png",
        "uz",
    )
    assert second == Entry(
        "https://outlet.example/8", "https://outlet.example/8", "a < b", "a &lt; b", eight, language="ru"
    )
    assert (outcome.title, outcome.hub) == ("F", "https://hub.example/")


def test_a_channel_says_when_to_come_again_and_where_its_hub_is() -> None:
    outcome = parsed(
        rss(
            "<item><title>x</title></item>",
            "<title>C</title><ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"
            "<skipDays><day>Saturday</day><day>sunday</day><day>Funday</day></skipDays>"
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>',
        )
    )
    assert outcome.hints == Hints(ttl_seconds=5_400, skip_hours=(0, 5), skip_days=(5, 6))
    assert (outcome.title, outcome.hub) == ("C", "https://hub.example/")


# ---------------------------------------------------------------- what feeds get wrong


@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "windows-1251",
        "koi8-r",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-be",
    ],
)
def test_a_declared_charset_is_honoured(codec: str) -> None:
    document = f'<?xml version="1.0" encoding="{codec}"?>' + rss("<item><title>Цены на хлопок</title></item>")
    assert parsed(document.encode(codec)).entries[0].title == "Цены на хлопок"


@pytest.mark.parametrize(
    ("codec", "title"),
    [
        ("cp037", "Café"),
        ("mac-roman", "Café"),
        ("cp437", "Café"),
        ("iso-2022-jp", "綿花"),
        ("big5", "綿花"),
        ("hz", "棉花"),
    ],
)
def test_rare_charsets_are_read_as_declared(codec: str, title: str) -> None:
    document = f'<?xml version="1.0" encoding="{codec}"?>' + rss(f"<item><title>{title}</title></item>")
    assert parsed(document.encode(codec)).entries[0].title == title


@pytest.mark.parametrize("codec", ["utf-7", "unicode_escape", "base64", "rot13", "nonsense", "iso-8859-1"])
def test_a_charset_nobody_honest_uses_is_not_believed(codec: str) -> None:
    document = f'<?xml version="1.0" encoding="{codec}"?>' + rss(
        "<item><title>+ADw- \\x41 Нефть</title></item>"
    )
    assert parsed(document).entries[0].title == "+ADw- \\x41 Нефть"


def test_a_charset_that_lies_is_seen_through() -> None:
    document = '<?xml version="1.0" encoding="windows-1251"?>' + rss("<item><title>Нефть</title></item>")
    assert parsed(document).entries[0].title == "Нефть"
    assert (
        parsed(rss("<item><title>Нефть</title></item>").encode("windows-1251"), "windows-1251")
        .entries[0]
        .title
        == "Нефть"
    )
    assert parsed(rss("<item><title>Нефть</title></item>").encode("windows-1251")).entries[0].title == "Нефть"


def test_characters_that_xml_forbids_are_dropped() -> None:
    outcome = parsed(rss("<item><title>a\0b&#0;c&#xD800;d&#x110000;e\x0bf</title></item>"))
    assert outcome.entries[0].title == "abcdef"


def test_warnings_before_the_feed_are_forgiven() -> None:
    assert (
        parsed("\n<br/><b>Warning</b>: x in y.php\n" + rss("<item><title>T</title></item>")).entries[0].title
        == "T"
    )


@pytest.mark.parametrize(
    ("inner", "guid"),
    [
        ("<guid>a</guid><link>http://a.example/</link>", "a"),
        ("<guid>  </guid><link>http://a.example/</link>", "http://a.example/"),
        ("<link>http://a.example/</link>", "http://a.example/"),
    ],
)
def test_an_entry_is_known_by_its_guid_or_its_link(inner: str, guid: str) -> None:
    assert item(inner).guid == guid


def test_an_entry_without_either_is_known_by_its_words() -> None:
    first, same, other = (item(f"<title>{title}</title>") for title in ("a", "a", "b"))
    assert first.guid == same.guid != other.guid


def test_a_very_long_guid_stays_itself_but_shorter() -> None:
    first, other = (item(f"<guid>{'x' * 5_000}{end}</guid><link>http://a.example/</link>") for end in "ab")
    assert len(first.guid) < 100
    assert first.guid != other.guid


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "tg://x", "http://[bad", "mailto:a@b"]
)
def test_only_web_addresses_are_links(link: str) -> None:
    assert item(f"<title>t</title><link>{link}</link>").url == ""


def test_an_entry_without_title_begins_with_its_text() -> None:
    entry = item(f"<description>&lt;p&gt;{'Gas prices rise. ' * 30}&lt;/p&gt;</description>")
    assert entry.title.startswith("Gas prices rise. Gas")
    assert entry.title.endswith("…")
    assert len(entry.title) <= 141


def test_plain_text_becomes_harmless_html() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>profit &lt; 5 %</summary></entry></feed>'
    )
    assert parsed(feed).entries[0].html == "profit &lt; 5 %"


@pytest.mark.parametrize(
    ("date", "zone", "hour"),
    [
        ("Mon, 02 Mar 2026 13:00:00 +0500", "Asia/Tashkent", 8),
        ("Mon, 02 Mar 2026 13:00:00", "Asia/Tashkent", 8),
        ("Mon, 02 Mar 2026 13:00:00 GMT", "Asia/Tashkent", 13), ("2026-03-02T13:00:00Z", "Asia/Tashkent", 13),
        ("2026-03-02 13:00", "Asia/Tashkent", 8),
        ("2026-03-02T13:00:00+05:00", "Europe/London", 8), ("2 Mar 2026 1:00 PM", "Asia/Tashkent", 8),
        ("2 марта 2026, 13:00", "Asia/Tashkent", 8), ("02.03.2026 13:00", "Asia/Tashkent", 8),
    ],
)  # fmt: skip
def test_dates_of_many_forms_are_understood(date: str, zone: str, hour: int) -> None:
    assert item(f"<title>t</title><pubDate>{date}</pubDate>", zone).published == datetime(
        2026, 3, 2, hour, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "date", ["", "soon", "0000-00-00T00:00:00", "99999999999999999999", "Mon, 99 Zzz 9999"]
)
def test_a_date_that_is_none_is_none(date: str) -> None:
    assert item(f"<title>t</title><pubDate>{date}</pubDate>").published is None


@pytest.mark.parametrize(
    "inner",
    [
        '<media:content url="/i.jpg" medium="image"/>', '<media:content url="/i.jpg"/>',
        '<media:thumbnail url="/i.jpg"/>',
        '<media:group><media:content url="/i.jpg" type="image/jpeg"/></media:group>',
        '<enclosure url="/i.jpg"/>',
        '<enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/i.jpg" type="image/jpeg"/>',
    ],
)  # fmt: skip
def test_an_image_is_found(inner: str) -> None:
    assert item(f"<title>t</title>{inner}").image == "https://outlet.example/i.jpg"


def test_of_too_many_entries_the_newest_are_kept_in_the_feeds_order() -> None:
    days = [
        f"<item><title>{n}</title><pubDate>{2000 + n // 12}-{n % 12 + 1:02}-01</pubDate></item>"
        for n in range(600)
    ]
    oldest_first = [entry.title for entry in parsed(rss("".join(days))).entries]
    assert oldest_first == [str(n) for n in range(100, 600)]
    newest_first = [entry.title for entry in parsed(rss("".join(days[::-1]))).entries]
    assert newest_first == oldest_first[::-1]
