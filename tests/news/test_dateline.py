"""Where a report begins after place, day and agency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.cleaning import clean
from news.dateline import LONGEST, dateline

FIRST = "Новый завод выпускает 300 тонн цемента в сутки и продаёт его в Иран."
HEADS = [
    "ASHGABAT. ",
    "BAKU, Azerbaijan, November 12. ",
    "TASHKENT, November 12 (UzA) — ",
    "ASTANA – ",
    "Astana, 12 November – ",
    "ASTANA, Kazakhstan (Reuters) - ",
    "(Reuters) - ",
    "Tashkent, Uzbekistan (UzDaily.com) -- ",
    "BISHKEK (TCA) — ",
    "DUSHANBE, 12.11.2025 /NIAT Khovar/. ",
    "BAKU, Azerbaijan, Nov. 12 - Trend. ",
    "Baku. 12 November. REPORT.AZ/ ",
    "AKIPRESS.COM - ",
    "nCa, Ashgabat, 12 November 2025 — ",
    "KUN.UZ. ",
    "Astana. Kazinform – ",
    "Бишкек. ",
    "Павлодар, «Деловой Туран». ",
    "Ашхабад, Хазар-Пресс. ",
    "ТАШКЕНТ, 12 ноя — Sputnik. ",
    "АСТАНА, 12 ноября, Kazinform — ",
    "Бишкек, 12 ноября. /Кабар/. ",
    "БАКУ, 12 ноября, Report.az — ",
    "Астана. 12 ноября. КазТАГ – ",
    "АШХАБАД, 12 ноября (Туркменпортал). ",
    "Душанбе. 12 ноября. «Азия-Плюс» - ",
    "АЛМАТЫ. КазТАГ – ",
    "МОСКВА, 12 ноября. /ТАСС/. ",
    "/Интерфакс/ ",
    "Бишкек (АКИpress) - ",
    "Tinfo.kg, 12 ноября. ",
    "TOSHKENT, 12-noyabr – Sputnik. ",
    "Toshkent, 12-noyabr. O‘zA. ",
    "ТОШКЕНТ, 12 ноябрь — Sputnik. ",
    "Aşgabat, 12-nji noýabr (TDH). ",
    "Aşgabat, Hazar Habarlary. ",
    "AŞGABAT, 12-nji noýabr. ",
    "АСТАНА. KAZINFORM – ",
    "АСТАНА. ҚазАқпарат – ",
    "БИШКЕК, 12-ноябрь (Кабар). ",
    "ДУШАНБЕ, 12.11.2025 /АМИТ «Ховар»/. ",
    "Bakı. 12 noyabr. REPORT.AZ/ ",
    "ANKARA (AA) - ",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_report_begins_after_its_dateline(head: str) -> None:
    assert clean("Title", f"{head}{FIRST} Он открылся.", "ru").body == (FIRST, "Он открылся.")


def test_an_agency_in_capitals_may_end_a_dateline_with_a_day_by_itself() -> None:
    first = "Yeni zavod sutkada 300 ton sement istehsal edir və İrana satır."
    assert clean("Title", f"Bakı, 12 noyabr, AZƏRTAC {first}", "az").body == (first,)


@pytest.mark.parametrize(
    "line",
    [
        "The plant opened. It makes 300 tonnes of cement a day, and all of it is sold.",
        "Сбербанк и ВТБ – крупнейшие банки страны, и они растут из года в год.",
        "Узбекистан — крупнейший покупатель зерна, в этом году он купил 5 млн тонн.",
        "Kazakhstan – Central Asia's largest economy – grew by six percent in the first half.",
        "U.S. President Ann Lee met H.J. Brown and Sen. Bob White to speak of the new route.",
        "Industrial Equity (Pacific) Ltd said that it would sell its share in the plant.",
        "36 Stunden. So lange dauert die schnellste Verbindung zwischen den beiden Orten.",
        "12 ноября завод открыли. Он выпускает 300 тонн цемента в сутки и продаёт его.",
        "GAMCO Investors raised its share in the company that builds the new cement plant.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert dateline(line) == 0


def test_a_line_that_is_nearly_all_dateline_is_left_alone() -> None:
    assert dateline("BAKU, Azerbaijan, June 10. Go.") == 0


@given(st.text(max_size=200))
def test_a_dateline_is_a_short_part_of_any_line(line: str) -> None:
    assert 0 <= dateline(line) < max(1, min(LONGEST, len(line)))
