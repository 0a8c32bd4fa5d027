"""Three taps to the first subscription; more of each on wish. Then the subscriptions, and what was saved."""

from dataclasses import replace
from datetime import time

import pytest

from message import Button, Press
from news.query import parse
from people import How
from tests.views.samples import DAILY, GAS, NEWS, NOW, QUIET, UREA, labels, pressed, said
from views.actions import Ask, Latest, OpenStory, SavedStories, Unsave, decode
from views.choices import (
    Menu,
    Page,
    PauseSubscription,
    RemoveSubscription,
    ResumeAll,
    ResumeSubscription,
    SetHow,
    StartCountries,
    StartDone,
    StartOften,
    StartSectors,
    SubscriptionMenu,
)
from views.i18n import LANGUAGES
from views.saved import saved
from views.start import (
    COUNTRIES,
    SECTORS,
    group_welcome,
    start_countries,
    start_often,
    start_query,
    start_sectors,
    started,
)
from views.subscriptions import (
    remove_ask,
    resumed,
    stopped,
    subscribed,
    subscription,
    subscriptions,
)


def meant(button: Button) -> object:
    assert isinstance(button, Press)
    return decode(button.data)


def test_three_taps_lead_to_a_subscription() -> None:
    first = start_countries(StartCountries("en"))
    asked = decode(pressed(first, "🇹🇲 Turkmenistan"))
    assert isinstance(asked, StartSectors)
    asked = decode(pressed(start_sectors(asked), "Chemicals"))
    assert isinstance(asked, StartOften)
    asked = decode(pressed(start_often(asked), "Daily digest"))
    assert asked == StartDone("en", (0,), (2,), How.DAILY)
    assert start_query(asked.countries, asked.sectors) == "country:tm sector:chemicals"


def test_the_greeting_offers_every_country_all_of_them_and_other_languages() -> None:
    message = start_countries(StartCountries("uz"))
    assert said(message).startswith("Chapar Markaziy Osiyo")
    assert said(message).endswith("Qaysi davlat?")
    assert sum(map(len, labels(message)[:4])) == len(COUNTRIES)
    assert decode(pressed(message, "Barcha davlatlar")) == StartSectors("uz", ())
    assert labels(message)[-2:] == [["English", "Русский"], ["✓ O‘zbekcha", "Türkmençe"]]
    assert decode(pressed(message, "Русский")) == StartCountries("ru")


def test_whoever_wants_another_country_ticks_several() -> None:
    one = start_sectors(StartSectors("en", (0,)))
    back = decode(pressed(one, "+ another country"))
    assert back == StartCountries("en", (0,))
    assert isinstance(back, StartCountries)
    several = start_countries(back)
    assert "Chapar brings" not in said(several)
    assert decode(pressed(several, "🇺🇿 Uzbekistan")) == StartCountries("en", (0, 1))
    assert decode(pressed(several, "✓ 🇹🇲 Turkmenistan")) == StartCountries("en", ())
    assert decode(pressed(several, "Next ▸")) == StartSectors("en", (0,))


def test_whoever_wants_another_sector_ticks_several() -> None:
    message = start_often(StartOften("en", (0,), (2,)))
    assert said(message).startswith("✓ 🇹🇲 Turkmenistan, Chemicals")
    back = decode(pressed(message, "+ another sector"))
    assert isinstance(back, StartSectors)
    several = start_sectors(back)
    assert decode(pressed(several, "✓ Chemicals")) == StartSectors("en", (0,), ())
    assert decode(pressed(several, "Power")) == StartSectors("en", (0,), (1, 2))
    assert decode(pressed(several, "Next ▸")) == StartOften("en", (0,), (2,))


def test_all_sectors_of_all_countries_are_all_news() -> None:
    message = start_sectors(StartSectors("en", ()))
    assert decode(pressed(message, "All sectors")) == StartOften("en", (), ())
    assert start_query((), ()) == ""
    assert said(start_often(StartOften("en", (), ()))).startswith("✓ All news")


@pytest.mark.parametrize(
    ("countries", "sectors", "query"),
    [
        ((0, 1), (), "(country:tm OR country:uz)"),
        ((), (0, 2), "(sector:oil_gas OR sector:chemicals)"),
        ((0, 59), (59,), "country:tm"),
        ((59,), (), ""),
    ],
)
def test_places_become_a_query_and_unknown_ones_are_left_out(
    countries: tuple[int, ...], sectors: tuple[int, ...], query: str
) -> None:
    assert start_query(countries, sectors) == query


def test_every_offer_is_a_query_that_is_understood() -> None:
    everything = start_query(tuple(range(len(COUNTRIES))), tuple(range(len(SECTORS))))
    assert parse(everything).problems == ()
    assert str(parse(everything)) == everything


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (How.NOW, "will come at once"),
        (How.DAILY, "daily at 08:00"),
        (How.WEEKLY, "one digest a week: Tuesday, 08:00"),
    ],
)
def test_the_end_says_what_comes_and_when(how: How, words: str) -> None:
    done = StartDone("en", (0,), (2,), how)
    message = started(done, digest_at=time(8), weekly_day=1, has_latest=True)
    assert words in said(message)
    assert said(message).endswith("Here is the latest:")
    assert "nothing to show yet" in said(started(done, digest_at=time(8), weekly_day=1, has_latest=False))
    assert labels(message) == [["Subscriptions", "Settings"], ["Help"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_is_told_who_may_do_what(language: str) -> None:
    assert "/subscribe" in said(group_welcome(language))
    assert "/search" in said(group_welcome(language))


# ---------------------------------------------------------------- subscriptions


def test_subscriptions_are_numbered_as_on_their_buttons() -> None:
    message = subscriptions(QUIET, (NEWS, DAILY))
    assert said(message) == (
        "<b>Your subscriptions</b>\n1. <b>🇹🇲 Turkmenistan, Chemicals &amp; fertilisers</b> · At once\n"
        "2. <b>gas</b> · paused"
    )
    assert labels(message)[0] == ["1", "2"]
    assert decode(pressed(message, "2")) == SubscriptionMenu(6)
    assert "ResumeAll" not in str(labels(message))


def test_when_everything_is_paused_the_way_on_is_a_button() -> None:
    message = subscriptions(replace(QUIET, paused=True), (NEWS,))
    assert "Everything is paused now." in said(message)
    assert decode(pressed(message, "Go on")) == ResumeAll()
    assert decode(pressed(stopped("en"), "Go on")) == ResumeAll()
    assert decode(pressed(resumed("en"), "Subscriptions")) == Menu(Page.SUBSCRIPTIONS)


def test_who_has_none_is_shown_how_to_get_one() -> None:
    message = subscriptions(QUIET, ())
    assert "tap “Alert me”" in said(message)
    assert decode(pressed(message, "Topics")) == Menu(Page.TOPICS)


def test_a_subscription_can_be_changed_paused_shown_and_removed() -> None:
    message = subscription(NEWS, "en")
    assert said(message).endswith("</b> · At once\n\ncountry:tm sector:chemicals")
    places = {
        "✓ At once": SetHow(5, How.NOW),
        "Daily digest": SetHow(5, How.DAILY),
        "Pause": PauseSubscription(5),
        "Remove": RemoveSubscription(5, sure=False),
        "Show stories": Ask("country:tm sector:chemicals"),
        "All subscriptions": Menu(Page.SUBSCRIPTIONS),
    }
    assert {label: decode(pressed(message, label)) for label in places} == places
    paused = subscription(DAILY, "en")
    assert said(paused) == "<b>gas</b> · paused"
    assert decode(pressed(paused, "Resume")) == ResumeSubscription(6)


def test_a_query_too_long_for_a_button_is_not_offered_as_one() -> None:
    long = replace(NEWS, query="word " * 30)
    assert ["Show stories"] not in labels(subscription(long, "en"))
    assert ["Show stories"] not in labels(subscription(replace(NEWS, query=""), "en"))


def test_a_new_subscription_and_a_known_one_are_told_apart() -> None:
    assert said(subscribed(NEWS, "en")).startswith("Subscribed. When should it come?")
    assert said(subscribed(NEWS, "en", is_new=False)).startswith("You are subscribed to this already.")


def test_removing_is_asked_first() -> None:
    message = remove_ask(NEWS, "en")
    assert said(message) == "Remove the subscription “🇹🇲 Turkmenistan, Chemicals &amp; fertilisers”?"
    assert decode(pressed(message, "Remove")) == RemoveSubscription(5, sure=True)
    assert decode(pressed(message, "Keep")) == SubscriptionMenu(5)


# ---------------------------------------------------------------- what was saved


def test_saved_stories_are_opened_removed_and_turned() -> None:
    message = saved((UREA, GAS), "en", page=1, is_last=False, now=NOW)
    assert said(message).startswith("<b>Saved stories</b>\n1. 🇹🇲🇺🇿 <b>Turkmenistan opens")
    assert decode(pressed(message, "Open")) == OpenStory(7)
    assert decode(pressed(message, "Remove")) == Unsave(7, 1)
    assert [meant(button) for button in message.keyboard[0]] == [SavedStories(0), SavedStories(2)]
    assert saved((UREA,), "en", page=0, is_last=True, now=NOW).keyboard == ()


def test_nothing_saved_says_how_to_save_and_an_emptied_page_leads_back() -> None:
    message = saved((), "en", page=0, is_last=True, now=NOW)
    assert said(message).startswith("Nothing is saved yet. Tap “Save” below a story")
    assert decode(pressed(message, "Latest")) == Latest(0)
    assert labels(saved((), "en", page=2, is_last=True, now=NOW)) == [["◀"]]
