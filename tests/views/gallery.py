"""Every view, filled with samples: what all of them must keep is tested on these."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import time, timedelta

from message import Message
from model import Correction, LabelKind, Ownership, Source, SourceKind
from news.digest import Section
from news.query import parse
from news.trends import Rise
from people import Chat, How, Layout
from tests.views.samples import (
    ASKED,
    BARE,
    DAILY,
    DAY,
    GAS,
    LABELS,
    NEWS,
    NOW,
    QUIET,
    UREA,
    at,
    found,
)
from views import (
    behind,
    channels,
    digest,
    errors,
    exports,
    groups,
    menus,
    operators,
    own_sources,
    preferences,
    results,
    saved,
    start,
    story,
    subscriptions,
    topics,
    trends,
)
from views.choices import StartCountries, StartDone, StartOften, StartSectors

Shown = Iterator[tuple[str, Message]]

COUNTRIES = [(code, 40 - place) for place, code in enumerate((*start.COUNTRIES, "RU", "TR", "CN", "PK"))]
SECTORS = [(code, 50 - place) for place, code in enumerate(start.SECTORS)]
OUTLETS = tuple(
    menus.Outlet(
        f"Outlet {n}",
        f"https://o{n}.example",
        "UZ",
        Ownership.STATE,
        at(8),
        "http-404",
        n,
        timedelta(hours=6),
    )
    for n in range(45)
)
RISES = tuple(
    Rise(kind, code, 9, usual)
    for kind, code, usual in (
        (LabelKind.COUNTRY, "KZ", 3.0), (LabelKind.SECTOR, "chemicals", 0.0),
        (LabelKind.TOPIC, "tender", 2.5),
    )
)  # fmt: skip
HEALTH = operators.Health(
    "1.0", at(1), 94, (operators.Silent("Kapital", "timeout", at(2)), operators.Silent("Nebit", "dns")), 120,
    340, 7, at(9), 1, 410, 3, 55, at(9, 20), ((at(9, 1), "OperationalError: database is locked"),),
)  # fmt: skip
OUTLET = Source("own-desk", "The Desk", SourceKind.FEED, "https://desk.example/rss")
CHANNEL = channels.Shown(Chat(-1001, "channel"), "Desk", {DAILY.query}, like_mine=False)
OWN = own_sources.Own("kapital", "Kapital", "https://k.example/feed", "http-404", at(4))
PREVIEW = own_sources.Preview(
    "Kapital",
    "https://k.example/feed",
    SourceKind.FEED,
    (own_sources.Item("Trade grows", "https://k.example/1", at(7)),),
    "kk",
)


def _stories(language: str) -> Shown:
    fixed = Correction("4.5 bcm", "5.4 bcm", at(9), "gas exports", "Kapital")
    kept = story.Kept(saved=True, muted=True)
    yield "story", story.story(UREA, language, now=NOW, matched="country:tm sector:chemicals")
    yield "story kept", story.story(replace(GAS, corrections=(fixed,)), language, now=NOW, kept=kept)
    yield "story bare", story.story(BARE, language, now=NOW)
    yield "bundle", story.bundle((UREA, GAS, BARE), language, now=NOW)
    yield "background", behind.background(UREA, (GAS, UREA), language, now=NOW)
    yield "no background", behind.background(BARE, (), language, now=NOW)
    yield "related", behind.related(UREA, (GAS, BARE), language, now=NOW)
    yield "none related", behind.related(UREA, (), language, now=NOW)
    yield "why", behind.why(UREA, "country:tm sector:chemicals", language, labels=LABELS)
    yield "why not", behind.why(BARE, "", language)
    yield "saved", saved.saved((UREA, GAS), language, page=1, is_last=False, now=NOW)
    yield "none saved", saved.saved((), language, page=0, is_last=True, now=NOW)


def _searches(language: str) -> Shown:
    problems = parse("(gas country:atlantis since:never").problems
    yield "results", results.results(ASKED, [found(n, "ru") for n in range(5)], language, now=NOW)
    yield "results first", results.results(replace(ASKED, page=0), [found()], language, now=NOW)
    many = replace(ASKED, total=500, at_least=True, problems=problems)
    yield "many results", results.results(many, [found()], language, now=NOW)
    yield "no results", results.nothing(replace(ASKED, total=0), language)
    suggestions = ("trade", "x" * 70)
    yield "suggestions", results.nothing(replace(ASKED, problems=problems), language, suggestions=suggestions)
    yield "latest", results.latest([found()], language, page=1, is_last=False, now=NOW)
    yield "none latest", results.latest([], language, page=0, is_last=True, now=NOW)
    yield "topics", topics.topics(COUNTRIES, SECTORS, language, days=30)
    yield "no topics", topics.topics([], [], language, days=30)
    yield "country", topics.country("TM", SECTORS, language, total=41, days=30)
    yield "sector", topics.sector("chemicals", COUNTRIES, language, total=1, days=30)
    yield "topic", topics.topic("tender", COUNTRIES, language, total=0, days=30)
    yield "pair", topics.pair(("TM", "UZ"), SECTORS, language, total=5, days=30)
    yield "trending", trends.trending(RISES, language)
    yield "nothing rises", trends.trending((), language)
    yield "exported", exports.exported("trade", 5_000, language, total=9_000, question_id=4)
    yield "nothing to export", exports.nothing_to_export("trade", language)
    yield "how to export", exports.export_how(language, most=5_000)


def _menus(language: str) -> Shown:
    chat = replace(QUIET, language=language)
    yield "settings", preferences.settings(chat)
    yield (
        "settings plain",
        preferences.settings(replace(chat, layout=Layout.PLAIN, quiet_from=None, pictures=False)),
    )
    yield "language", preferences.language_menu(language)
    for page in range(3):
        yield f"zones {page}", preferences.zones(chat, page)
    yield "zone set", preferences.zone_set(chat)
    yield "quiet", preferences.quiet_menu(chat)
    yield "digest menu", preferences.digest_menu(replace(chat, digest_days=(0, 4)), waiting=12)
    yield "digest menu daily", preferences.digest_menu(replace(chat, digest_at=time(9)))
    yield "help", menus.help_page(language)
    yield "queries", menus.queries(language)
    yield "sources", menus.sources(OUTLETS, language, page=1, now=NOW)
    yield "delete", menus.delete_ask(language)
    yield "deleted", menus.deleted(language)
    yield (
        "front page",
        digest.front_page(
            (Section("country:tm", (UREA, GAS)), Section("", (BARE,))), language, day=DAY, now=NOW
        ),
    )
    yield "nothing new", digest.nothing_new(language)
    yield "offer rich", digest.offer_rich(language)


def _subscriptions(language: str) -> Shown:
    chat = replace(QUIET, language=language)
    yield "subscriptions", subscriptions.subscriptions(chat, (NEWS, DAILY))
    yield "stopped subscriptions", subscriptions.subscriptions(replace(chat, paused=True), (NEWS,))
    yield "no subscriptions", subscriptions.subscriptions(chat, ())
    yield "subscription", subscriptions.subscription(DAILY, language)
    yield "subscribed", subscriptions.subscribed(NEWS, language)
    yield "subscribed again", subscriptions.subscribed(replace(NEWS, query=""), language, is_new=False)
    yield "remove", subscriptions.remove_ask(NEWS, language)
    yield "stopped", subscriptions.stopped(language)
    yield "resumed", subscriptions.resumed(language)
    yield "countries", start.start_countries(StartCountries(language))
    yield "more countries", start.start_countries(StartCountries(language, (0, 1)))
    yield "sectors", start.start_sectors(StartSectors(language, (0,)))
    yield "more sectors", start.start_sectors(StartSectors(language, (0,), (2, 3)))
    yield "often", start.start_often(StartOften(language, (0,), (2,)))
    for how in How:
        done = StartDone(language, (0,), (2,), how)
        yield (
            f"started {how}",
            start.started(done, digest_at=time(8), weekly_day=0, has_latest=how is How.NOW),
        )


def _rest(language: str) -> Shown:
    for what in errors.Trouble:
        yield f"trouble {what}", errors.trouble(what, language, limit=100)
    yield "broken query", errors.broken_query(parse("(").problems, language)
    yield "unknown command", errors.unknown_command("serch", language)
    yield "group", start.group_welcome(language)
    yield "channels", channels.channels([(-1001, "Desk")], language, username="chapar_bot")
    yield "no channel", channels.channels([], language, username="chapar_bot")
    yield "channel", channels.channel(CHANNEL, [DAILY, NEWS], language, just_linked=True)
    yield "channel without alerts", channels.channel(CHANNEL, [], language)
    yield "leave a channel", channels.unlink_ask(-1001, "Desk", language)
    yield "channel left", channels.unlinked("Desk", language)
    yield "channels in a group", channels.in_private(language)
    yield "not your channel", channels.not_yours("@desk", language)
    yield "adopt", operators.adoptable([(OUTLET, 3)], language)
    yield "nothing to adopt", operators.adoptable([], language)
    yield "adopted", operators.adopted("own-desk", language)
    yield "not adopted", operators.not_adopted("own-desk", language)
    yield "not allowed", groups.may_not_write("Desk", language)
    yield "moved", groups.moved(language)
    yield "health", operators.health(HEALTH, language, now=NOW)
    for place, message in enumerate(operators.broadcast_preview("Hello\n\nall", 120, 3, language)):
        yield f"broadcast {place}", message
    yield "broadcast done", operators.broadcast_done(120, language)
    yield "how to broadcast", operators.broadcast_how(language)
    for need in operators.Need:
        yield f"needs {need}", operators.needs(need, language, detail="disk I/O error", since=at(3))
    yield "own preview", own_sources.preview(PREVIEW, 9, language, now=NOW)
    yield "own preview empty", own_sources.preview(replace(PREVIEW, items=()), 9, language, now=NOW)
    yield "choose", own_sources.choose((("News", "https://k.example/a"),), language)
    yield "added", own_sources.added("Kapital", language)
    yield "known", own_sources.known("Kapital", language)
    yield "refused", own_sources.refused("https://k.example/", "timeout", language)
    yield "how to add", own_sources.refused("", "", language)
    yield "too many", own_sources.too_many(20, language)
    yield "own", own_sources.own((OWN, replace(OWN, key="b", problem="")), language, now=NOW)
    yield "no own", own_sources.own((), language, now=NOW)
    yield "remove own", own_sources.remove_ask(OWN, language)
    yield "dead", own_sources.dead(OWN, language)


ROOMS: tuple[Callable[[str], Shown], ...] = (_stories, _searches, _menus, _subscriptions, _rest)


def gallery(language: str) -> Mapping[str, Message]:
    """All messages by name."""
    return dict(shown for room in ROOMS for shown in room(language))
