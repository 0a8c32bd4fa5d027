"""What stands around a figure: what it measures, when, and the sentence that tells it."""

from datetime import UTC, datetime

import pytest

from news.figures import figures
from news.periods import Periods

NOW = datetime(2025, 9, 15, tzinfo=UTC)


def test_the_sentence_is_kept_as_evidence_and_the_thing_is_named() -> None:
    text = "В стране произвели 45 тыс. тонн меди в 2024 году."
    (figure,) = figures("Медь", [text], "ru", NOW)
    assert (figure.sentence, figure.text, figure.what) == (text, "45 тыс. тонн", "меди")
    (figure,) = figures("", ["The terminal shipped 45 thousand tons of copper cathodes."], "en", NOW)
    assert figure.what == "copper cathodes"


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("en", "Copper exports reached $45 million.", "Copper exports"),
        ("en", "Revenue since May has reached $3 billion.", ""),
        ("en", "The figure was $3 billion.", ""),
        ("en", "The minister opened the 200-kilometer road.", ""),
        ("tk", "Ýol ýylda 15 million tonna ýük gatnadar.", "ýük"),
        ("de", "Das kostet 8 Euro als Abo.", ""),
        ("tg", "Комбинат 9 ҳазор тонна консентрат истеҳсол кард.", "консентрат"),
        ("en", "Exports rose by 7 percent to $175 million.", "Exports"),
        ("en", "The price is $465 million.", "price"),
        ("en", "It sold 94 percent of them.", ""),
        ("en", "The buyer pays $398 a tonne.", ""),
        ("en", "A long list of many things that are of no use is $5.", ""),
        ("ru", "Стоимость проекта — около 380 млн долларов.", "Стоимость проекта"),
        ("ru", "Средняя урожайность составила 16,3 центнера с гектара.", "Средняя урожайность"),
        ("ru", "Заводы платят фермерам по 5,2 сома за килограмм.", ""),
        ("ru", "К концу января выпуск достигнет 78 тыс. тонн.", ""),
        ("ru", "За январь–август по железной дороге на юг страны ушло 32 тыс. тонн.", ""),
        ("ru", "Товарооборот Туркменистана и Турции вырос втрое.", "Товарооборот Туркменистана и Турции"),
        ("ru", f"{'Товаро' * 14}оборот Туркменистана и Турции вырос втрое.", ""),
        ("ru", "Ещё 150 млн долларов выделит фонд.", ""),
        ("uz", "Savdo hajmi 5 foizga oshdi.", "Savdo hajmi"),
        ("tk", "Portuň kuwwaty 15 million tonnadan 25 million tonna çykar.", "kuwwaty"),
        ("tk", "Söwda dolanyşygy ýanwar–oktýabr aýlarynda 486 million dollara ýetdi.", "Söwda dolanyşygy"),
        ("tk", "Zawod 857 müň tonna sement öndürdi.", "sement"),
        ("uz", "Savdoni 1 milliard dollarga yetkazish rejalashtirilgan.", ""),
        ("uz", "Yarim yilda Tojikiston O‘zbekistonga 6,6 ming tonnadan ortiq ko‘mir sotdi.", ""),
        ("tg", "Ҳаҷми савдо 486 миллион долларро ташкил дод.", "Ҳаҷми савдо"),
        ("tr", "Üretim 300 bin ton oldu.", "Üretim"),
        ("kk", "Тауар айналымы 5 миллиард долларға жетті.", "Тауар айналымы"),
        ("xx", "Pretium 5 USD.", ""),
    ],
)
def test_what_is_measured_is_a_phrase_that_reads_well_or_none(language: str, text: str, what: str) -> None:
    assert figures("", [text], language, NOW)[-1].what == what


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In 2021 trade was $5 bn.", "2021"),
        ("en", "In November trade was $5 bn.", "2024-11"),
        ("en", "In August trade was $5 bn.", "2025-08"),
        ("en", "On August 14 they signed for $5 bn.", ""),
        ("en", "In the second half of 2024 trade was $5 bn.", "2024-H2"),
        ("en", "In Q2 trade was $5 bn.", "2025-Q2"),
        ("en", "In the fourth quarter trade was $5 bn.", "2024-Q4"),
        ("en", "In 12 months of 2024 trade was $5 bn.", "2024"),
        ("en", "In eight months trade was $5 bn.", "2025-01/2025-08"),
        ("en", "In 30 months trade was $5 bn.", ""),
        ("en", "Trade will be $5 bn within two months.", ""),
        ("en", "Eight months later trade was $5 bn.", ""),
        ("en", "In the next twelve months trade will be $5 bn.", ""),
        ("en", "From August to December trade was $5 bn.", "2024-08/2024-12"),
        ("en", "In 2025 it was $4 bn, up from $5 bn in 2024.", "2024"),
        ("en", "It was $4 bn in 2025 against $5 bn in 2024.", "2024"),
        ("en", "Trade rose by $5 bn compared with 2024.", ""),
        ("en", "In 2025 trade rose by $5 bn, more than a year earlier.", "2025"),
        ("en", "In 2025 it made $4 bn; a year earlier it made $5 bn.", "2024"),
        ("en", "In 2025 it made $4 bn, or $5 bn more from a year earlier.", "2025"),
        ("ru", "За восемь месяцев 2025 года — 5 млрд долларов, больше, чем годом ранее.", "2025-01/2025-08"),
        ("ru", "Это на 5 млрд долларов больше, чем за те же месяцы 2024 года.", ""),
        ("tk", "2025-nji ýylda 2024-nji ýyla garanda 5 göterim artdy.", "2025"),
        ("uz", "Eksport 2024-yilga nisbatan 5 foizga oshdi.", ""),
        ("en", "In November-March trade was $5 bn.", "2024-11/2025-03"),
        ("en", "In January-March 2025 trade was $5 bn.", "2025-Q1"),
        ("en", "This year trade was $5 bn.", "2025"),
        ("en", "Trade was $5 bn last year.", "2024"),
        ("en", "In the first half of 2025 trade was $5 bn, against $4 bn a year earlier.", "2024-H1"),
        ("uz", "2024 yil yanvar oyida savdo 5 mlrd dollar bo‘ldi.", "2024-01"),
        ("xx", "2024: 5 mln USD.", "2024"),
    ],
)
def test_periods_are_told_in_one_way(language: str, text: str, period: str) -> None:
    assert figures("", [text], language, NOW)[-1].period == period


def test_a_report_of_months_goes_on_speaking_of_them() -> None:
    told = figures(
        "",
        [
            "In January-August 2025 exports were $5 bn.",
            "Cotton brought $1 bn.",
            "The goal is $9 bn a year.",
            "In July alone sales were $2 bn.",
            "Wool brought $3 bn.",
        ],
        "en",
        NOW,
    )
    assert [one.period for one in told] == ["2025-01/2025-08", "2025-01/2025-08", "", "2025-07", ""]


def test_a_fifth_quarter_does_not_exist() -> None:
    assert [time.period for time in Periods("en", NOW).named("The fourth half was odd.")] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The minister's decree No. 245 of 12 March 2025 sets out the rules."),
        ("en", "The ship is expected on 24 October at berth 7."),
        ("en", "The A380 highway and the M-39 road were closed."),
        ("en", "The Su-30 flew from Mary-2 air base."),
        ("en", "Rule 144A notes were listed under ticker UZ50."),
        ("en", "Phase 2 of block 11 starts in Q3."),
        ("ru", "Постановление № 312 от 5 мая 2025 года вступит в силу через 10 дней."),
        ("ru", "Завод имени 40-летия Победы закрыт."),
        ("ru", "Автодорога М-41 закрыта, сообщили по номеру 1199."),
        ("ru", "ТЭЦ-2 и ГРЭС-1 остановлены."),
        ("ru", "Бензин АИ-95 подорожает."),
        ("uz", "PQ–4937-son qaror 2021-yil 28-yanvarda qabul qilingan."),
        ("uz", "8-sonli zavod 3-bosqichga o‘tdi."),
        ("uz", "Prezidentning PF-60-son farmoni."),
        ("tk", "Karar № 14532 15-nji sentýabrda kabul edildi."),
        ("tk", "Oguzhan köçesiniň 2-nji jaýy."),
        ("kk", "2025 жылғы 3 маусымдағы № 417 қаулы."),
        ("kk", "«№ 5 қазандық» жөнделді."),
        ("az", "Prezidentin 1124 nömrəli Sərəncamı imzalanıb."),
        ("az", "2-ci mərhələ 2026-cı ildə bitəcək."),
        ("tr", "6446 sayılı kanun değişti."),
        ("tr", "3'üncü ünite devreye girdi."),
        ("tg", "Қарори №215 аз 4 июни соли 2025 қабул шуд."),
    ],
)
def test_numbers_of_laws_roads_and_houses_are_no_figures(language: str, sentence: str) -> None:
    measured = [
        f for f in figures("", [sentence], language, NOW) if f.unit not in {"places", "years", "months"}
    ]
    assert measured == []


@pytest.mark.parametrize(
    ("language", "sentence", "told"),
    [
        ("en", "Capacity rises from 5 million to 7 million tons.", [(5e6, "t", ""), (7e6, "t", "up")]),
        ("en", "They ship from 5 million to 7 million tons.", [(7e6, "t", "")]),
        ("ru", "Мощность увеличена с 5 млн до 7 млн тонн.", [(5e6, "t", ""), (7e6, "t", "up")]),
        ("ru", "Цена снизилась с 215 до 186 долларов.", [(215.0, "USD", ""), (186.0, "USD", "down")]),
        ("uz", "Quvvat 1,2 mln tonnadan 2 mln tonnaga yetkazildi.", [(1.2e6, "t", ""), (2e6, "t", "up")]),
        ("tk", "Akym 24 müň tonnadan 30 müň tonna çenli artar.", [(24e3, "t", ""), (30e3, "t", "up")]),
    ],
)
def test_growth_from_one_amount_to_another_tells_both(
    language: str, sentence: str, told: list[tuple[float, str, str]]
) -> None:
    found = figures("", [sentence], language, NOW)
    assert [(f.value, f.unit, f.change) for f in found] == told


def test_a_part_has_the_unit_of_the_sum_told_before() -> None:
    apart = ["Savdo 118 million dollardan oshgan.", "Uning 86 millioni O‘zbekiston tovarlari."]
    found = figures("", apart, "uz", NOW)
    assert [(f.value, f.unit) for f in found] == [(118e6, "USD"), (86e6, "USD")]
    told = "Layihəyə 8,6 mln. AZN yatıracaq, bunun 5 milyonunu kreditlə götürəcək."
    assert [(f.value, f.unit) for f in figures("", [told], "az", NOW)] == [(8.6e6, "AZN"), (5e6, "AZN")]


def test_a_depth_or_a_height_stays_in_metres_and_a_length_does_not() -> None:
    told = ["A well 7,150 metres deep.", "The tunnel is 1,600 metres long."]
    assert [(f.value, f.unit) for f in figures("", told, "en", NOW)] == [(7150.0, "m"), (1.6, "km")]


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("tr", "Santral 51 milyon metreküp doğal gazın yerini alacak.", ""),
        ("en", "While domestic plants gave 14.9 billion kWh, imports grew.", ""),
        ("en", "45 percent of the work has been done.", "work"),
        ("tg", "Иқтидор ба 84 фоиз мерасад.", "Иқтидор"),
    ],
)
def test_no_half_a_phrase_is_told_for_what_is_measured(language: str, text: str, what: str) -> None:
    assert [f.what for f in figures("", [text], language, NOW)] == [what]


@pytest.mark.parametrize(
    ("language", "sentence", "told"),
    [
        ("en", "Kuryk handled 1.9 million tons, 16% more than a year earlier.", ["up", "up"]),
        ("ru", "Добыто 2 млн тонн, что на 5 процентов выше плана.", ["", "up"]),
        ("tk", "Kärhana 98 müň tonna öndürdi, bu 12 göterim köpdür.", ["up", "up"]),
    ],
)
def test_an_amount_goes_the_way_of_the_share_behind_it(language: str, sentence: str, told: list[str]) -> None:
    assert [f.change for f in figures("", [sentence], language, NOW)] == told


@pytest.mark.parametrize(
    ("language", "sentence", "period"),
    [
        ("en", "The grant is $136 million, the rest is to follow by 2026.", ""),
        ("en", "Prices rose 24 percent since August.", ""),
        ("tk", "Ýanwardan bäri 12 göterim ösdi.", ""),
        ("ky", "Завод январь-майда 9 миллион тонна чыгарды.", "2025-01/2025-05"),
        ("tk", "Bu geçen ýylyň sekiz aýyndakydan 12 göterim köpdür.", ""),
        ("tg", "Дар нимсолаи аввал 26 тонна тилло истихроҷ шуд.", "2025-H1"),
    ],
)
def test_a_deadline_a_beginning_and_what_is_compared_with_are_no_period(
    language: str, sentence: str, period: str
) -> None:
    assert [f.period for f in figures("", [sentence], language, NOW)] == [period]
