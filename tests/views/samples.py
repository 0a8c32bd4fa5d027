"""A story, chats and answers to show in the views' tests; every sentence is ours."""

from datetime import UTC, date, datetime, time

from message import Buttons, Fold, Message, Press
from model import Attribution, Figure, Label, LabelKind, Ownership, Story, SummarySentence, Telling
from people import Chat, How, Layout, Subscription
from views.html import plain
from views.results import Asked, Found

NOW = datetime(2026, 9, 25, 9, 30, tzinfo=UTC)
DAY = date(2026, 9, 25)


def at(hour: int, minute: int = 0, *, day: int = 25) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=UTC)


def telling(outlet: str, number: int = 1, language: str = "en", hour: int = 7) -> Telling:
    url = f"https://{outlet.lower()}.example/{number}"
    return Telling(number, outlet, url, "Urea plant opens", language, at(hour), outlet.lower())


UREA = Story(
    id=7,
    thread=3,
    headline="Turkmenistan opens a urea plant in Garabogaz",
    language="en",
    summary=(
        SummarySentence("The plant can make 1.155 million tons of urea a year.", 1),
        SummarySentence("Most of it will be shipped across the Caspian.", 1),
        SummarySentence("Building took four years.", 2),
        SummarySentence("A fourth sentence that nobody should see.", 2),
    ),
    tellings=(telling("Kapital", 1), telling("Gundogar", 2, "ru", 8), telling("Kapital", 3, "en", 9)),
    first_at=at(7),
    last_at=at(9),
    countries=("TM", "UZ"),
    sectors=("chemicals",),
    topics=("launch",),
    figures=(
        Figure("1.155 million tons", 1_155_000.0, "t", "urea", "2026", "up"),
        Figure("$1.3 billion", 1.3e9, "USD", "cost"),
        Figure("45 %", 0.45, "%", "share", "", "down"),
        Figure("4 years", 4.0, "y"),
    ),
    attribution=Attribution("Turkmenhimiya", "turkmenhimiya", Ownership.STATE),
    background=("The contract was signed in 2022.", "A first plant opened in 2018."),
    image="https://kapital.example/plant.jpg",
)
GAS = Story(
    id=8,
    thread=3,
    headline="«Туркменгаз» нарастил экспорт",
    language="ru",
    summary=(SummarySentence("Экспорт вырос на пятую часть.", 4),),
    tellings=(telling("Nebit", 4, "ru"),),
    first_at=at(5),
    last_at=at(5),
    countries=("TM",),
    sectors=("oil_gas",),
)
BARE = Story(9, 9, "Something happened", "en", (), (), at(3), at(3))
LABELS = (
    Label(LabelKind.COUNTRY, "TM", "Garabogaz", implied=True),
    Label(LabelKind.COUNTRY, "TM", "Turkmen"),
    Label(LabelKind.SECTOR, "chemicals", "urea plant"),
)
NEWS = Subscription(5, 100, "country:tm sector:chemicals")
DAILY = Subscription(6, 100, "gas", How.DAILY, paused=True)
QUIET = Chat(100, quiet_from=time(22), quiet_to=time(7), layout=Layout.RICH)


def found(number: int = 7, language: str = "en") -> Found:
    pieces = (("The ", False), ("trade", True), (" turnover grew by a third", False))
    return Found(
        number, "Trade grows", language, "Kapital", f"https://k.example/{number}", at(7), pieces, ("TM",)
    )


ASKED = Asked(44, "trade", 1, 23)


# ---------------------------------------------------------------- looking at what a view made


def said(message: Message) -> str:
    """What a reader of plain messages sees, with its tags."""
    return plain(message).html


def labels(message: Message) -> list[list[str]]:
    """The labels of a message's own keyboard, by row."""
    return [[button.label for button in row] for row in message.keyboard]


def pressed(message: Message, label: str) -> str:
    """The callback data behind a label, below the message or inside it."""
    rows = [*message.keyboard]
    for block in message.blocks:
        inner = block.blocks if isinstance(block, Fold) else (block,)
        rows += [row for part in inner if isinstance(part, Buttons) for row in part.rows]
    return next(
        button.data for row in rows for button in row if isinstance(button, Press) and button.label == label
    )
