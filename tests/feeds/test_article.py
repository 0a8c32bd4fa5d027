"""Article pages: the text and what the page says of itself, none of what stands around it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.article import page
from model import Page

URL = "https://outlet.example/ru/2026/11/20/foil/?utm_source=rss"
PARAGRAPHS = (
    "В Ташкентской области построят завод по выпуску медной фольги, инвестиции составят 63 млн долларов.",
    "Предприятие займёт 7,5 га. Проектная мощность — 5 тыс. тонн в год, запуск намечен на 2027 год.",
    "Около 70 % продукции планируют вывозить в Турцию. На заводе создадут 210 рабочих мест.",
)
HEAD = """<title>Завод фольги | Outlet</title>
<link rel="canonical" href="/ru/2026/11/20/foil/">
<meta property="og:title" content="Завод фольги построят под Ташкентом">
<meta property="og:image" content="/media/foil.jpg">
<meta property="article:published_time" content="2026-11-20T15:40:00+05:00">"""
ALSO = (
    '<div class="x"><b>Читайте также:</b><ul><li><a href="/1">Тариф на перевозки изменят</a></li></ul></div>'
)


def told(*extra: str, after: int = 1) -> str:
    pieces = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    return "".join([*pieces[:after], *extra, *pieces[after:]])


def site(inner: str, head: str = HEAD, lang: str = "ru-RU") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        '<header><nav><a href="/">Главная</a><a href="/e">Экономика</a></nav><b>USD 12 345</b></header>'
        f"<main><article><h1>Завод фольги построят под Ташкентом</h1>{inner}</article></main>"
        "<footer>© 2026 Outlet. Использование материалов — со ссылкой.</footer></body></html>"
    ).encode()


def read(body: bytes, selector: str = "", teaser: str = "", charset: str = "") -> Page:
    found = page(body, URL, selector=selector, charset=charset, teaser=teaser)
    assert found is not None
    return found


def test_a_page_gives_its_paragraphs_and_what_it_says_of_itself() -> None:
    assert read(site(f'<div class="text">{told()}</div>')) == Page(
        text="\n".join(PARAGRAPHS),
        title="Завод фольги построят под Ташкентом",
        published=datetime(2026, 11, 20, 10, 40, tzinfo=UTC),
        image="https://outlet.example/media/foil.jpg",
        language="ru",
        canonical="https://outlet.example/ru/2026/11/20/foil/",
    )


SURROUNDINGS = [
    '<div class="share"><a href="https://t.me/share">Telegram</a><button>Скопировать ссылку</button></div>',
    '<div class="read-also related"><h4>Ещё новости</h4><a href="/2">Сколько меди добыли за год</a></div>',
    ALSO,
    '<p>Читайте также: <a href="/3">Сколько меди добыли за десять месяцев</a></p>',
    "<p>Yana o‘qing: <a href='/4'>G‘o‘za hosili yig‘ib olindi</a></p>",
    "<p><em>Ўқинг: <a href='/5'>Ғўза ҳосили йиғиб олинди</a></em></p>",
    '<p>Подписывайтесь на <a href="https://t.me/x">наш Telegram-канал</a>.</p>',
    '<div class="banner">Реклама. ООО «Пример»</div>',
    '<div id="cookie-note">Мы используем файлы cookie. <button>Хорошо</button></div>',
    "<p>Этот сайт использует cookie, чтобы вам было удобнее.</p>",
    "<p>Нашли ошибку? Выделите текст и нажмите Ctrl+Enter</p>",
    '<div class="tags">Теги: <a rel="tag" href="/t">медь</a></div>',
    "<aside><h3>Популярное</h3><a href='/6'>Цены на бензин не изменятся</a></aside>",
    "<p>Завод фольги построят под Ташкентом</p>",
    f"<p>{PARAGRAPHS[0]}</p>",
]


@pytest.mark.parametrize("selector", ["", "div.text"])
@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_what_stands_around_and_inside_the_text_goes(surroundings: str, selector: str) -> None:
    found = read(site(f'<div class="text">{told(surroundings)}</div>'), selector)
    assert found.text.splitlines() == list(PARAGRAPHS)


def test_a_class_that_lies_about_the_whole_page_takes_nothing_away() -> None:
    body = site(f'<div class="share-wrapper comments-open"><div class="text">{told()}</div></div>')
    assert read(body).text.splitlines() == list(PARAGRAPHS)
    assert read(site(f"<form>{told()}</form>")).text.splitlines() == list(PARAGRAPHS)


def test_quotations_lists_and_tables_are_text() -> None:
    more = (
        "<blockquote><p>«Сырьё будет поступать с местного комбината», — отметил директор.</p></blockquote>"
        "<table><tr><th>Показатель</th><th>Значение</th></tr>"
        "<tr><td>Мощность</td><td>5 тыс. тонн</td></tr></table>"
    )
    for selector in ("", "div.text"):
        lines = read(site(f'<div class="text">{told(more, after=3)}</div>'), selector).text.splitlines()
        assert lines[3:] == [
            "«Сырьё будет поступать с местного комбината», — отметил директор.",
            "Показатель | Значение",
            "Мощность | 5 тыс. тонн",
        ]


def test_a_lead_above_the_text_counts_when_the_page_describes_itself_with_it() -> None:
    lead = "Завод медной фольги за 63 млн долларов начнёт работу в Ташкентской области в 2027 году."
    head = f'{HEAD}<meta name="description" content="{lead}">'
    body = site(f'<div class="top"><span>{lead}</span></div><div class="text">{told()}</div>', head)
    assert read(body, "div.text").text.splitlines() == [lead, *PARAGRAPHS]
    untold = site(f'<div class="text">{told()}</div>', head)
    assert read(untold, "div.text").text.splitlines() == list(PARAGRAPHS)


def test_a_page_sent_in_pieces_is_put_together() -> None:
    pieces = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    body = site(
        f'<div class="text">{pieces[0]}<template id="P:5"></template></div>'
        f'<div hidden id="S:5">{pieces[1]}{pieces[2]}</div><script>$RS("S:5","P:5")</script>'
    )
    assert read(body, "div.text").text.splitlines() == list(PARAGRAPHS)


def test_a_page_whose_pieces_contain_themselves_is_read_all_the_same() -> None:
    loop = '<div hidden id="S:1"><p>x<template id="P:1"></template></p></div>'
    assert read(site(f'<div class="text">{told()}{loop}</div>'), "div.text").text.startswith(PARAGRAPHS[0])


def test_data_for_machines_fills_what_the_head_leaves_out() -> None:
    data = """<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "A plant",
    "datePublished": "2026-11-20T10:00:00Z", "image": [{"url": "https://outlet.example/a.jpg"}]}]}</script>"""
    found = read(site(told(), head=data))
    assert (found.title, found.published) == ("A plant", datetime(2026, 11, 20, 10, tzinfo=UTC))
    assert found.image == "https://outlet.example/a.jpg"


def test_a_date_in_words_is_not_taken_for_one() -> None:
    head = '<meta property="article:published_time" content="27 февраля 2026 года">'
    assert read(site(told(), head)).published is None


def test_an_old_charset_is_read_as_the_page_or_the_header_says() -> None:
    html = site(told()).decode().replace("utf-8", "windows-1251").encode("windows-1251")
    assert read(html).text.splitlines() == list(PARAGRAPHS)
    bare = site(told()).decode().replace('<meta charset="utf-8">', "").encode("windows-1251")
    assert read(bare, charset="windows-1251").text.splitlines() == list(PARAGRAPHS)


def test_a_page_that_tells_less_than_the_teaser_is_no_article() -> None:
    shell = site("<p>Проверяем, что вы не робот.</p>")
    assert page(shell, URL, selector="", charset="", teaser="Teaser.") is None
    assert page(site(told()), URL, selector="", charset="", teaser="длинный текст " * 40) is None
    assert page(b"", URL, selector="", charset="", teaser="") is None


PIECES = """<p>|</p>|<div class='share'>|<form>|</form>|<template id='P:1'>|<a>|</a>|<div hidden id='S:1'>|
</div>|<h2>Also read</h2>|<table><tr><td>|
<script type='application/ld+json'>{"@type": [|</script>|<html lang='|'>|
Слово и ещё слово, и так пока не наберётся длинный абзац, который похож на настоящий текст."""
html = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


@given(st.binary(max_size=300) | html.map(str.encode), st.sampled_from(["", "p", "div"]))
def test_no_page_breaks_the_reader(body: bytes, selector: str) -> None:
    read = page(body, URL, selector=selector, charset="", teaser="")
    assert read is None or read.text.strip()
