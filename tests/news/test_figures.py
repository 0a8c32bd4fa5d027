"""Figures: value, unit, what, period, direction."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.figures import figures
from news.numbers import grammar, value
from tests.news.evals_facts import figure_phrases, report_figures
from tests.news.evals_rows import DATA

needs_reports = pytest.mark.skipif(
    not DATA.exists(), reason="the labelled reports are not beside the project"
)
NOW = datetime(2025, 9, 15, tzinfo=UTC)
LANGUAGES = ("en", "ru", "uz", "tk", "kk", "ky", "tg", "az", "tr", "xx")


def read(text: str, language: str = "en", title: str = "") -> list[tuple[float, str]]:
    return [(f.value, f.unit) for f in figures(title, [text], language, NOW)]


def test_the_table_of_phrases_is_read_exactly() -> None:
    share, wrong = figure_phrases()
    assert share >= 0.97, wrong


@needs_reports
def test_figures_of_labelled_reports_are_found() -> None:
    told = report_figures()
    assert told.precision >= 0.92
    assert told.recall >= 0.97


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "It cost $902 million.", "It cost 0.902 billion US dollars."),
        ("en", "It makes 1,155,000 tons.", "It makes 1,155 million tons."),
        ("ru", "Вывезли 51,3 тыс. тонн.", "Вывезли 51 300 т."),
        ("tk", "1 million 250 müň tonna ýygnaldy.", "1,25 million tonna ýygnaldy."),
        ("uz", "2 mlrd 750 mln so‘m ajratildi.", "2,75 milliard so'm ajratildi."),
        ("en", "The line has 1.5 GW.", "The line has 1,500 MW."),
        ("ru", "Мост в 640 метров.", "Мост в 0,64 км."),
        ("en", "It used 500 million kWh.", "It used 500 GWh."),
    ],
)
def test_equal_figures_written_differently_are_equal(language: str, one: str, other: str) -> None:
    assert read(one, language) == read(other, language) != []


@given(st.integers(1, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", ","]))
def test_grouped_digits_are_worth_what_they_say(number: int, mark: str) -> None:
    written = f"{number:,}".replace(",", mark)
    assert value(written, "ru") == number


@given(st.decimals("0.01", "999.99", places=2), st.sampled_from([",", "."]))
def test_two_decimals_are_decimals_in_every_language(number: object, mark: str) -> None:
    written = str(number).replace(".", mark)
    assert all(value(written, language) == float(str(number)) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("digits", "language", "scaled", "worth"),
    [
        ("1,155", "en", 1, 1155.0),
        ("1,155", "en", 10**6, 1.155),
        ("1,155", "en", 1000, 1155.0),
        ("51,314", "ru", 1, 51314.0),
        ("51.314", "tr", 1, 51314.0),
        ("51.314", "en", 1, 51.314),
        ("0,125", "ru", 1, 0.125),
        ("1.234.567,5", "tr", 1, 1234567.5),
        ("1,234,567.5", "en", 1, 1234567.5),
        ("1'234'567", "en", 1, 1234567.0),
    ],
)
def test_three_digits_after_a_mark_are_read_by_scale_and_language(
    digits: str, language: str, scaled: int, worth: float
) -> None:
    assert value(digits, language, scaled) == worth


def test_a_report_that_writes_decimals_with_a_point_parts_thousands_with_commas() -> None:
    assert read("Net was 1,155 million dollars, up from 1,020.5 million dollars.")[0] == (1155e6, "USD")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Встреча прошла 14 февраля 2024 года в 10:30."),
        ("en", "Flight A-330 landed at 06:06 on 02.11.2023."),
        ("en", "A tonne of it was sold to one person."),
        ("uz", "2025-yil mart oyida 13-yig‘ilish o‘tdi."),
        ("en", "He won 3 times and came back."),
        ("ru", "Решение № 5 000 принято."),
        ("en", "Two people met."),
        ("en", "The road has 29 tunnels, Kumtor poured its 14-millionth ounce."),
        ("en", "Three European companies came; call +998 71 200 12 34 or (712) 45-67-89."),
        ("en", "At 160 km/h he crossed the bridge seven times over."),
        ("en", "Article 15 of Decree 60, GOST 31108-2020, AI-92 petrol, Boeing 737-800."),
        ("ru", "Всего 29 тоннелей, телефон: +7 (701) 234-56-78, бензин АИ-92, ПП-274."),
        ("ru", "Семь раз в прошлом году три европейские компании меняли 150-миллионный план."),
        ("ru", "В 2023-м и 2024-м году ничего не было, грузооборот вырос на много тонно-километров."),
        ("tk", "29 tonnel gurlar, 14-nji martda 17-nji mejlis geçer, muňa 8-e barabar diýdiler."),
        ("uz", "400 га яқин корхона, yetti marta chempion, 150-sonli qaror."),
        ("tg", "Аҳолӣ ба 3,7 миллион баробар аст."),
        ("en", ""),
    ],
)
def test_dates_times_and_numbers_of_things_are_no_figures(language: str, text: str) -> None:
    assert read(text, language) == []


def test_of_a_range_the_upper_end_counts() -> None:
    assert read("От 1,5 до 2 млрд кубометров газа.", "ru") == [(2e9, "m3")]
    assert read("Ýyllyk möçber 1,5 milliarddan 2 milliard kub metre çenli.", "tk") == [(2e9, "m3")]
    assert read("Holes of 100-250 metres and 2–3 km.") == [(0.25, "km"), (3.0, "km")]
    assert read("It may cost $1.5-2 billion or €1.5 to 2 billion.") == [(2e9, "USD"), (2e9, "EUR")]
    assert read("It paid $5 to 2 companies.") == [(5.0, "USD")]
    assert read("The share rose from 20% to 25.5%.") == [(20.0, "%"), (25.5, "%")]


def test_numbers_of_a_list_share_the_unit_at_its_end() -> None:
    found = read("Yarn brought 813.4 million, cloth 684.9 million, thread 169.3 million dollars.")
    assert found == [(813.4e6, "USD"), (684.9e6, "USD"), (169.3e6, "USD")]


def test_numbers_without_a_unit_that_nothing_counts_share_it_too() -> None:
    found = read("500 млн долларов даст банк, 250 млн — ЕБРР, ещё 150 млн выделит фонд.", "ru")
    assert found == [(500e6, "USD"), (250e6, "USD"), (150e6, "USD")]


def test_a_russian_noun_tells_a_fraction_from_thousands() -> None:
    assert read("Выпуск вырос до 12,513 тонны.", "ru") == [(12.513, "t")]
    assert read("Выпуск вырос до 12,513 тонн.", "ru") == [(12513.0, "t")]
    assert read("Выпуск вырос до 12,523 тонны.", "ru") == [(12523.0, "t")]


def test_values_carry_no_dust_of_binary_fractions() -> None:
    assert read("Активы — 8,2 млрд долларов.", "ru") == [(8200000000.0, "USD")]


def test_a_number_of_a_list_may_take_the_unit_before_it() -> None:
    assert read("Лебап сдал 320 тыс. тонн, Ахал (280 тыс.) отстал.", "ru") == [(320e3, "t"), (280e3, "t")]


def test_a_lone_scaled_number_counts_things() -> None:
    assert read("Собрали 457,8 тыс. машин за год.", "ru") == [(457800.0, "pcs")]
    assert read("They made 1.2 million.") == [(1.2e6, "pcs")]


def test_the_country_of_the_report_tells_which_manat_is_meant() -> None:
    assert read("Sales reached 5 million manats in Baku.") == [(5e6, "AZN")]
    assert read("Sales reached 5 million manats in Ashgabat.") == [(5e6, "TMT")]
    assert read("Satış 5 milyon manat olub.", "az") == [(5e6, "AZN")]
    assert read("Sales reached 5 million manats.") == [(5e6, "TMT")]


def test_dollars_of_other_countries_are_not_american() -> None:
    assert read("It cost C$5 million and HK$ 7 million.") != [(5e6, "USD"), (7e6, "USD")]
    assert read("A C$5 million deal, AUD$45 million.") != [(5e6, "USD"), (45e6, "USD")]
    assert read("It cost US $ 5 million.") == [(5e6, "USD")]
    assert read("A $5 million deal.") == [(5e6, "USD")]


def test_a_year_before_a_sum_is_no_sum() -> None:
    assert read("In 2018 it was $274 million, in 2017 $159 million.") == [(274e6, "USD"), (159e6, "USD")]


def test_all_flows_of_a_sentence_that_speaks_of_a_day_are_daily() -> None:
    found = read("It makes 2,000 tons of ammonia and 3,500 tons of urea per day.")
    assert found == [(2000.0, "t/d"), (3500.0, "t/d")]
    found = read("It makes 2,000 tons of ammonia a day and 900,000 tons of urea a year.")
    assert found == [(2000.0, "t/d"), (900e3, "t")]
    assert read("Günde 2 müň tonna, ýylda 900 müň tonna.", "tk") == [(2000.0, "t/d"), (900e3, "t")]


def test_kilometres_and_metres_are_one_length() -> None:
    assert read("29 kilometers and 200 meters were laid.") == [(29.2, "km")]


def test_a_headline_that_rounds_a_figure_of_the_text_adds_none() -> None:
    text = "Exports were 2.97 billion dollars."
    assert read(text, title="Exports near $3 billion, 63 thousand tons") == [(2.97e9, "USD"), (63e3, "t")]


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_sentence_is_read_without_complaint(text: str, language: str) -> None:
    for figure in figures(text, [text], language, NOW):
        assert figure.text in text
        assert figure.unit


@given(
    st.lists(
        st.sampled_from(
            ["1", "5,5", "million", "млн", "tonna", "$", "%", "to", "2-3", "в", "раза", "yarim", "2024", "."]
        ),
        max_size=12,
    )
)
def test_any_heap_of_numbers_and_units_is_read_without_complaint(parts: list[str]) -> None:
    for language in LANGUAGES:
        assert all(f.value >= 0 for f in figures("", [" ".join(parts)], language, NOW))


def test_every_language_knows_its_scales() -> None:
    assert all(grammar(language).scale.match(" mln") for language in LANGUAGES)


@pytest.mark.parametrize("versions", ["2.2,2.2.1,2.3.6", "1.0,1.0,1.0", "0.1,0.3"])
def test_a_list_of_versions_breaks_nothing(versions: str) -> None:
    assert value(versions, "en") > 0
    figures(f"Ruby {versions} is out", [f"Support for {versions} tonnes ends."], "en", datetime.now(UTC))
