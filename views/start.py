"""The first steps: country, sector, how often. Three taps to the first subscription; more of each on wish."""

from datetime import time

from message import Message, Paragraph, Press, Row, Text
from people import How
from views.actions import Action
from views.buttons import in_rows, press, ticked
from views.choices import (
    Menu,
    Page,
    Places,
    StartCountries,
    StartDone,
    StartOften,
    StartSectors,
)  # fmt: skip
from views.i18n import LANGUAGES, Words, words_in

# What is offered, by place: buttons hold the places, so new ones are only ever added at the end.
COUNTRIES = ("TM", "UZ", "KZ", "KG", "TJ", "AZ", "AF", "IR")
SECTORS = (
    "oil_gas", "power", "chemicals", "mining", "construction", "textiles", "agri", "auto_machinery", "pharma",
    "transport", "it", "finance", "trade", "industry",
)  # fmt: skip


def start_query(countries: Places, sectors: Places) -> str:
    """The query of what was chosen; nothing chosen of a kind means all of it. Unknown places are left out."""
    parts = (
        _either("country", [COUNTRIES[place].lower() for place in countries if place < len(COUNTRIES)]),
        _either("sector", [SECTORS[place] for place in sectors if place < len(SECTORS)]),
    )
    return " ".join(filter(None, parts))


def _either(kind: str, codes: list[str]) -> str:
    joined = " OR ".join(f"{kind}:{code}" for code in codes)
    return f"({joined})" if len(codes) > 1 else joined


def start_countries(asked: StartCountries) -> Message:
    """The greeting, and which countries? One tap goes on; who came back for another ticks several."""
    words, chosen = words_in(asked.language), asked.countries
    if chosen:
        choices = [
            _tick(
                words.country(code), StartCountries(asked.language, _toggled(chosen, place)), place in chosen
            )
            for place, code in enumerate(COUNTRIES)
        ]
        onward = press(words("start-next"), StartSectors(asked.language, chosen), "primary")
        return _page(words, "start-countries", (*in_rows(choices, 2), (onward,)))
    choices = [
        press(words.country(code), StartSectors(asked.language, (place,)))
        for place, code in enumerate(COUNTRIES)
    ]
    everything = press(words("start-all-countries"), StartSectors(asked.language, ()))
    languages = in_rows(
        (
            press(ticked(name, on=code == words.language), StartCountries(code))
            for code, name in LANGUAGES.items()
        ),
        2,
    )
    return _page(words, "start-countries", (*in_rows(choices, 2), (everything,), *languages), greeting=True)


def start_sectors(asked: StartSectors) -> Message:
    """Which sectors? One tap goes on; who came back for another ticks several."""
    words, chosen = words_in(asked.language), asked.sectors
    if chosen:
        choices = [
            _tick(
                words.short_sector(code),
                StartSectors(asked.language, asked.countries, _toggled(chosen, place)),
                place in chosen,
            )
            for place, code in enumerate(SECTORS)
        ]
        below: tuple[Press, ...] = (
            press(words("start-next"), StartOften(asked.language, asked.countries, chosen), "primary"),
        )
    else:
        choices = [
            press(words.short_sector(code), StartOften(asked.language, asked.countries, (place,)))
            for place, code in enumerate(SECTORS)
        ]
        another = press(words("start-more-countries"), StartCountries(asked.language, asked.countries))
        below = (press(words("start-all-sectors"), StartOften(asked.language, asked.countries, ())), another)
    rows = (*in_rows(choices, 2), below)
    return _page(words, "start-sectors", rows, chosen=start_query(asked.countries, ()))


def start_often(asked: StartOften) -> Message:
    """How often?"""
    words = words_in(asked.language)
    rows = tuple(
        (press(words(f"how-{how.value}"), StartDone(asked.language, asked.countries, asked.sectors, how)),)
        for how in How
    )
    another = press(words("start-more-sectors"), StartSectors(asked.language, asked.countries, asked.sectors))
    return _page(
        words, "start-often", (*rows, (another,)), chosen=start_query(asked.countries, asked.sectors)
    )


def started(asked: StartDone, *, digest_at: time, weekly_day: int, has_latest: bool) -> Message:
    """Subscribed: to what, when it comes, and what follows (the latest three, sent after this)."""
    words = words_in(asked.language)
    query = words.query(start_query(asked.countries, asked.sectors))
    at, day = words.clock(digest_at), words.weekday(weekly_day)
    done = Paragraph((Text(words(f"started-{asked.how.value}", query=query, time=at, day=day)),))
    follows = Paragraph((Text(words("started-latest" if has_latest else "started-nothing")),))
    row = (
        press(words("button-subscriptions"), Menu(Page.SUBSCRIPTIONS)),
        press(words("button-settings"), Menu(Page.SETTINGS)),
    )
    return Message((done, follows), (row, (press(words("button-help"), Menu(Page.HELP)),)))


def group_welcome(language: str) -> Message:
    """What a group is told that took the bot in."""
    words = words_in(language)
    row = (press(words("button-topics"), Menu(Page.TOPICS)), press(words("button-help"), Menu(Page.HELP)))
    return Message((Paragraph((Text(words("group-welcome")),)),), (row,))


def _page(
    words: Words, key: str, rows: tuple[Row, ...], *, greeting: bool = False, chosen: str | None = None
) -> Message:
    blocks = [Paragraph((Text(words("start-hello")),))] if greeting else []
    if chosen is not None:
        blocks.append(Paragraph((Text(f"✓ {words.query(chosen)}"),)))
    return Message((*blocks, Paragraph((Text(words(key)),))), rows)


def _tick(label: str, action: Action, on: bool) -> Press:
    return press(ticked(label, on=on), action)


def _toggled(places: Places, place: int) -> Places:
    return tuple(sorted(set(places) ^ {place}))
