"""The nouns of news, by their moment. The first file to read.

Source -> Entry -> Article -> (Label, Figure, Attribution, Summary) -> Story

The nouns of people (Chat, Subscription, Delivery) stand in people.py, what we say in message.py.
All times are timezone-aware UTC. All collections are tuples: a noun never changes.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

# ---------------------------------------------------------------- where news comes from


class SourceKind(StrEnum):
    """How an outlet is read."""

    FEED = "feed"
    PAGE = "page"
    JSON = "json"
    CHANNEL = "channel"


class Ownership(StrEnum):
    """Who stands behind an outlet."""

    STATE = "state"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PageRules:
    """How to read a listing page: CSS selectors, relative to `item` except `item` itself."""

    item: str
    link: str = "a"
    title: str = ""
    date: str = ""
    lead: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class JsonRules:
    """How to read a list behind an API: dotted paths inside the answer and templates of addresses.

    `page_url` and `item_url` are filled with the item's own keys, e.g. "https://x/view/{id}".
    """

    items: str
    guid: str
    title: str
    date: str
    page_url: str
    lead: str = ""
    image: str = ""
    item_url: str = ""  # where the full text is, as JSON; empty: page_url is fetched as HTML
    item_body: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's feed, page, API or channel. `key` is a short stable name, unique in the catalogue."""

    key: str
    name: str
    kind: SourceKind
    url: str
    homepage: str = ""
    languages: tuple[str, ...] = ()
    country: str = ""
    focus: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    verified: bool = False  # somebody has seen this very address answer with a feed
    zone: str = "UTC"  # for dates without one
    alternatives: tuple[str, ...] = ()
    user_agent: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""  # CSS selector of the article's text on its page, where known
    poll_seconds: float = 0.0  # its own usual interval; 0: the operator's
    page: PageRules | None = None
    json: JsonRules | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer of a source lets us say next time, so that nothing is sent or parsed twice."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source said, before we think about it. `html` is the source's own text, often a teaser."""

    guid: str
    url: str
    title: str
    html: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    image: str = ""
    language: str = ""
    text: str = ""  # the words of `html`, a paragraph a line, where somebody has taken them out already


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page, read: clean text with one paragraph a line."""

    text: str
    title: str = ""
    published: datetime | None = None
    image: str = ""
    language: str = ""
    canonical: str = ""


# ---------------------------------------------------------------- what we hold and think


@dataclass(frozen=True, slots=True)
class Article:
    """What we hold of one report. `text` has one paragraph a line; `language` is "" until understood."""

    id: int
    source: str  # Source.key, or "" for imported ones
    outlet: str
    url: str
    title: str
    text: str
    published: datetime
    seen: datetime
    language: str = ""
    image: str = ""
    declared: tuple[str, ...] = ()  # languages the source says it writes
    country: str = ""  # of the outlet


class LabelKind(StrEnum):
    """What a label speaks of."""

    COUNTRY = "country"
    SECTOR = "sector"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Label:
    """One judgement about a report and the words that led to it."""

    kind: LabelKind
    code: str
    evidence: str
    implied: bool = False  # told by a city, company or project only


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its meaning, normalised: 902 million dollars = 902000000.0 USD; fivefold = 5.0 x."""

    text: str
    value: float
    unit: str
    what: str = ""
    period: str = ""  # 2021, 2024-H1, 2025-Q1, 2025-01/2025-08
    change: str = ""  # "up", "down" or ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the primary source a report cites, as written and, where known, as a catalogue key."""

    name: str
    source: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A report's text taken apart: what it reports, what it recalls, what does not belong to it."""

    body: tuple[str, ...]  # sentences
    background: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a summary and the article it was taken from."""

    text: str
    article_id: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """All we think of one article, with reasons."""

    language: str
    cleaned: Cleaned
    labels: tuple[Label, ...] = ()
    figures: tuple[Figure, ...] = ()
    attribution: Attribution | None = None

    def codes(self, kind: LabelKind) -> tuple[str, ...]:
        """The codes of one kind of label, most telling first."""
        return tuple(label.code for label in self.labels if label.kind is kind)


@dataclass(frozen=True, slots=True)
class Report:
    """An article together with what we think of it."""

    article: Article
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's telling of a story."""

    article_id: int
    outlet: str
    url: str
    title: str
    language: str
    published: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure or a name that an outlet changed after publishing; `what` it measures may be unknown."""

    was: str
    now: str
    since: datetime
    what: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A value of an amount that outlets tell differently, as it is written, and who tells it so."""

    text: str
    outlets: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Version:
    """A story as its outlets of one language tell it."""

    language: str
    headline: str
    summary: tuple[SummarySentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    background: tuple[str, ...] = ()
    attribution: Attribution | None = None
    differences: tuple[tuple[Saying, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told by one or more outlets; `tellings` in order of time, the first was first."""

    id: int
    thread: int  # stories of one project share it
    headline: str
    language: str
    summary: tuple[SummarySentence, ...]
    tellings: tuple[Telling, ...]
    first_at: datetime
    last_at: datetime
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    attribution: Attribution | None = None
    background: tuple[str, ...] = ()
    image: str = ""
    differences: tuple[tuple[Saying, ...], ...] = ()  # by amount, what most tell first
    corrections: tuple[Correction, ...] = ()  # in order of time
    versions: tuple[Version, ...] = ()  # in each language, where outlets tell it in several

    def in_language(self, language: str) -> "Story":
        """The story in the reader's language, where an outlet tells it so; else in its own alone."""
        spoken = {version.language: version for version in self.versions}
        if (version := spoken.get(language) or spoken.get(self.language)) is None:
            return self
        told = {each.name: getattr(version, each.name) for each in fields(Version)}
        return replace(self, **told | {"attribution": version.attribution or self.attribution})
