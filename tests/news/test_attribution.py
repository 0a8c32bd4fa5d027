"""Who says so: the cited source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Attribution, Cleaned, Ownership, Source, SourceKind
from news.attribution import attribute, known_sources
from tests.news.evals_facts import primary_source, source_phrases
from tests.news.evals_rows import DATA

needs_reports = pytest.mark.skipif(
    not DATA.exists(), reason="the labelled reports are not beside the project"
)

TREND = Source(
    "trend",
    "Trend News Agency",
    SourceKind.FEED,
    "https://en.trend.az/feeds",
    homepage="https://www.trend.az",
)
MINISTRY = Source(
    "mift", "Ministry of Investment", SourceKind.PAGE, "https://mift.uz/en", ownership=Ownership.STATE
)
AZATLYK = Source(
    "azatlyk", "Azatlyk", SourceKind.FEED, "https://azathabar.com/api", ownership=Ownership.INDEPENDENT
)
KNOWN = known_sources([TREND, MINISTRY, AZATLYK])


def cited(sentence: str, language: str, title: str = "News") -> Attribution | None:
    return attribute(title, Cleaned(body=(sentence,)), language, KNOWN)


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("en", "Trade grew by a tenth, as reported on mift.uz.", "mift.uz"),
        (
            "en",
            "Trade grew, according to the press service of the Ministry of Transport.",
            "Ministry of Transport",
        ),
        ("en", "Kazatomprom, the national company, said on Monday that output fell.", "Kazatomprom"),
        ("en", "The line is ready, the Energy Ministry said.", "Energy Ministry"),
        ("en", "The line is ready, its statistics agency said.", "its statistics agency"),
        ("ru", "Торговля выросла, сообщает Минэкономики.", "Минэкономики"),
        ("ru", "Торговля выросла, передаёт агентство «Туран».", "«Туран»"),
        ("ru", "Торговля выросла, сообщил в среду посол Турции Тоган Орал.", "Тоган Орал"),
        ("ru", "Деньги дадут, пишет «Азия» со ссылкой на посольство Италии в Душанбе.", "посольство Италии"),
        ("ru", "По словам министра Олжаса Бектенова, завод достроят.", "Олжаса Бектенова"),
        ("uz", "Savdo o‘sdi, deya xabar beradi prezident.uz.", "prezident.uz"),
        ("uz", "Energetika vazirligi ma’lumotiga ko‘ra, savdo o‘sdi.", "Energetika vazirligi"),
        ("uz", "Савдо ўсди, деб хабар берди Миллий статистика қўмитаси.", "Миллий статистика қўмитаси"),
        ("uz", "Энергетика вазирлиги маълумотига кўра, савдо ўсди.", "Энергетика вазирлиги"),
        ("tk", "“Watan” gazetiniň habar bermegine görä, söwda ösdi.", "Watan"),
        ("tk", "TDH-niň habar bermegine görä, söwda ösdi.", "TDH"),
        ("tk", "Türkiýäniň ilçisi Togan Oral söwdanyň ösendigini aýtdy.", "Togan Oral"),
        ("kk", "Сауда өсті, деп хабарлайды Энергетика министрлігі.", "Энергетика министрлігі"),
        ("ky", "Соода өстү, деп билдирди Садыр Жапаров.", "Садыр Жапаров"),
        ("tg", "Савдо афзуд, хабар медиҳад Вазорати молия.", "Вазорати молия"),
        ("az", "Nazir Pərviz Şahbazov bunu brifinqdə bildirib.", "Pərviz Şahbazov"),
        ("tr", "Bakan Abdulkadir Uraloğlu hattın açılacağını söyledi.", "Abdulkadir Uraloğlu"),
    ],
)
def test_the_cited_source_is_named(language: str, sentence: str, name: str) -> None:
    found = cited(sentence, language)
    assert found is not None
    assert name in found.name
    assert found.evidence == sentence


def test_who_speaks_counts_before_the_outlet_that_relays() -> None:
    found = cited("Потери велики, сообщил министр Ерлан Аккенженов, передает «Вестник».", "ru")
    assert found is not None
    assert found.name == "Ерлан Аккенженов"


def test_an_outlet_is_never_its_own_source() -> None:
    cleaned = Cleaned(body=("Trade grew by a tenth, Trend reports.",))
    found = attribute("News", cleaned, "en", KNOWN)
    assert found is not None
    assert found.source == "trend"
    assert attribute("News", cleaned, "en", KNOWN, outlet="TREND") is None


def test_who_is_only_called_he_is_the_one_that_opens_the_report() -> None:
    body = ("Гендиректор завода Алексей Петров приехал в город.", "«Работы идут», — сказал он.")
    found = attribute("Работы", Cleaned(body=body), "ru", KNOWN)
    assert found is not None
    assert found.name == "Алексей Петров"


def test_the_sources_of_our_own_sentences_are_found() -> None:
    share, wrong = source_phrases()
    assert share >= 0.98, wrong


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            ("«Türkmengaz» döwlet konserni gaz satar.", "Bu barada konserniň saýtynda habar berilýär."),
            "«Türkmengaz» döwlet konserni",
        ),
        (
            ("The State Assets Agency sells the mill.", "Bids are open, according to the agency."),
            "State Assets Agency",
        ),
        (
            ("The Ministry of Digital Development plans a centre.", "It will be big, the ministry said."),
            "Ministry of Digital Development",
        ),
        (("Концерн «Туркменхимия» растёт.", "План выполнен, сообщили в концерне."), "Концерн «Туркменхимия»"),
    ],
)
def test_a_body_called_by_its_kind_is_the_one_named_before(body: tuple[str, ...], name: str) -> None:
    language = {"«": "tk", "К": "ru"}.get(body[0][0], "en")
    found = attribute("News", Cleaned(body=body), language, {})
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        (
            "en",
            "Trade grew, said the Ministry of Investment, Industry and Trade.",
            "Ministry of Investment, Industry and Trade",
        ),
        (
            "ru",
            "Торговля выросла, сообщило Министерство инвестиций, промышленности и торговли.",
            "Министерство инвестиций, промышленности и торговли",
        ),
        (
            "uz",
            "Investitsiyalar, sanoat va savdo vazirligi axborotiga ko‘ra, savdo o‘sdi.",
            "Investitsiyalar, sanoat va savdo vazirligi",
        ),
        (
            "uz",
            "Sog‘liqni saqlash vazirligining hisob-kitobiga ko‘ra, dori ko‘paydi.",
            "Sog‘liqni saqlash vazirligi",
        ),
        (
            "tk",
            "«Türkmenistan: Altyn asyr» gazetiniň habaryna görä, zawod açyldy.",
            "«Türkmenistan: Altyn asyr» gazeti",
        ),
        ("tk", "Türkmenistanyň Aşgabatdaky ilçisi Togan Oral söwdanyň ösendigini aýtdy.", "Togan Oral"),
        ("ru", "Как отметил глава МИД Турции Хакан Фидан, торговля растёт.", "Хакан Фидан"),
        ("ru", "Об этом рассказал министр Азамат Сапарович Токтогулов.", "Азамат Сапарович Токтогулов"),
        (
            "ru",
            "Об этом рассказала заместитель председателя Агентства по статистике Гульнара Керимова.",
            "Гульнара Керимова",
        ),
        (
            "kk",
            "Сауда өсті, деді Энергетика министрі Айдарбек Сапаров Үкімет отырысында.",
            "Айдарбек Сапаров",
        ),
        (
            "tg",
            "Савдо афзуд, гуфт сафири Арабистони Саудӣ дар Тоҷикистон Валид ибни Абдурраҳмон.",
            "Валид ибни Абдурраҳмон",
        ),
        ("az", "Trend Dövlət Gömrük Komitəsinə istinadən xəbər verir.", "Dövlət Gömrük Komitəsi"),
        ("en", "“This is good,” Marco Rossi, country manager, said.", "Marco Rossi"),
    ],
)
def test_a_name_is_whole_and_nothing_but_the_name(language: str, sentence: str, name: str) -> None:
    found = cited(sentence, language)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("kk", "Қасым-Жомарт Тоқаев Бішкекте өткен жиында сауда өсетінін айтты.", "Қасым-Жомарт Тоқаев"),
        ("ru", "По словам посла Италии в Душанбе Анны Росси, деньги дадут.", "Анны Росси"),
        ("ru", "Деньги дадут, сообщил министр Завки Завкизода 14 февраля.", "Завки Завкизода"),
        ("az", "“Xəzər”in əməkdaşı bunu Bəxtiyar Hacıyevə istinadən bildirir.", "Bəxtiyar Hacıyev"),
        ("kk", "Сауда өсті, деп хабарлайды Tizgin.kz kaz.inform.kz-ке сілтеме жасап.", "kaz.inform.kz"),
    ],
)
def test_a_name_is_cut_free_of_office_place_and_day(language: str, sentence: str, name: str) -> None:
    found = cited(sentence, language)
    assert found is not None
    assert name in found.name
    assert len(found.name) <= len(name) + 12


def test_a_cited_domain_is_resolved_to_its_source() -> None:
    found = cited("Trade grew by a tenth, as reported on mift.uz.", "en")
    assert found is not None
    assert (found.source, found.ownership) == ("mift", Ownership.STATE)


def test_a_name_with_an_ending_is_resolved_to_its_source() -> None:
    found = cited("“Azatlygyň” ýazmagyna görä, söwda ösdi.", "tk") or cited(
        "Azatlykyň ýazmagyna görä, ösdi.", "tk"
    )
    assert found is not None
    assert cited("Azatlykyň ýazmagyna görä, söwda ösdi.", "tk") == Attribution(
        "Azatlyk", "azatlyk", Ownership.INDEPENDENT, "Azatlykyň ýazmagyna görä, söwda ösdi."
    )


def test_an_unknown_official_is_of_the_state_and_anybody_else_unknown() -> None:
    official = cited("Торговля выросла, сообщает Минэнерго Казахстана.", "ru")
    company = cited("Output fell, Tengizchevroil said.", "en")
    assert official is not None
    assert official.ownership is Ownership.STATE
    assert company is not None
    assert company.ownership is Ownership.UNKNOWN


def test_a_source_line_below_the_text_counts_when_the_text_is_silent() -> None:
    cleaned = Cleaned(body=("The plant opened.",), tail=("Source: Turkmenistan.ru",))
    found = attribute("News", cleaned, "en", KNOWN)
    assert found is not None
    assert found.name == "Turkmenistan.ru"


def test_an_official_in_the_title_counts_when_nothing_else_does() -> None:
    found = cited("Торговля выросла.", "ru", title="Торговля превысила 2 млрд – Минторг Казахстана и министр")
    assert found is not None
    assert cited("Торговля выросла.", "ru", title="Минэнерго: торговля выросла") == Attribution(
        "Минэнерго", "", Ownership.STATE, "Минэнерго: торговля выросла"
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It said nothing."),
        ("ru", "Он сообщил, что завод открыт."),
        ("xx", "Quidquid dixit Caesar."),
        ("en", "The road is long."),
        ("en", "The deal was disclosed."),
        ("en", "Its price, estimates of which vary, is high."),
        ("ru", "Специалисты пробурили скважины и подтвердили запасы."),
        ("tk", "Deslapky maglumatlara görä, gor uly."),
    ],
)
def test_nobody_is_named_where_nobody_is_cited(language: str, sentence: str) -> None:
    assert cited(sentence, language) is None


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "uz", "tk", "kk", "ky", "tg", "az", "tr", "xx"]))
def test_any_sentence_is_judged_without_complaint(sentence: str, language: str) -> None:
    found = attribute(sentence, Cleaned(body=(sentence,)), language, KNOWN)
    assert found is None or found.name


@needs_reports
def test_the_primary_source_of_labelled_reports_is_found() -> None:
    assert primary_source() >= 0.9


def test_a_domain_that_outlets_share_names_none_of_them() -> None:
    ministry = Source("tg-ministry", "Ministry", SourceKind.CHANNEL, "https://t.me/s/ministry")
    agency = Source("tg-agency", "Agency", SourceKind.CHANNEL, "https://t.me/s/agency")
    paper = Source("paper", "Paper", SourceKind.FEED, "https://paper.example/rss")
    twin = Source("paper-ru", "Paper", SourceKind.FEED, "https://paper.example/ru/rss")
    known = known_sources([ministry, agency, paper, twin])
    assert "tme" not in known
    assert known["paperexample"] == paper
    assert known["ministry"] == ministry
