"""Telegram channels: posts as their preview pages show them, and the pages that show none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.channel import Posted, headline, posts
from feeds.unreadable import Unreadable
from model import Entry, Source, SourceKind

CHANNEL = Source("tg-sanoat", "Sanoat", SourceKind.CHANNEL, "https://t.me/s/sanoat")
HEAD = (
    '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
    '<span dir="auto">Sanoat yangiliklari</span></div></div>'
)


def message(number: int, inner: str, kind: str = "", when: str = "2026-11-20T05:12:08+00:00") -> str:
    return (
        '<div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message {kind}" data-post="Sanoat/{number}">'
        f'<div class="tgme_widget_message_author"><span>Sanoat yangiliklari</span></div>{inner}'
        f'<a class="tgme_widget_message_date" href="https://t.me/sanoat/{number}">'
        f'<time datetime="{when}">05:12</time></a></div></div>'
    )


def text(words: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'


def page(*messages: str) -> bytes:
    return f"{HEAD}<section>{''.join(messages)}</section>".encode()


def read(*messages: str) -> tuple[Entry, ...]:
    found = posts(CHANNEL, page(*messages))
    assert isinstance(found, Posted), found
    return found.entries


def code(body: bytes, source: Source = CHANNEL) -> str:
    found = posts(source, body)
    assert isinstance(found, Unreadable), found
    return found.code


def test_a_post_becomes_an_entry_and_the_channel_has_its_name() -> None:
    found = posts(CHANNEL, page(message(7, text("<b>Zavod ishga tushdi</b><br><br>Quvvati 18 ming tonna."))))
    assert found == Posted(
        "Sanoat yangiliklari",
        (
            Entry(
                guid="t.me/sanoat/7",
                url="https://t.me/sanoat/7",
                title="Zavod ishga tushdi",
                html="<p>Quvvati 18 ming tonna.</p>",
                published=datetime(2026, 11, 20, 5, 12, 8, tzinfo=UTC),
            ),
        ),
    )


def test_the_newest_post_comes_first() -> None:
    found = read(message(1, text("Birinchi xabar.")), message(2, text("Ikkinchi xabar.")))
    assert [entry.title for entry in found] == ["Ikkinchi xabar", "Birinchi xabar"]


def test_text_nested_in_text_is_told_once() -> None:
    (entry,) = read(message(1, text(text("Eksport o'sdi. Savdo ham."))))
    assert (entry.title, entry.html) == ("Eksport o'sdi", "<p>Eksport o'sdi. Savdo ham.</p>")


def test_what_a_reply_or_a_forward_quotes_is_not_the_posts_own() -> None:
    reply = f'<a class="tgme_widget_message_reply">{text("Old words…")}</a>'
    forward = '<div class="tgme_widget_message_forwarded_from">Forwarded from <a>Energetika</a></div>'
    (entry,) = read(message(1, reply + forward + text("New words.")))
    assert (entry.title, entry.html) == ("New words", "<p>New words.</p>")


def test_an_album_is_one_entry_with_its_first_picture() -> None:
    photos = "".join(
        f'<a class="tgme_widget_message_photo_wrap 9{n} x" style="width:9px;'
        f"background-image:url('https://cdn.example/{n}.jpg')\"></a>"
        for n in "ab"
    )
    (entry,) = read(message(1, photos + text("Sex ochildi.")))
    assert entry.image == "https://cdn.example/a.jpg"


def test_the_length_of_a_video_is_no_date() -> None:
    video = '<a class="tgme_widget_message_video_player"><time class="message_video_duration">1:47</time></a>'
    (entry,) = read(message(1, video + text("Video bilan xabar."), when="2026-11-21T09:30:00+05:00"))
    assert entry.published == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)


def test_an_edited_post_keeps_its_name_and_says_something_else() -> None:
    (before,) = read(message(5, text("Eksport 7 foizga o'sdi.")))
    (after,) = read(message(5, text("Eksport 9 foizga o'sdi.")))
    assert before.guid == after.guid
    assert before.html != after.html


def test_a_post_that_is_only_a_link_says_what_the_link_shows() -> None:
    preview = (
        '<a class="tgme_widget_message_link_preview" href="https://x.example/1">'
        '<i class="link_preview_image" style="background-image:url(\'https://cdn.example/p.jpg\')"></i>'
        '<div class="link_preview_title">Перевозки выросли на 11%</div>'
        '<div class="link_preview_description">Перевезено 4,2 млн тонн.</div></a>'
    )
    (entry,) = read(message(1, text("https://x.example/1") + preview))
    assert (entry.title, entry.html) == ("Перевозки выросли на 11%", "<p>Перевезено 4,2 млн тонн.</p>")
    assert entry.image == "https://cdn.example/p.jpg"


@pytest.mark.parametrize(
    "silent",
    [
        message(1, text("Sanoat pinned a photo"), kind="service_message"),
        message(1, '<a class="tgme_widget_message_video_player"></a>'),
        message(1, text('<i class="emoji"><b>🏭</b></i>')),
        message(1, text("#sanoat @kanal https://x.example")),
        message(1, text("")),
    ],
)
def test_posts_without_words_are_left_out(silent: str) -> None:
    assert read(silent, message(2, text("So'z."))) == read(message(2, text("So'z.")))


def test_share_lines_and_invitations_are_left_out() -> None:
    (entry,) = read(message(1, text("Zavod ochildi<br>Quvvati katta.<br>Telegram | Facebook | Instagram")))
    assert entry.html == "<p>Quvvati katta.</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "empty"),
        (
            b'<div class="tgme_page">If you have Telegram, you can contact @sanoat right away.</div>',
            "no-channel",
        ),
        (page(), "no-posts"),
    ],
)
def test_a_page_that_shows_no_channel_says_why(body: bytes, expected: str) -> None:
    assert code(body) == expected


def test_a_channel_that_has_not_posted_yet_gives_nothing() -> None:
    assert posts(CHANNEL, page('<div class="tme_no_messages_found">No posts found</div>')) == Posted(
        "Sanoat yangiliklari", ()
    )


def test_a_name_that_leads_to_another_channel_is_not_believed() -> None:
    other = Source("tg-other", "Other", SourceKind.CHANNEL, "https://t.me/s/other")
    assert code(page(message(1, text("Xabar."))), other) == "other-channel"


@pytest.mark.parametrize(
    ("paragraphs", "title", "rest"),
    [
        (["A headline", "Text."], "A headline", ["Text."]),
        (["#news", "⚡️", "A headline.", "Text."], "A headline", ["Text."]),
        (["Wait...", "Text."], "Wait...", ["Text."]),
        (["One line. And more."], "One line", ["One line. And more."]),
        (["One line", "#tag", "@sign"], "One line", ["One line", "#tag", "@sign"]),
        (
            ["Мощность 60 тыс. тонн в год. Половина пойдёт на экспорт."],
            "Мощность 60 тыс. тонн в год",
            ["Мощность 60 тыс. тонн в год. Половина пойдёт на экспорт."],
        ),
        (["word " * 60], "word " * 39 + "word…", ["word " * 60]),
    ],
)
def test_a_title_is_the_first_line_or_its_first_sentence(
    paragraphs: list[str], title: str, rest: list[str]
) -> None:
    assert headline(paragraphs) == (title, rest)


lines = st.text(max_size=300).map(lambda words: f"a{words}")


@given(st.lists(lines, min_size=1, max_size=4))
def test_a_title_is_short_and_no_words_are_lost(paragraphs: list[str]) -> None:
    title, rest = headline(paragraphs)
    assert 0 < len(title) <= 201
    assert paragraphs[0] in rest or paragraphs[0].startswith(title)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda words: page(message(1, text(words)))))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    read = posts(CHANNEL, body)
    assert isinstance(read, Unreadable) or all(entry.title and entry.url for entry in read.entries)
