"""A story reads in three seconds: flags, headline, two or three sentences, figures, outlets, source, time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from message import Bold, Fold, Link, Open, Paragraph, Picture, Time
from model import Attribution, Correction, Figure, Ownership, Saying, SummarySentence
from tests.views.samples import BARE, GAS, LABELS, NOW, UREA, at, labels, pressed, said, telling
from views.actions import Background, OpenStory, SavedStories, Unmute, decode
from views.behind import background, related, why
from views.html import plain
from views.i18n import words_in
from views.inline import words
from views.story import Kept, bundle, figures, story

BODY = """🇹🇲🇺🇿 <b>Turkmenistan opens a urea plant in Garabogaz</b>

The plant can make 1.155 million tons of urea a year. Most of it will be shipped across the Caspian. \
Building took four years.

<b>1.155\u00a0million\u00a0tons</b> urea, 2026 ▲ · <b>$1.3\u00a0billion</b> cost · <b>45\u00a0%</b> share ▼

<a href="https://kapital.example/1">Kapital</a>, <a href="https://gundogar.example/2">Gundogar</a> \
· source: Turkmenhimiya (state) · <tg-time unix="1790319600" format="dt">25 Sep, 07:00 UTC</tg-time>"""


def test_a_story_reads_in_three_seconds() -> None:
    message = story(UREA, "en", now=NOW)
    assert said(message) == BODY
    assert labels(message) == [["Read", "Background"], ["More like this", "Save", "Mute"]]
    assert message.blocks[0] == Picture("https://kapital.example/plant.jpg")
    assert message.preview == "https://kapital.example/1"
    assert message.keyboard[0][0] == Open("Read", "https://kapital.example/1")


def test_a_story_that_an_alert_wanted_names_it_in_words() -> None:
    message = story(UREA, "ru", now=NOW, matched="country:tm sector:chemicals")
    assert said(message).endswith("<i>Ваша подписка: 🇹🇲 Туркменистан, Химия и удобрения</i>")


@pytest.mark.parametrize(("reader", "code"), [("en", " [RU]"), ("ru", ""), ("uz", " [RU]")])
def test_a_headline_stays_in_its_language_and_says_so_to_others(reader: str, code: str) -> None:
    first = said(story(GAS, reader, now=NOW)).split("\n")[0]
    assert first == f"🇹🇲 <b>«Туркменгаз» нарастил экспорт</b>{code}"


def test_a_story_of_which_little_is_known_is_still_a_story() -> None:
    message = story(BARE, "en", now=NOW)
    assert said(message) == (
        '<b>Something happened</b>\n\n<tg-time unix="1790305200" format="dt">25 Sep, 03:00 UTC</tg-time>'
    )
    assert labels(message) == [["Background"], ["More like this", "Save", "Mute"]]
    assert message.preview == ""


def test_the_longest_story_gives_up_its_photo_rather_than_its_words() -> None:
    long = tuple(SummarySentence("слово " * 90 + ".", 1) for _ in range(3))
    wide = tuple(Figure("9" * 300, 9.0, "t", "w" * 300, "2026") for _ in range(3))
    outlets = tuple(telling("O" * 200 + str(n), n) for n in range(6))
    told = replace(UREA, headline="ў" * 900, summary=long, figures=wide, tellings=outlets)
    printed = plain(story(told, "en", now=NOW))
    assert not printed.photo
    assert not printed.rest
    for part in ("ў…</b>", "слово…", "9…</b>", "O…</a>", "+2 more", "state", "tg-time"):
        assert part in printed.html


def test_outlets_stand_once_in_order_of_time_and_four_are_named() -> None:
    names = ("A", "B", "A", "C", "D", "E", "F")
    told = replace(UREA, tellings=tuple(telling(name, n, hour=n) for n, name in enumerate(names, 1)))
    last = story(told, "en", now=NOW).blocks[-1]
    assert isinstance(last, Paragraph)
    links = [part for part in last.line if isinstance(part, Link)]
    assert [(link.text, link.url) for link in links] == [
        ("A", "https://a.example/1"), ("B", "https://b.example/2"), ("C", "https://c.example/4"), ("D", "https://d.example/5"),
    ]  # fmt: skip
    assert "+2 more" in said(story(told, "en", now=NOW))


@pytest.mark.parametrize(("owner", "words"), [
    (Ownership.STATE, "source: Turkmenhimiya (state)"),
    (Ownership.INDEPENDENT, "source: Turkmenhimiya (independent)"),
    (Ownership.UNKNOWN, "source: Turkmenhimiya · "),
])  # fmt: skip
def test_the_primary_source_is_named_with_its_owner(owner: Ownership, words: str) -> None:
    assert UREA.attribution is not None
    told = replace(UREA, attribution=replace(UREA.attribution, ownership=owner))
    assert words in said(story(told, "en", now=NOW))


def test_an_old_story_shows_its_year() -> None:
    old = replace(UREA, first_at=datetime(2024, 3, 1, 8, tzinfo=UTC))
    last = story(old, "en", now=NOW).blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.line[-1] == Time(old.first_at, "1 Mar 2024", "D")
    recent = replace(UREA, first_at=NOW - timedelta(days=200))
    assert 'format="dt"' in said(story(recent, "en", now=NOW))


def test_a_figure_shows_what_it_measures_when_and_where_it_goes() -> None:
    found = (Figure("45 %", 0.45, "%", "of it"), Figure("5 bcm", 5e9, "m3", "gas", "2025", "down"))
    line = figures(replace(UREA, figures=found), words_in("en"))
    assert (
        "".join(part.text for part in line if not isinstance(part, Time))
        == "45\u00a0% of it · 5\u00a0bcm gas, 2025 ▼"
    )


def test_what_a_figure_measures_stands_where_the_report_put_it() -> None:
    value = "1,12\u00a0млрд"
    for what, sentence, shown in (
        (
            "Стоимость проекта",
            "Стоимость проекта составила 1,12 млрд.",
            f"Стоимость проекта — {value}, 2025 ▲",
        ),
        ("тонн", "Стоимость тонн — 1,12 млрд тонн.", f"{value} тонн, 2025 ▲"),
        ("urea", "A urea plant makes 1,12 млрд of urea.", f"{value} urea, 2025 ▲"),
        ("urea", "", f"{value} urea, 2025 ▲"),
    ):
        figure = Figure("1,12 млрд", 1.12e9, "USD", what, "2025", "up", sentence)
        assert words(figures(replace(UREA, figures=(figure,)), words_in("en"))) == shown


def test_what_two_figures_in_a_row_measure_is_named_once() -> None:
    sentence = "The capacity rises from 5 tons to 7 tons."
    first, second = (Figure(f"{n:g} tons", n, "t", "capacity", "", "", sentence) for n in (5.0, 7.0))
    line = figures(replace(UREA, figures=(first, second)), words_in("en"))
    assert words(line) == "capacity — 5\u00a0tons · 7\u00a0tons"


def test_a_bare_figure_is_shown_only_where_the_summary_says_what_it_is() -> None:
    bare = replace(UREA, figures=(Figure("50 km", 50, "km"),), summary=(SummarySentence("It opened.", 1),))
    assert words(figures(bare, words_in("en"))) == ""
    told = replace(bare, summary=(SummarySentence("The road of 50 km opened.", 1),))
    assert words(figures(told, words_in("en"))) == "50\u00a0km"


def test_an_address_that_may_not_be_opened_is_no_button() -> None:
    bad = replace(telling("Evil"), url="javascript:alert(1)")
    told = replace(UREA, tellings=(bad, telling("Kapital", 2)), image="file:///etc/passwd")
    message = story(told, "en", now=NOW)
    assert message.keyboard[0][0] == Open("Read", "https://kapital.example/2")
    assert not isinstance(message.blocks[0], Picture)
    assert plain(message).preview == "https://kapital.example/2"
    assert plain(story(replace(UREA, tellings=(bad,)), "en", now=NOW)).preview == ""


# ---------------------------------------------------------------- what was done with it


def test_a_saved_story_leads_to_all_saved_ones_and_a_muted_one_back() -> None:
    message = story(UREA, "en", now=NOW, kept=Kept(saved=True, muted=True))
    assert labels(message)[1] == ["More like this", "✓ Saved", "✓ Muted"]
    assert decode(pressed(message, "✓ Saved")) == SavedStories(0)
    assert decode(pressed(message, "✓ Muted")) == Unmute(7)


def test_a_corrected_story_says_what_was_what_is_and_since_when() -> None:
    first = Correction("4.5 bcm", "5.4 bcm", at(9), "gas exports", "Kapital")
    later = Correction("Anna", "Amina", at(9, 20))
    lines = said(story(replace(UREA, corrections=(first, later)), "en", now=NOW)).split("\n\n")
    assert lines[-2].startswith("<i>✎ Corrected</i> · was Anna, is Amina · <tg-time")
    assert lines[-1].startswith(
        "<i>✎ Corrected</i> · gas exports: was 4.5 bcm, is 5.4 bcm · Kapital · <tg-time"
    )
    assert "25 Sep, 09:00 UTC" in lines[-1]


# ---------------------------------------------------------------- what lies behind it


def test_the_background_holds_its_own_sentences_and_earlier_stories_but_not_itself() -> None:
    message = background(UREA, (GAS, UREA), "en", now=NOW)
    text = said(message)
    assert "• The contract was signed in 2022.\n• A first plant opened in 2018." in text
    assert [block.line[1] for block in message.blocks if isinstance(block, Fold)] == [Bold(GAS.headline)]
    assert "<b>Earlier</b>" in text
    assert labels(message) == [["The story", "Why this?"]]
    assert decode(pressed(message, "The story")) == OpenStory(7)


def test_a_story_without_background_says_so() -> None:
    assert "We hold nothing earlier about this." in said(background(BARE, (BARE,), "en", now=NOW))
    assert "We hold nothing earlier" not in said(background(UREA, (), "en", now=NOW))


def test_more_like_this_lists_the_others_or_says_there_are_none() -> None:
    message = related(UREA, (GAS, BARE), "en", now=NOW)
    assert [type(block) for block in message.blocks[1:]] == [Fold, Fold]
    assert decode(pressed(message, "Background")) == Background(8)
    assert said(related(UREA, (), "en", now=NOW)) == "Nothing like it in the archive yet."


def test_a_bundle_counts_its_stories_in_its_title() -> None:
    assert said(bundle((UREA, GAS), "en", now=NOW)).startswith("<b>2 stories while you were resting</b>\n1. ")
    assert said(bundle((UREA,), "ru", now=NOW)).startswith("<b>1 новость за тихие часы</b>")


# ---------------------------------------------------------------- why it came


def test_why_names_the_alert_and_the_words_that_led_there() -> None:
    text = said(why(UREA, "gas", "en", labels=LABELS))
    assert "It matches your alert “gas”." in text
    assert "• <b>🇹🇲 Turkmenistan</b> ← “Garabogaz”" in text
    assert "• <b>🇺🇿 Uzbekistan</b>\n" in text
    assert "• <b>Chemicals &amp; fertilisers</b> ← “urea plant”" in text
    assert "• <b>Launches &amp; openings</b>" in text


def test_why_names_who_told_it_when_and_what_their_reports_share() -> None:
    told = replace(UREA, tellings=(telling("Orient"), telling("Trend", 2, hour=8)))
    text = said(why(told, "gas", "en", shared={2: ("1.2 million tonnes", "Garabogaz")}))
    first, second = [line for line in text.splitlines() if "UTC" in line]
    assert first.endswith('07:00 UTC</tg-time> · <a href="https://orient.example/1">Orient</a>')
    assert second.endswith("Trend</a> ← same: 1.2 million tonnes, Garabogaz")


def test_why_quotes_the_sentence_that_names_the_source() -> None:
    source = Attribution("Turkmenhimiya", "", Ownership.STATE, "Turkmenhimiya said so on Monday.")
    text = said(why(replace(UREA, attribution=source), "gas", "en"))
    assert "source: Turkmenhimiya (state)" in text
    assert "“Turkmenhimiya said so on Monday.”" in text


def test_where_outlets_differ_both_values_stand_with_who_tells_them() -> None:
    sayings = (
        Saying("1.2 million t", ("Orient", "Trend"), "urea"),
        Saying("1.3 million t", ("Kapital",), ""),
    )
    figure = Figure("1.3 million t", 1.3e6, "t", "urea")
    told = replace(UREA, figures=(*UREA.figures, figure), differences=(sayings,))
    text = said(story(told, "en", now=NOW))
    assert (
        "Outlets differ</i> · urea: <b>1.2 million t</b> (Orient, Trend) · <b>1.3 million t</b> (Kapital)"
        in text
    )
    assert text.count("1.3 million t") == 1


def test_the_background_tells_what_came_before_and_what_has_happened_since() -> None:
    before, after = replace(GAS, id=8, first_at=at(1)), replace(BARE, id=9, first_at=at(12))
    text = said(background(replace(UREA, first_at=at(8)), (before, after), "en", now=NOW))
    places = [text.index(part) for part in ("Earlier", GAS.headline, "Since then", BARE.headline)]
    assert places == sorted(places)


def test_why_of_a_story_nobody_asked_for() -> None:
    assert "You opened it yourself" in said(why(BARE, "", "en"))
    assert "You opened it yourself" not in said(why(UREA, "", "en"))
