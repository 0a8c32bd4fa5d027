"""Documents that are broken in ways everybody forgives: nothing they say is lost."""

import pytest

from feeds.documents import entries
from feeds.parse import Parsed
from feeds.prescan import scan, with_references
from model import Entry

TITLE = "Рынок зерна растёт, цены падают"


def only(document: str | bytes, charset: str = "") -> Entry:
    body = document if isinstance(document, bytes) else document.encode()
    read = entries(body, "", charset, "https://outlet.example/feed")
    assert isinstance(read, Parsed), read
    (entry,) = read.entries
    return entry


def rss(title: str, link: str = "https://outlet.example/1", head: str = "") -> str:
    item = f"<item><title>{title}</title><link>{link}</link></item>"
    return f'{head}<rss version="2.0"><channel><title>Outlet</title>{item}</channel></rss>'


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("AT&T, rock & roll", "AT&T, rock & roll"), ("a&nbsp;b &mdash; &copy;", "a b — ©"),
        ("x &amp; y &lt; z", "x & y < z"), ("&#1047;&#x435;рно & ko", "Зерно & ko"), ("M&A&", "M&A&"),
        ("<![CDATA[AT&T & co]]>", "AT&T & co"), ("&unknown; stays", "&unknown; stays"), ("&LT;b&GT;", "<b>"),
    ],
)  # fmt: skip
def test_references_are_what_they_were_meant_to_be(title: str, read: str) -> None:
    assert only(rss(title)).title == read


def test_an_address_with_bare_ampersands_keeps_its_parameters() -> None:
    assert only(rss("A", "https://outlet.example/?id=1&copy=2&lang=ru")).url.endswith("?id=1&copy=2&lang=ru")


def test_a_mended_document_is_well_formed_again() -> None:
    scanned = scan(rss("AT&T&nbsp;rock & roll"))
    assert (scanned.problem, len(scanned.items)) == ("", 1)


def test_letters_named_in_a_table_elsewhere_are_not_lost() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    assert only(rss("Caf&eacute; &laquo;Orient&raquo;", head=head)).title == "Café «Orient»"


def test_a_document_may_name_its_own_letters() -> None:
    assert (
        only(rss("Hi &who;", head='<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY who "World">]>')).title
        == "Hi World"
    )


def test_mending_twice_changes_nothing() -> None:
    once = with_references("a & b &nbsp; &amp; &x; <![CDATA[ & ]]> &#12; &#zz; & <![CDATA[ &")
    assert with_references(once) == once


@pytest.mark.parametrize("charset", ["", "utf-8", "windows-1251"])
@pytest.mark.parametrize("wound", [b"\xff", b"\xd0", b"\x98 \xe9"])
def test_utf_8_with_a_foreign_byte_is_not_taken_for_something_else(wound: bytes, charset: str) -> None:
    body = rss(TITLE).encode().replace(b"</item>", b"<description>" + wound + b"</description></item>")
    assert only(body, charset).title == TITLE


def test_utf_8_that_was_cut_off_in_a_letter_is_not_taken_for_something_else() -> None:
    body = rss(TITLE).encode().replace(b"</item>", f"<description>{TITLE}".encode())
    assert only(body[: body.rindex(b"</channel>") - 1]).title == TITLE


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic"])
def test_an_old_charset_is_never_taken_for_wounded_utf_8(codec: str) -> None:
    assert only(rss(TITLE, head=f'<?xml version="1.0" encoding="{codec}"?>').encode(codec)).title == TITLE


def test_an_entry_may_stand_alone() -> None:
    entry = only(
        '<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id><link href="/1"/></entry>'
    )
    assert (entry.guid, entry.url) == ("urn:a", "https://outlet.example/1")


@pytest.mark.parametrize("version", ["http://jsonfeed.org/version/1", "https://www.jsonfeed.org/version/1.1"])
def test_a_json_feed_may_write_its_version_in_other_ways(version: str) -> None:
    assert only(f'{{"version": "{version}", "items": [{{"id": 7, "url": "/7", "title": "A"}}]}}').guid == "7"
