"""The digest: a line of numbers, a heading a subscription, a fold a story. And the sample of it."""

from dataclasses import replace

from message import Buttons, Fold, Heading, Open, Paragraph, Press, Text
from model import Figure
from news.digest import Section
from people import Layout
from tests.views.samples import BARE, DAY, GAS, NOW, UREA, labels, said
from views.actions import Background, Mute, OpenStory, Related, Save, decode
from views.choices import Menu, Page, SetLayout
from views.digest import front_page, nothing_new, offer_rich
from views.html import plain, rich
from views.i18n import words_in
from views.inline import shown, words
from views.story import fold

SECTIONS = (Section("country:tm", (UREA, GAS)), Section("", (BARE,)))
PAGE = front_page(SECTIONS, "en", day=DAY, now=NOW)


def test_a_line_of_numbers_stands_on_top() -> None:
    assert PAGE.blocks[0] == Heading((Text("Friday, 25 September"),))
    assert PAGE.blocks[1] == Paragraph((Text("3 stories · 3 outlets · 🇹🇲\u00a02 · 🇺🇿\u00a01"),))
    russian = front_page(SECTIONS, "ru", day=DAY, now=NOW)
    assert said(russian).startswith(
        "<b>Пятница, 25 сентября</b>\n3 новости · 3 издания · 🇹🇲\u00a02 · 🇺🇿\u00a01"
    )


def test_a_fold_repeats_no_figure_of_its_headline() -> None:
    cost = Figure("$1.3 billion", 1.3e9, "USD", "cost")
    for headline, line in (
        ("Plant opens", "Plant opens · $1.3\u00a0billion cost"),
        ("Plant opens for $1.3 bn", "Plant opens for $1.3 bn · 45\u00a0% share"),
        ("Plant opens for $11.3 bn", "Plant opens for $11.3 bn · $1.3\u00a0billion cost"),
    ):
        told = replace(BARE, headline=headline, figures=(cost, Figure("45 %", 0.45, "%", "share")))
        assert words(fold(told, words_in("en"), NOW).line).endswith(line)
    bare = replace(BARE, headline="Plant opens", figures=(Figure("50 km", 50.0, "km"),))
    assert words(fold(bare, words_in("en"), NOW).line).endswith("Plant opens"), "of what, nobody knows"
    silent = replace(BARE, headline="It cost $1.3 bn", figures=(cost,))
    assert words(fold(silent, words_in("en"), NOW).line).endswith("It cost $1.3 bn")


def test_at_most_four_countries_are_counted_and_those_without_a_flag_by_code() -> None:
    told = replace(UREA, countries=("EAEU", "TM", "UZ", "KZ", "RU"))
    page = front_page((Section("gas", (told, replace(GAS, countries=("EAEU",)))),), "en", day=DAY, now=NOW)
    assert page.blocks[1] == Paragraph(
        (Text("2 stories · 3 outlets · EAEU\u00a02 · 🇹🇲\u00a01 · 🇺🇿\u00a01 · 🇰🇿\u00a01"),)
    )


def test_every_subscription_has_its_heading_and_every_story_its_fold() -> None:
    shape = [
        (type(block).__name__, shown(block.line[0]))
        for block in PAGE.blocks[2:]
        if isinstance(block, Heading | Fold)
    ]
    assert shape == [
        ("Heading", "🇹🇲 Turkmenistan"), ("Fold", "🇹🇲🇺🇿 "), ("Fold", "🇹🇲 "), ("Heading", "All news"),
        ("Fold", "Something happened"),
    ]  # fmt: skip


def test_a_subscriptions_heading_stands_below_the_days() -> None:
    assert [block.level for block in PAGE.blocks if isinstance(block, Heading)] == [1, 2, 2]


def test_a_fold_shows_headline_and_figure_and_opens_to_the_rest_with_its_buttons() -> None:
    fold = PAGE.blocks[3]
    assert isinstance(fold, Fold)
    assert words(fold.line).endswith("in Garabogaz · 1.155\u00a0million\u00a0tons urea, 2026 ▲")
    assert not fold.open
    beside = fold.blocks[-1]
    assert isinstance(beside, Buttons)
    actions = [decode(one.data) for row in beside.rows for one in row if isinstance(one, Press)]
    assert beside.rows[0][0] == Open("Read", "https://kapital.example/1")
    assert actions == [Background(7), Save(7), Related(7), Mute(7)]
    assert isinstance(beside.brief, Press)
    assert decode(beside.brief.data) == OpenStory(7)


def test_plain_gives_each_story_a_number_and_rich_its_buttons() -> None:
    numbers = plain(PAGE).keyboard[0]
    assert [(one.label, decode(one.data)) for one in numbers if isinstance(one, Press)] == [
        ("1", OpenStory(7)), ("2", OpenStory(8)), ("3", OpenStory(9)),
    ]  # fmt: skip
    printed = rich(PAGE)
    assert printed is not None
    assert printed.html.count("<details>") == 3
    assert printed.html.count("<tg-button-row>") == 6
    below = [one for row in printed.keyboard for one in row if isinstance(one, Press)]
    assert [decode(one.data) for one in below] == [Menu(Page.DIGEST), SetLayout(Layout.PLAIN)]


def test_a_digest_of_nothing_says_so() -> None:
    assert front_page((Section("gas", ()),), "en", day=DAY, now=NOW) == nothing_new("en")
    assert said(nothing_new("uz")) == "Oxirgi dayjestdan beri yangilik yo‘q."
    assert labels(nothing_new("en")) == [["Digest settings"]]


def test_a_long_digest_goes_on_behind_a_button_and_loses_nothing() -> None:
    many = tuple(replace(UREA, id=number) for number in range(40))
    message = front_page((Section("gas", many),), "en", day=DAY, now=NOW)
    opened: list[str] = []
    while message.blocks:
        printed = plain(message)
        pressed = (one.data for row in printed.keyboard for one in row if isinstance(one, Press))
        opened += [data for data in pressed if data.startswith("o:")]
        message = replace(message, blocks=printed.rest, keyboard=())
    assert opened == [f"o:{number}" for number in range(40)]


def test_a_long_rich_digest_goes_on_too_and_still_leads_back_to_plain() -> None:
    many = tuple(replace(UREA, id=number) for number in range(70))
    message = front_page((Section("gas", many),), "en", day=DAY, now=NOW)
    folds, parts = 0, 0
    while message.blocks:
        printed = rich(message)
        assert printed is not None
        folds, parts = folds + printed.html.count("<details>"), parts + 1
        assert any("cy:plain" in str(row) for row in printed.keyboard)
        message = replace(message, blocks=printed.rest)
    assert folds == 70
    assert 2 <= parts <= 4


def test_the_sample_is_accepted_from_inside_and_refused_from_below() -> None:
    message = offer_rich("en")
    assert message.must_be_rich
    accept = message.blocks[-1]
    assert isinstance(accept, Buttons)
    inside = accept.rows[0][0]
    assert isinstance(inside, Press)
    assert (inside.label, decode(inside.data)) == ("I can read this", SetLayout(Layout.RICH))
    assert message.back is not None
    assert decode(message.back.data) == SetLayout(Layout.PLAIN)
    assert message.back.label == "I see nothing above"
    printed = rich(message)
    assert printed is not None
    assert "<table" in printed.html
    assert "<details>" in printed.html
