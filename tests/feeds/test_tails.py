"""Lines of pages: what is there for the page's sake goes, sentences that begin alike stay."""

import pytest

from feeds.tails import is_furniture, without
from feeds.teaser import teaser_text


@pytest.mark.parametrize(
    "line",
    [
        "Also read: Copper output rises", "READ ALSO", "Related:", "Related articles", "See also — Copper",
        "Читайте также", "▶ Читайте ещё: Медь", "По теме:", "По теме", "Смотрите также: видео",
        "Mavzuga oid", "Shuningdek, o‘qing: Paxta", "O'qing: Paxta", "Ўқинг: Пахта", "Яна ўқинг — Пахта",
        "Şeýle hem okaň: Pagta", "Тағы оқыңыз: Мақта", "Həmçinin oxuyun: Pambıq", "Инчунин хонед: Пахта",
        "Telegram", "Поделиться: Facebook, Twitter, WhatsApp", "Ulashish: Telegram Facebook", "Share on X",
        "Follow us on Telegram", "Подписывайтесь на наш канал", "Kanalimizga obuna bo‘ling", "Реклама",
        "Реклама. ООО «А»",
        "We use cookies to improve your experience.", "Если вы нашли ошибку, выделите её",
        "Выделите текст и нажмите Ctrl + Enter", "The post Copper rises appeared first on Outlet.",
    ],
)  # fmt: skip
def test_lines_for_the_pages_sake_are_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related companies will be merged by 2027.", "По теме энергетики выступил министр.",
        "Рекламация была отклонена.", "Telegram заблокируют в трёх областях.", "X5 opens a store.",
        "Recommended prices were set by the ministry.", "Окуңуздар саны өстү.", "Подписаны соглашения.",
        "Реклама алкоголя запрещена.", "Нашли ошибку в отчёте депутаты.", "Read alsobank's report",
        "OK, said the minister.", "Vkusno opens in Tashkent",
        "Читайте также: " + "слово " * 60,
    ],
)  # fmt: skip
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert not is_furniture(line)


def test_repeated_lines_and_the_title_go() -> None:
    assert without(["Title", "One.", "Two.", "One."], "Title") == ["One.", "Two."]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Plain &amp; simple\n\nwords", "Plain & simple\nwords"),
        ("<p>One.</p><p>Two<br>lines.</p>", "One.\nTwo\nlines."),
        ("<p>News.</p><p>The post News appeared first on <a>Outlet</a>.</p>", "News."),
        ("<img src='x'><p>News.</p><script>x()</script><style>p{}</style><!-- no -->", "News."),
        ("<p>News.</p>\n<p><strong>Читайте также:</strong> <a>Другое</a></p>", "News."),
        ("a < b", "a < b"),
    ],
)
def test_a_teaser_is_its_paragraphs(html: str, text: str) -> None:
    assert teaser_text(html) == text
