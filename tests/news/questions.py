"""Questions and articles for laws: from one small vocabulary, so that they often meet."""

from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import strategies as st

from news.text import Indexed, concepts, terms

NOW = datetime(2026, 11, 24, tzinfo=UTC)
WORDS = (
    "urea",
    "carbamide",
    "карбамид",
    "мочевина",
    "trade",
    "торговлю",
    "savdo",
    "Turkmenistan",
    "Туркменистана",
    "O‘zbekiston",
    "gas",
    "газ",
    "Khodjayev",
    "Ходжаева",
    "middle",
    "corridor",
    "Срединный",
    "коридор",
    "zavod",
    "завода",
    "fertilizer's",
    "1,155",
    "CASA-1000",
    "naïve",
)
_CODES = ("tm", "uz", "Туркменистан", "atlantis")


_BEGINNINGS = [f"{word[:length]}*" for word in WORDS for length in range(1, 7)]
_FIELDS = [
    "sector:trade",
    "topic:tender",
    "lang:ru",
    "lang:english",
    "source:kun.uz",
    "source:trend",
    "has:figures",
]
_PLACES = [f"country:{code}" for code in _CODES]
_PAIRS = [f"between:{','.join(codes)}" for count in (1, 2) for codes in product(_CODES, repeat=count)]
_TIMES = ["since:7d", "since:36h", "after:2026-11-20", "before:2026-11-22", "sort:new"]


def _words() -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS)


def _leaves() -> st.SearchStrategy[str]:
    """One draw each where one is enough: most of a law's time goes into drawing."""
    phrases = st.lists(_words(), min_size=1, max_size=3).map(lambda found: f'"{" ".join(found)}"')
    plain = (st.sampled_from(some) for some in (_BEGINNINGS, _PLACES, _PAIRS, _FIELDS, _TIMES))
    return st.one_of(_words(), phrases, *plain)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda q: f"-{q}" if not q.startswith("-") and " " not in q else f"-({q})"),
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]} OR {pair[1]}"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        inner.map(lambda q: f"({q})"),
    )


def queries() -> st.SearchStrategy[str]:
    """Texts of queries, every construct of the language among them."""
    return st.recursive(_leaves(), _joined, max_leaves=6)


@st.composite
def articles(draw: st.DrawFn) -> Indexed:
    """Indexed articles of the same vocabulary."""
    title = " ".join(draw(st.lists(_words(), max_size=3)))
    text = " ".join(draw(st.lists(_words(), max_size=6)))
    return Indexed(
        article_id=draw(st.integers(1, 10_000)),
        title=terms(title),
        text=terms(text),
        published=NOW - timedelta(hours=draw(st.integers(0, 240))),
        concepts=concepts(f"{title}\n{text}"),
        countries=draw(st.sampled_from([(), ("TM",), ("UZ",), ("TM", "UZ")])),
        sectors=draw(st.sampled_from([(), ("trade",), ("oil_gas",), ("trade", "oil_gas")])),
        topics=draw(st.sampled_from([(), ("tender",)])),
        language=draw(st.sampled_from(["", "ru", "en"])),
        outlet=draw(st.sampled_from([(), terms("kun.uz"), terms("Trend")])),
        has_figures=draw(st.booleans()),
    )
