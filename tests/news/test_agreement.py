"""What reports of one story have in common, as "Why this?" shows it."""

from datetime import UTC, datetime

from model import Article, Report
from news.agreement import MOST, shared
from news.taxonomy import Taxonomy
from news.understand import understand

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def report(number: int, title: str, text: str) -> Report:
    article = Article(number, "", f"Outlet {number}", f"https://a.example/{number}", title, text, NOON, NOON)
    return Report(article, understand(article, {}, Taxonomy.default()))


LOAN = report(
    1,
    "Bank lends $84 million for the Zarbuloq plant",
    "The bank lends $84 million to build a plant in Zarbuloq, Uzbekistan. Nuriddin Saparov signed for it.",
)
LOAN_IN_RUSSIAN = report(
    2,
    "Зарбулок получит 84 млн долларов",
    "На станцию в Узбекистане банк даст 84 млн долларов, подписал Нуриддин Сапаров. Завод стоит в Зарбулоке.",
)
ANOTHER = report(3, "Cotton is sown early in Khujand", "Farmers in Khujand sowed cotton a week early.")


def test_each_report_shows_in_its_own_words_what_another_tells_too() -> None:
    found = shared([LOAN, LOAN_IN_RUSSIAN, ANOTHER])
    assert {"$84 million", "Zarbuloq", "Saparov"} <= set(found[1])
    assert {"84 млн долларов", "Сапаров"} <= set(found[2])
    assert found[3] == ()


def test_names_that_everybody_names_come_last_and_no_more_are_shown_than_fit() -> None:
    found = shared([LOAN, LOAN_IN_RUSSIAN])[1]
    assert found.index("Saparov") < found.index("Uzbekistan")
    assert len(found) <= MOST


def test_a_report_alone_shares_nothing() -> None:
    assert shared([LOAN]) == {1: ()}
