"""Who is meant by "the company" and who is the teller where the verb ends the sentence."""

import pytest

from model import Cleaned
from news.attribution import attribute
from news.subjects import teller


def source(title: str, *body: str, language: str = "en", tail: tuple[str, ...] = ()) -> str:
    found = attribute(title, Cleaned(body=body, tail=tail), language, {})
    return found.name if found else ""


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        (
            "en",
            "Kazatomprom cuts its plan",
            (
                "Kazatomprom cut its plan for 2026.",
                "Analyst Daniyar Seitov welcomed it.",
                "The state concern said acid is short.",
            ),
        ),
        (
            "en",
            "Repairs begin at Kazatomprom",
            ("Kazatomprom has begun repairs.", "They take 20 days, the company's spokesperson said."),
        ),
        (
            "ru",
            "«Казатомпром» снизил план",
            ("«Казатомпром» снизил план.", "В госконцерне пояснили, что не хватает кислоты."),
        ),
        (
            "tr",
            "Kazatomprom üretimi azalttı",
            ("Kazatomprom, 2026 planını düşürdü.", "Şirketin açıklamasına göre asit yetersiz."),
        ),
        (
            "kk",
            "«Казатомпром» жоспарын қысқартты",
            ("«Казатомпром» қоры жоспарын қысқартты.", "Қордың баспасөз қызметі хабарлағандай, қышқыл аз."),
        ),
    ],
)
def test_a_firm_called_by_its_kind_is_the_one_named_before(
    language: str, title: str, body: tuple[str, ...]
) -> None:
    assert source(title, *body, language=language).strip("«»").casefold() in {"kazatomprom", "казатомпром"}


def test_a_plain_word_that_opens_the_report_is_no_firm() -> None:
    body = ("Shops close for 20 days.", "It takes time, the company's spokesperson said.")
    assert source("Repairs begin", *body) != "Shops"


def test_a_ministrys_press_service_stays_as_it_is_written() -> None:
    sentence = "Moliya vazirligi obligatsiya sotdi, deya xabar bermoqda vazirlik matbuot xizmati."
    assert source("Yangilik", sentence, language="uz") == "vazirlik matbuot xizmati"


def test_what_the_lead_leans_on_counts_before_who_is_quoted_further_down() -> None:
    body = (
        "The first turbine is up, Azernews reports, citing the Ministry of Energy.",
        "The plant has 68 MW.",
        "Blades come by night.",
        'According to Kamran Huseynov, the schedule "slips".',
    )
    assert source("First turbine", *body) == "Ministry of Energy"


def test_a_report_signed_by_a_press_service_is_its_own_word() -> None:
    body, tail = ("Zawod 98 müň tonna dökün öndürdi.",), ("«Türkmenhimiýa» konserniniň metbugat gullugy.",)
    assert "Türkmenhimiýa" in source("Habar", *body, language="tk", tail=tail)


def test_a_body_that_announces_is_the_source_where_nobody_is_cited() -> None:
    assert source("Bids invited", "Barqi Tojik has invited bids for lot 2.") == "Barqi Tojik"
    assert source("A change", "Ann Lee was named minister on Monday.") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Toshkent shahar hokimi Shavkat Umurzoqov yig‘ilishda muddatni", "Shavkat Umurzoqov"),
        ("Мемлекет басшысына облыс әкімінің орынбасары Асайын Байханов", "Асайын Байханов"),
        ("Bakan Hakan Fidan ile görüşen Enerji Bakanı Alparslan Bayraktar,", "Alparslan Bayraktar"),
        ("Президент министр Акылбек Жапаровду кабыл алып,", ""),
        ("Prezident kecha Toshkentda", ""),
    ],
)
def test_the_teller_bears_an_office_and_no_ending(text: str, name: str) -> None:
    assert teller(text) == name


@pytest.mark.parametrize(
    ("language", "body", "name"),
    [
        (
            "en",
            (
                "Repairs at the plant will drag on.",
                "Deputy energy minister Nasipbek Kerimov blamed late tubes.",
                '"There will be heat," he told parliament.',
            ),
            "Nasipbek Kerimov",
        ),
        (
            "uz",
            (
                "“UzAuto Motors” 31 ming dona avtomobil jo‘natdi.",
                "Bu haqda kompaniyaning axborot xizmati rahbari Dilshod Obidov ma’lum qildi.",
                "Uning so‘zlariga ko‘ra, yana 12 ming dona jo‘natiladi.",
            ),
            "Dilshod Obidov",
        ),
        (
            "tg",
            ("Корхона кушода шуд.", "Раиси шаҳри Исфара Дилшод Расулзода инро зикр намуд."),
            "Дилшод Расулзода",
        ),
        (
            "tk",
            (
                "Zawod açyldy.",
                "Dabarada birleşmäniň başlygy Dowran Hudaýberdiýew önümiň iberiljekdigini aýtdy.",
            ),
            "Dowran Hudaýberdiýew",
        ),
    ],
)
def test_who_tells_is_the_person_whatever_else_is_named(
    language: str, body: tuple[str, ...], name: str
) -> None:
    assert source("News", *body, language=language) == name
