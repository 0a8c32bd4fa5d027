"""What a report is about: countries, sectors and topics, with their words; the traps of the field."""

from pathlib import Path

import pytest

from model import Label, LabelKind
from news.classify import labels
from news.taxonomy import Taxonomy
from tests.news.evals_labels import countries, of_kind, places
from tests.news.evals_rows import ARTICLES, DATA, REPORTS, Counts

needs_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")


def judged(title: str, *sentences: str, language: str = "en") -> tuple[Label, ...]:
    return labels(title, sentences, language, Taxonomy.default())


def codes(kind: LabelKind, title: str, *sentences: str, language: str = "en") -> set[str]:
    return {label.code for label in judged(title, *sentences, language=language) if label.kind is kind}


def lands(title: str, *sentences: str, language: str = "en") -> set[str]:
    return codes(LabelKind.COUNTRY, title, *sentences, language=language)


def fields(title: str, *sentences: str, language: str = "en") -> set[str]:
    return codes(LabelKind.SECTOR, title, *sentences, language=language)


def test_a_newspaper_is_no_gas() -> None:
    said = "Об этом пишет газета «Вести»."
    assert "oil_gas" not in fields("Газета рассказала о библиотеке", said, language="ru")
    assert "oil_gas" in fields("Поставки газа растут", "Экспорт газа вырос на треть.", language="ru")


def test_medicine_and_honey_are_no_copper() -> None:
    assert "mining" not in fields("Медики получили новые приборы", "Мед. центр открыт.", language="ru")
    assert "mining" in fields("Завод увеличил выплавку меди", "Медь идёт на экспорт.", language="ru")


def test_a_delivery_is_no_rate() -> None:
    assert "finance" not in fields("Поставка овощей началась", "Первая поставка ушла.", language="ru")


def test_plants_are_no_plans() -> None:
    assert (
        codes(LabelKind.TOPIC, "Two cement plants for the valley", "Both plants belong to one group.")
        == set()
    )


def test_mary_is_a_city_only_beside_its_words() -> None:
    assert "TM" not in lands("Mary Robinson visits a school", "Mary spoke to pupils.")
    assert "TM" in lands("Cotton harvest starts in Mary province", "Farmers of Mary velayat went out.")


def test_balkan_is_a_province_only_beside_its_words() -> None:
    assert "TM" not in lands("Storm crosses the Balkans", "Balkan countries sent help.")
    assert "TM" in lands("A new quay in Balkan province", "Balkan welayat builds it.")


def test_georgia_of_america_is_another_one() -> None:
    assert "GE" not in lands("Georgia Tech opens a laboratory", "The US state of Georgia pays.")
    assert "GE" in lands("Georgia lowers its tariff", "Tbilisi wants more transit.")


def test_turkey_is_the_country_with_a_capital() -> None:
    assert "TR" in lands("Turkey buys more gas", "Ankara signed for ten years.")
    assert "TR" not in lands("Farm sells roast turkey", "The turkey farm grows.")


def test_manat_belongs_to_the_language_it_is_told_in() -> None:
    assert lands("Zawod 5 million manat goýdy", "Bahasy 5 million manat.", language="tk") == {"TM"}
    assert lands("Zavod 5 milyon manat ayırıb", "Dəyəri 5 milyon manat.", language="az") == {"AZ"}


def test_som_is_no_sum() -> None:
    assert "UZ" not in lands("Завод 5 миллион сом төлөдү", "Салык 5 миллион сом.", language="ky")


def test_the_country_of_a_dateline_does_not_count() -> None:
    assert lands("Kazakhstan ships more grain", "TASHKENT, May 5. Kazakhstan shipped 2 million tons.") == {
        "KZ"
    }


def test_a_city_implies_its_country_and_says_so() -> None:
    found = [x for x in judged("A bridge opens in Samarkand", "Drivers use it from today.") if x.code == "UZ"]
    assert found[0].implied
    assert "Samarkand" in found[0].evidence


def test_every_label_shows_its_words() -> None:
    text = "Turkmenistan sells more electricity. The power plant sold 3 billion kWh to Uzbekistan."
    for label in judged(text, text):
        assert all(word in text for word in label.evidence.split(", "))


def test_a_ranking_names_the_others_in_passing() -> None:
    body = "Turkmenistan ranks fourth after Russia, Kazakhstan and China."
    assert lands("Turkmenistan grows more cotton", body) == {"TM"}


def test_a_list_that_ends_in_others_is_in_passing() -> None:
    assert lands("Uzbekistan sells more carpets", "They go to Turkey, Russia and others.") == {"UZ"}


def test_a_ranking_in_turkmen_names_the_others_in_passing() -> None:
    body = "Türkmenistan Russiýadan we Gazagystandan soň üçünji orunda."
    assert lands("Türkmenistanda hasyl ýygnaldy", body, language="tk") == {"TM"}


def test_a_country_far_away_counts_only_where_the_report_is_about_it() -> None:
    assert "BR" not in lands("Kazakhstan sells wheat", "The price fell as in Brazil.")
    assert "BR" in lands("Brazil sells wheat to Kazakhstan", "Brazil and Kazakhstan signed.")


def test_a_country_named_once_in_a_long_report_is_in_passing_unless_the_report_is_about_our_region() -> None:
    filler = [f"The harvest of the valley number {n} went well." for n in range(8)]
    assert "IR" not in lands("Brazil ends its harvest", "Brazil ends it.", *filler, "Iran bought some.")
    assert "IR" in lands("Uzbekistan ends its harvest", "Uzbekistan ends it.", *filler, "Iran bought some.")


def test_people_are_no_lands() -> None:
    assert lands("Казаков и Рустам Исроилов открыли цех", "Цех Қабылова открыт.", language="ru") == set()
    assert lands(
        "В Китае растёт спрос", "На этой большой ярмарке ждут и казахов, сказал директор.", language="ru"
    ) == {"CN", "KZ"}
    assert lands("Rustam Kabulov opens a shop", "Ruslan works there.") == set()
    assert lands("Алиев открыл цех", "Алиев — фермер.", language="ru") == set()
    assert lands("Алиев открыл цех", "Ильхам Алиев был в Баку.", language="ru") == {"AZ"}


def test_everyday_words_are_no_lands() -> None:
    assert lands("Кітапханада жаңа кітап", "Кітапты оқыды.", language="kk") == set()
    assert lands("Мыйзам ишке киргизилди", "Өзгөртүү киргизүү керек.", language="ky") == set()
    assert lands("“Dəmir” MMC gömrük rüsumu ödəyib", "MMC işləyir.", language="az") == set()


def test_what_uzbek_sets_apart_stays_apart() -> None:
    for law, mine in (
        ("Qonun qabul qilindi", "Yangi kon ochildi"),
        ("Қонун қабул қилинди", "Янги кон очилди"),
    ):
        assert "mining" not in {label.code for label in judged(law, law, language="uz")}
        assert "mining" in {m.code for m in Taxonomy.default().mentions(mine, "uz")}
    assert "agri" not in fields("G‘alaba kuni nishonlandi", "G‘alabaga yuz yil.", language="uz")
    assert "agri" in fields("Ғалла ўрими бошланди", "G‘alla o‘rimi tugadi.", language="uz")


def test_everyday_words_are_no_fields() -> None:
    assert "mining" not in fields("Болатын жиын туралы", "Жиын ертең болатын.", language="kk")
    assert "agri" not in fields("Балдар мектепке барды", "Балдарга китеп берилди.", language="ky")
    assert "transport" not in fields("Yüksək qonaq gəldi", "Yüksək səviyyədə qarşılandı.", language="az")
    assert "power" not in fields("Муносибат барқарор шуд", "Сулҳ барқарор аст.", language="tg")
    assert "trade" not in fields("An important anniversary", "It is of importance to all.")


def test_a_project_tells_its_sector() -> None:
    assert "power" in fields("Work at Rogun goes on", "Rogun gets its third unit.")
    assert "oil_gas" in fields("TAPI reaches the border", "TAPI pipes were laid.")


def test_three_branches_together_are_industry() -> None:
    body = "Joint projects in textiles, pharmaceuticals, chemicals and machine-building were discussed."
    assert "industry" in fields("Uzbekistan and Kazakhstan hold talks on cooperation", body)


def test_nothing_said_is_nothing_found() -> None:
    assert judged("", "") == ()


@needs_data
def test_the_bars_of_labels_are_kept() -> None:
    sector, topic = LabelKind.SECTOR, LabelKind.TOPIC
    assert countries(REPORTS).f1 >= 0.97
    assert countries(ARTICLES).f1 >= 0.985
    assert of_kind(REPORTS, sector).f1 >= 0.86
    assert of_kind(REPORTS, topic).f1 >= 0.72
    assert of_kind(ARTICLES, sector).f1 >= 0.88
    assert of_kind(ARTICLES, topic).f1 >= 0.75


@needs_data
def test_the_bar_of_newswire_places_is_kept() -> None:
    assert places(step=16).f1 >= 0.80


def test_headlines_of_ten_languages_tell_their_fields() -> None:
    counts = Counts()
    for line in Path(__file__).with_name("field_headlines.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, wanted, title = (part.strip() for part in line.split("|", 2))
            ours, gold = fields(title, language=language), set(wanted.split(", "))
            counts.add(len(ours & gold), len(ours), len(gold))
    assert counts.f1 >= 0.9


def test_the_ending_of_a_number_is_no_word() -> None:
    assert "agri" not in fields("1000-нан астам жұмысшы", "Зауытта 1000-нан астам адам бар.", language="kk")
    assert "agri" in fields("Нан қымбаттады", "Нан бағасы өсті.", language="kk")


def test_of_a_word_and_a_hint_of_one_field_the_word_counts() -> None:
    both = '[sectors.mining]\nname = { en = "Mining" }\nwords.en = "ores"\nhints.en = "ores"'
    assert [mention.weight for mention in Taxonomy.parse(both).mentions("ores")] == [2.0]


def test_what_is_of_no_field_is_of_no_topic() -> None:
    found = judged("Championship completed in Nukus", "The exhibition match was opened by the mayor.")
    assert {label.kind for label in found} <= {LabelKind.COUNTRY}


def test_a_shop_that_sounds_like_a_country_is_none() -> None:
    assert lands("Zayre opens twenty shops", "Zayre Corp pays for them.") == set()
    assert lands("Zaire sells cobalt", "Zaire sells more of it.") == {"CD"}


def test_an_ending_behind_quotation_marks_is_no_word() -> None:
    assert "agri" not in fields(
        "“Azərkosmos”un yeni sədri", "“Azərkosmos”un sədri işə başlayıb.", language="az"
    )
    assert "agri" in fields("Un idxalı artıb", "Ölkəyə 5 min ton un gətirilib.", language="az")


def test_wind_is_weather_until_it_turns_something() -> None:
    assert fields("Sabah güclü külək əsəcək", "Bakıda gecə külək güclənəcək.", language="az") == set()
    assert "power" in fields("Külək elektrik stansiyası tikilir", "Stansiya 240 MVt olacaq.", language="az")
