"""How a chat wants to be served: its settings, language, zone, quiet hours and digest."""

from datetime import time

from message import Block, Bold, Bullets, Line, Message, Paragraph, Press, Row, Text
from people import Chat, How, Layout
from views.buttons import in_rows, press, ticked, turning
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
)  # fmt: skip
from views.i18n import LANGUAGES, Words, words_in

ZONES = (
    "Asia/Ashgabat", "Asia/Tashkent", "Asia/Samarkand", "Asia/Almaty", "Asia/Aqtau", "Asia/Atyrau",
    "Asia/Bishkek", "Asia/Dushanbe", "Asia/Baku", "Asia/Tehran", "Asia/Kabul", "Asia/Tbilisi",
    "Asia/Yerevan", "Europe/Istanbul", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Dubai",
    "Asia/Riyadh", "Asia/Karachi", "Asia/Kolkata", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Seoul",
    "Asia/Tokyo", "Asia/Singapore", "Europe/London", "Europe/Berlin", "Europe/Brussels", "Europe/Paris",
    "Europe/Rome", "Europe/Vienna", "Europe/Zurich", "Europe/Warsaw", "Europe/Kyiv", "America/New_York",
)  # fmt: skip
ZONES_ON_PAGE = 12
HOURS = (6, 7, 8, 9, 12, 18, 20, 22)
QUIET = tuple(
    (time(start), time(end)) for start, end in ((21, 7), (22, 7), (23, 7), (22, 8), (23, 8), (0, 9))
)


def settings(chat: Chat) -> Message:
    """Everything that can be set, as it is now; a button for each."""
    words = words_in(chat.language)
    pictures, layout = _switch(chat.pictures, words), words(f"layout-{chat.layout.value}")
    quiet = _quiet(chat, words)
    items = (
        _item(words("settings-language"), LANGUAGES[words.language]),
        _item(words("settings-zone"), words.city(chat.zone)),
        _item(words("settings-quiet"), quiet),
        _item(words("settings-pictures"), pictures),
        _item(words("settings-layout"), layout),
        _item(words("settings-digest"), words.clock(chat.digest_at)),
    )
    rows = (
        (press(words("settings-language"), Menu(Page.LANGUAGE)), press(words("settings-zone"), Zones(0))),
        (
            press(words("settings-quiet"), Menu(Page.QUIET)),
            press(words("settings-digest"), Menu(Page.DIGEST)),
        ),
        (_other_pictures(chat, words), _other_layout(chat, words)),
        (press(words("button-subscriptions"), Menu(Page.SUBSCRIPTIONS)), *_channels(chat, words)),
        (press(words("button-delete"), Menu(Page.DELETE)),),
    )
    return Message((Paragraph((Bold(words("settings-title")),)), Bullets(items)), rows)


def _channels(chat: Chat, words: Words) -> Row:
    """Channels are looked after from a private chat only."""
    return (press(words("button-channels"), Menu(Page.CHANNELS)),) if chat.kind == "private" else ()


def _item(name: str, value: str) -> Line:
    return (Text(f"{name}: "), Bold(value))


def _switch(on: bool, words: Words) -> str:
    return words("on" if on else "off")


def _quiet(chat: Chat, words: Words) -> str:
    if chat.quiet_from is None or chat.quiet_to is None:
        return words("off")
    return f"{words.clock(chat.quiet_from)}–{words.clock(chat.quiet_to)}"


def _other_pictures(chat: Chat, words: Words) -> Press:
    return press(
        words("button-pictures-off" if chat.pictures else "button-pictures-on"),
        SetPictures(not chat.pictures),
    )


def _other_layout(chat: Chat, words: Words) -> Press:
    if chat.layout is Layout.RICH:
        return press(words("button-layout-plain"), SetLayout(Layout.PLAIN))
    return press(words("button-layout-rich"), Menu(Page.RICH))


def _back(words: Words) -> Row:
    return (press(words("button-back-settings"), Menu(Page.SETTINGS)),)


def language_menu(language: str) -> Message:
    """Which language we speak; each under its own name."""
    words = words_in(language)
    choices = [
        press(ticked(name, on=code == words.language), SetLanguage(code)) for code, name in LANGUAGES.items()
    ]
    return Message((Paragraph((Text(words("language-ask")),)),), (*in_rows(choices, 2), _back(words)))


def zones(chat: Chat, page: int) -> Message:
    """Where the reader lives: cities to tap; a location or a written city does as well."""
    words = words_in(chat.language)
    pages = -(-len(ZONES) // ZONES_ON_PAGE)
    page = min(max(page, 0), pages - 1)
    listed = ZONES[page * ZONES_ON_PAGE : (page + 1) * ZONES_ON_PAGE]
    cities = in_rows(
        (press(ticked(words.city(zone), on=zone == chat.zone), SetZone(zone)) for zone in listed), 3
    )
    turns = turning(Zones(page - 1) if page else None, Zones(page + 1) if page < pages - 1 else None)
    said = (
        Paragraph(_item(words("settings-zone"), words.city(chat.zone))),
        Paragraph((Text(words("zones-ask")),)),
    )
    return Message(said, (*cities, *turns, _back(words)))


def zone_named(name: str) -> str:
    """The zone of a city named in any of our languages, as in the list; "" when we do not know it."""
    wanted = name.strip().casefold()
    for zone in ZONES:
        names = {words_in(code).city(zone).casefold() for code in LANGUAGES}
        if wanted in names | {zone.casefold(), zone.split("/")[-1].replace("_", " ").casefold()}:
            return zone
    return ""


def zone_set(chat: Chat) -> Message:
    """The zone is this one now."""
    words = words_in(chat.language)
    said = words("zone-set", city=words.city(chat.zone), time=words.clock(chat.digest_at))
    return Message((Paragraph((Text(said),)),), (_back(words),))


def quiet_menu(chat: Chat) -> Message:
    """Hours without messages; what comes meanwhile waits for the morning."""
    words = words_in(chat.language)
    now = (chat.quiet_from, chat.quiet_to)
    choices = [
        press(
            ticked(f"{words.clock(start)}–{words.clock(end)}", on=(start, end) == now), SetQuiet(start, end)
        )
        for start, end in QUIET
    ]
    none = (press(ticked(words("quiet-none"), on=None in now), SetQuiet(None, None)),)
    said = (
        Paragraph(_item(words("settings-quiet"), _quiet(chat, words))),
        Paragraph((Text(words("quiet-text")),)),
    )
    return Message(said, (*in_rows(choices, 2), none, _back(words)))


def digest_menu(chat: Chat, *, waiting: int | None = None) -> Message:
    """When the digest comes: hour, weekdays of the daily one, weekday of the weekly one; and now.

    `waiting` is how many stories the next one holds so far, where known.
    """
    words = words_in(chat.language)
    hours = [
        press(ticked(words.clock(time(hour)), on=chat.digest_at == time(hour)), SetDigestHour(hour))
        for hour in HOURS
    ]
    days = [_day(words, day, day in chat.digest_days, ToggleDigestDay(day)) for day in range(7)]
    weekly = [_day(words, day, day == chat.weekly_day, SetWeeklyDay(day)) for day in range(7)]
    daily = press(words("button-all-daily"), SetDigestHow(How.DAILY))
    rows = (
        (press(words("button-digest-now"), DigestNow(), "primary"),),
        *in_rows(hours, 4),
        (press(words("digest-label-daily"), Stay()),),
        *in_rows(days, 4),
        (press(words("digest-label-weekly"), Stay()),),
        *in_rows(weekly, 4),
        (daily, press(words("button-all-weekly"), SetDigestHow(How.WEEKLY))),
        (press(words("settings-zone"), Zones(0)), *_back(words)),
    )
    blocks = _digest_text(chat, words)
    if waiting is not None:
        blocks.insert(1, Paragraph((Text(words("digest-waiting", count=waiting)),)))
    return Message(tuple(blocks), rows)


def _day(words: Words, day: int, on: bool, action: ToggleDigestDay | SetWeeklyDay) -> Press:
    return press(ticked(words.weekday(day, "abbreviated"), on=on), action)


def _digest_text(chat: Chat, words: Words) -> list[Block]:
    every = len(chat.digest_days) == 7
    days = (
        words("every-day")
        if every
        else ", ".join(words.weekday(day, "abbreviated") for day in sorted(chat.digest_days))
    )
    items = (
        _item(words("digest-hour"), f"{words.clock(chat.digest_at)} ({words.city(chat.zone)})"),
        _item(words("digest-label-daily"), days or words("off")),
        _item(words("digest-label-weekly"), words.weekday(chat.weekly_day)),
    )
    return [
        Paragraph((Bold(words("settings-digest")),)),
        Bullets(items),
        Paragraph((Text(words("digest-text")),)),
    ]
