"""Settings, language, zone, quiet hours, digest: as they are now, and a button for each choice."""

from dataclasses import replace
from datetime import time

import pytest

from people import Chat, How, Layout
from tests.views.samples import QUIET, labels, pressed, said
from views.actions import decode
from views.choices import (
    DigestNow,
    Menu,
    Page,
    SetDigestHour,
    SetDigestHow,
    SetLanguage,
    SetLayout,
    SetPictures,
    SetQuiet,
    SetWeeklyDay,
    SetZone,
    Stay,
    ToggleDigestDay,
    Zones,
)
from views.i18n import LANGUAGES
from views.preferences import (
    ZONES,
    digest_menu,
    language_menu,
    quiet_menu,
    settings,
    zone_named,
    zone_set,
    zones,
)

NEW = Chat(100)


def test_settings_show_everything_as_it_is() -> None:
    assert said(settings(QUIET)) == (
        "<b>Settings</b>\n• Language: <b>English</b>\n• Time zone: <b>Tashkent</b>\n"
        "• Quiet hours: <b>22:00–07:00</b>\n• Pictures: <b>on</b>\n"
        "• Layout: <b>rich</b>\n• Digest: <b>08:00</b>"
    )
    assert "• Quiet hours: <b>off</b>" in said(settings(NEW))
    assert "• Layout: <b>plain</b>" in said(settings(NEW))


def test_settings_lead_to_each_choice() -> None:
    message = settings(QUIET)
    places = {
        "Language": Menu(Page.LANGUAGE),
        "Time zone": Zones(0),
        "Quiet hours": Menu(Page.QUIET),
        "Digest": Menu(Page.DIGEST),
        "Hide pictures": SetPictures(on=False),
        "Plain layout": SetLayout(Layout.PLAIN),
        "Subscriptions": Menu(Page.SUBSCRIPTIONS),
        "Delete my data": Menu(Page.DELETE),
    }
    assert {label: decode(pressed(message, label)) for label in places} == places
    other = settings(replace(NEW, pictures=False))
    assert decode(pressed(other, "Show pictures")) == SetPictures(on=True)
    assert decode(pressed(other, "Rich layout…")) == Menu(
        Page.RICH
    )  # a sample first: some clients show nothing


def test_a_language_is_offered_under_its_own_name() -> None:
    message = language_menu("ru")
    assert labels(message) == [["English", "✓ Русский"], ["O‘zbekcha", "Türkmençe"], ["◂ Настройки"]]
    assert decode(pressed(message, "Türkmençe")) == SetLanguage("tk")


def test_cities_come_by_twelve_with_the_readers_own_ticked() -> None:
    first = zones(NEW, 0)
    assert "✓ Tashkent" in labels(first)[0]
    assert labels(first)[-2:] == [["▶"], ["◂ Settings"]]
    assert decode(pressed(first, "Almaty")) == SetZone("Asia/Almaty")
    assert labels(zones(NEW, 1))[-2] == ["◀", "▶"]
    assert labels(zones(NEW, 99))[-2] == ["◀"]
    named = [label for page in range(3) for row in labels(zones(NEW, page))[:-2] for label in row]
    assert len(named) == len(ZONES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_is_known_by_its_name_in_every_language(language: str) -> None:
    for page in range(3):
        for row in zones(Chat(1, language=language, zone="UTC"), page).keyboard[:-2]:
            for button in row:
                assert decode(button.data) == SetZone(zone_named(f" {button.label.upper()} "))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("ташкент", "Asia/Tashkent"),
        ("киев", "Europe/Kyiv"),
        ("Калькутта", "Asia/Kolkata"),
        ("Asia/Hong_Kong", "Asia/Hong_Kong"),
        ("hong kong", "Asia/Hong_Kong"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_zone_is_found_by_a_city_that_somebody_writes(name: str, zone: str) -> None:
    assert zone_named(name) == zone


def test_a_new_zone_says_when_the_digest_comes_now() -> None:
    assert (
        said(zone_set(replace(NEW, zone="Asia/Baku"))) == "Baku it is. Your digest comes at 08:00 local time."
    )


def test_quiet_hours_are_offered_and_the_present_ones_ticked() -> None:
    message = quiet_menu(QUIET)
    assert labels(message)[0] == ["21:00–07:00", "✓ 22:00–07:00"]
    assert decode(pressed(message, "23:00–08:00")) == SetQuiet(time(23), time(8))
    assert decode(pressed(message, "No quiet hours")) == SetQuiet(None, None)
    assert ["✓ No quiet hours"] in labels(quiet_menu(NEW))


def test_the_digest_is_set_hour_by_hour_and_day_by_day() -> None:
    message = digest_menu(replace(NEW, digest_days=(4, 0), weekly_day=2))
    text = said(message)
    assert (
        "• Hour: <b>08:00 (Tashkent)</b>\n• Daily digest on: <b>Mon, Fri</b>\n"
        "• Weekly digest on: <b>Wednesday</b>"
    ) in text
    assert labels(message)[1] == ["06:00", "07:00", "✓ 08:00", "09:00"]
    assert labels(message)[4:6] == [["✓ Mon", "Tue", "Wed", "Thu"], ["✓ Fri", "Sat", "Sun"]]
    assert labels(message)[7] == ["Mon", "Tue", "✓ Wed", "Thu"]
    places = {
        "Digest now": DigestNow(),
        "07:00": SetDigestHour(7),
        "Daily digest on": Stay(),
        "Sun": ToggleDigestDay(6),
        "✓ Wed": SetWeeklyDay(2),
        "All daily": SetDigestHow(How.DAILY),
        "All weekly": SetDigestHow(How.WEEKLY),
        "Time zone": Zones(0),
        "◂ Settings": Menu(Page.SETTINGS),
    }
    assert {label: decode(pressed(message, label)) for label in places} == places


def test_the_digest_menu_says_what_is_waiting_where_that_is_known() -> None:
    assert "1 story is waiting for the next one." in said(digest_menu(NEW, waiting=1))
    assert "Nothing is waiting for the next one yet." in said(digest_menu(NEW, waiting=0))
    assert "Следующего ждут 3 новости." in said(digest_menu(replace(NEW, language="ru"), waiting=3))
    assert "waiting" not in said(digest_menu(NEW))


def test_a_digest_of_every_day_or_of_none_says_so() -> None:
    assert "Daily digest on: <b>every day</b>" in said(digest_menu(NEW))
    assert "Daily digest on: <b>off</b>" in said(digest_menu(replace(NEW, digest_days=())))
