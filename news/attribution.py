"""Who says so: the primary source a report cites, as written and, where known, as a source of ours.

A report often names several: an outlet that passes the news on, and the ministry or person who said it
first. The one who speaks counts before what an outlet cites, and both before the outlet that relays.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from model import Attribution, Cleaned, Ownership, Source
from news.cleaning import clean

__all__ = ["attribute", "clean", "known_sources"]

LONGEST_NAME = 90  # characters
LONGEST_CLAUSE = 9  # words before a verb among which its subject is looked for
SEARCHED = 6  # sentences of a report in which its source stands
_RANK = {"speaks": 0, "cites": 1, "relays": 2, "states": 3}
_CAPITAL = re.compile(r"[«“„\"'‘]*[^\W\d_a-zа-яёəӣӯҷқғўҳөүңұіәһýžäöüşçğıñňāīū]")
_MEDIA = re.compile(
    r"\b(?:агентств|газет|издани|портал|телеканал|СМИ|журнал|радио|ТАСС|TASS|Интерфакс|Interfax|Reuters|Рейтер|Trend|AFP|Sputnik|agentlig|gazet|"
    r"neşir|metbugat|habarlar gepleşi|nashri|нашри|sayti|сайти|басылым|news|times|post|tribune|агенттиг|агенттігі)|\w\.(?:uz|kz|kg|tj|tm|az|tr|ru|com|org|media|info|net|asia)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"минист|минэнерго|минфин|минсельхоз|мид\b|правительств|кабмин|президент|посол|посольств|госкомитет|комитет|нацкомстат|центробанк|пресс-служб|государств|"
    r"ministr|ministry|government|president|embassy|ambassador|committee|central bank|state |vazirlig|вазирли|qo.mita|қўмита|hokim|prezident|ministrlig|"
    r"министрлиг|үкімет|өкмөт|ақорда|әкімдік|вазорат|ҳукумат|агентии|nazirli|bakanlı|büyükelçi|hökümet|resmi metbugat|официальн\w+ пресс|\.gov\.",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:he|she|they|it|who|which|that|this|one|some|many|sources?|officials?|experts?|он|она|они|это|кто|который|которая|об этом|по его|u|ol|ал|ол|o|"
    r"у|ӯ|он|taraplar|prezident|президент|the president|the minister|министр|ministrlig\w*|vazirlik|вазирлик|vazir|rasmiy|resmi|analysts?|эксперты?|источник\w*)\W*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:минист\w*|посол\w*|глав\w*|гендиректор\w*|директор\w*|председател\w*|президент\w*|премьер\w*|вице\w*|руководител\w*|начальник\w*|замминистр\w*|представител\w*|"
    r"minister|ambassador|director|chairman|chairwoman|chief|head|president|spokes\w+|governor|"
    r"vazir\w*|rais\w*|direktor\w*|rahbar\w*|o.rinbosari|вазир\w*|раис\w*|раҳбар\w*|ўринбосари|ilçi\w*|ministr\w*|başlyg\w*|ýolbaşçy\w*|orunbasary|"
    r"министрі|төраға\w*|төрағасы|басшы\w*|жетекчи\w*|министри|төрага\w*|сафир\w*|вазири|раиси|nazir\w*|sədr\w*|rəsmisi|bakan\w*|büyükelçi\w*|genel|müdür\w*|мудир\w*)$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"пресс|служб|агентств|министерств|ведомств|комитет|правительств|администрац|посольств|компани|источник|"
    r"agency|ministry|service|office|committee|administration|government|company|sources|embassy|bureau|"
    r"matbuot|xizmat|qo.mita|agentlik|vazirlik|матбуот|хизмат|қўмита|агентлик|вазирлик|metbugat|gullug|баспасөз|қызмет|кызмат|дафтар|хадамот|idarə|"
    r"\w\.\w{2,4}$",
    re.IGNORECASE,
)
_BODY_WORD = re.compile(
    r"(?:vazirlig|ministrlig|agentlig|qo.mita|komitet|markaz|merkez|xizmat|gullug|birleşme|kompani|bank|вазирлиг|қўмита|агентлиг|марказ|хизмат|"
    r"министрлі|министрлиг|агентті|комитет|қызмет|кызмат|компания|холдинг|nazirli|bakanlı|baş|matbuot|матбуот|баспасөз|басма)\w*",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^\W*(?:Bu (?:barada|haqda|barədə|konuda)|Бу ҳақда|Бұл (?:туралы|жайында|жөнінде)|Бул тууралуу|Об этом|Muny|Мұны|Аны|Buni|Буни) "
)
_AUXILIARIES = re.compile(r"\s+(?:has|have|had|also|was|is|will|then|earlier)$")
_DAYS = r"(?: (?:во?|on|сегодня|вчера|накануне)?\s?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|сегодня|вчера|\d{1,2} [а-я]+|[A-Z][a-z]+day)){0,2}"
_NAME_ENDS = re.compile(
    r"[,;:()]|\.(?=\s|$)|\s[—–-]\s|\s(?:в|дар|in)\s(?!\w+ [A-ZА-ЯҚҒЎҲ])|\s(?:на|во|о|об|со|при|после|приводит|публикует|опубликовал\w*|from|at|on|that|during|after|when|who|as|for|by|to|while|бир|va|ва|ки|ki|via|по (?:итогам|его|её)|сілтеме|"
    r"orqali|tayanib|таяниб|penşenbe|duşenbe|güni|citing|со)\s"
)
_CLAUSE_STARTS = re.compile(r"[,;:(]\s|\s[—–-]\s|\.\s")
_SUFFIX = re.compile(
    r"[-’'](?:n?[yiıuü][nň]|nyň|niň|nin|nın|nun|nün|in|ın|ga|ge|ға|ге|ке|қа|е|a|e|dan|den)$", re.IGNORECASE
)
_PLAIN = re.compile(r"[\W_]+")
_SOURCE_LINE = re.compile(
    r"(?:source|источник|manba|манба|çeşme|дереккөз|булак|манбаъ|mənbə|kaynak)\s*:\s*(.{2,80})", re.IGNORECASE
)
_HOST = re.compile(
    r"\b((?:[a-z0-9-]+\.)+(?:uz|kz|kg|tj|tm|az|tr|ru|com|org|media|info|net|asia|int))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name that a sentence gives as its source."""

    rank: int
    sentence: int
    name: str
    evidence: str


def known_sources(sources: Iterable[Source]) -> dict[str, Source]:
    """Sources by every spelling by which a report may cite them: name, key and domain, letters only."""
    known: dict[str, Source] = {}
    for source in sources:
        hosts = {urlsplit(url).netloc.removeprefix("www.") for url in (source.homepage, source.url) if url}
        for spelling in (source.name, source.key, *hosts, *(host.rsplit(".", 1)[0] for host in hosts)):
            if len(key := _key(spelling)) >= 3:
                known.setdefault(key, source)
    return known


def _key(text: str) -> str:
    return _PLAIN.sub("", text.casefold())


@cache
def _patterns(language: str) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Side of the name, rank and pattern of every citing phrase of a language."""
    table = tomllib.loads(files("news").joinpath("attribution.toml").read_text("utf-8")).get(language, {})
    return tuple(
        (side, _RANK[kind], re.compile(_filled(pattern), re.IGNORECASE))
        for side in ("after", "before", "subject")
        for kind, pattern in table.get(side, [])
    )


def _filled(pattern: str) -> str:
    return pattern.replace("{t}", _DAYS).replace("{b}", r"\b")


def attribute(title: str, cleaned: Cleaned, language: str, known: Mapping[str, Source]) -> Attribution | None:
    """The primary source that the report cites, or None. `known` is made by `known_sources`."""
    claims = [*_claims(cleaned.body[:SEARCHED], language), *_source_lines(cleaned.tail)]
    told = [claim for claim in claims if claim.name]
    if not told:
        return None
    first = min(told, key=lambda claim: (claim.rank, claim.sentence))
    source = _resolve(first.name, known)
    state = source is None and _STATE.search(first.name) is not None
    return Attribution(
        name=first.name,
        source=source.key if source else "",
        ownership=source.ownership if source else Ownership.STATE if state else Ownership.UNKNOWN,
        evidence=first.evidence,
    )


def _claims(sentences: Iterable[str], language: str) -> Iterator[_Claim]:
    for number, sentence in enumerate(sentences):
        for side, rank, pattern in _patterns(language):
            for found in pattern.finditer(sentence):
                name = _name(side, sentence, found)
                yield _Claim(_rank(rank, name, sentence), number, name, sentence)


def _rank(rank: int, name: str, sentence: str) -> int:
    """An outlet that "reports" relays, and so does whoever leans on another in the same breath."""
    at = sentence.find(name) + len(name) if name else 0
    leaning = re.match(
        r"\W*(?:со ссылкой|ссылаясь|citing|via|with reference|.{0,25}(?:tayanib|таяниб|сілтеме|salgylan|istinad))",
        sentence[at:],
    )
    return 2 if rank == 0 and (leaning or (_MEDIA.search(name) and "sources" not in name)) else rank


def _source_lines(tail: Iterable[str]) -> Iterator[_Claim]:
    for line in tail:
        if found := _SOURCE_LINE.search(line):
            yield _Claim(3, 99, found[1].strip(" ."), line)


def _name(side: str, sentence: str, found: re.Match[str]) -> str:
    if side == "after":
        return _tidy(_NAME_ENDS.split(sentence[found.end() :], maxsplit=1)[0])
    head = _THIS.sub("", sentence[: found.start()])
    clauses = _CLAUSE_STARTS.split(head)
    if head.rstrip().endswith((",", "—", "–")):  # "Tengizchevroil, the operator, said"
        return (
            _tidy(clauses[-2], front=True)
            if len(clauses) > 1 and clauses[-1].startswith(("the ", "a "))
            else ""
        )
    if side == "subject":
        return _tidy(_opening(clauses[0]), front=True)
    return _tidy(_last_name(clauses[-1]), front=True)


def _last_name(clause: str) -> str:
    """What follows an outlet named before: "Tizgin.kz kaz.inform.kz" leans on the second."""
    words = clause.split()
    outlet = max((n for n, word in enumerate(words[:-1]) if _HOST.fullmatch(word)), default=-1)
    return " ".join(words[outlet + 1 :][-LONGEST_CLAUSE:]) if len(words) <= 3 * LONGEST_CLAUSE else ""


def _opening(text: str) -> str:
    """The words that open a sentence, to the last name among the first seven."""
    words = text.split()[:7]
    last = max((n for n, word in enumerate(words) if _CAPITAL.match(word)), default=-1)
    while 0 <= last < len(words) - 1 and _BODY_WORD.fullmatch(words[last + 1]):
        last += 1
    return " ".join(words[: last + 1])


def _tidy(text: str, *, front: bool = False) -> str:
    """The name in a piece of text: from its first capital on, a person without the office; "" if none."""
    words = text.split()
    start = next((n for n, word in enumerate(words) if _CAPITAL.match(word)), None)
    if start is None or not front:
        named = start is not None and start <= 6
        if not words or (not named and not (len(words) <= 6 and _BODY.search(text))):
            return ""
        start = 0
    name = _person(words[start:]).strip(" .,;:—–-")
    name = _AUXILIARIES.sub("", _SUFFIX.sub("", name)).removeprefix("The ")
    return "" if len(name) < 3 or len(name) > LONGEST_NAME or _NOBODY.fullmatch(name) else name


def _person(words: list[str]) -> str:
    """What stands after the last word of office when that is a name, else everything."""
    role = max((n for n, word in enumerate(words) if _ROLE.match(word.strip("«»“”\"',"))), default=-1)
    rest = words[role + 1 :]
    return " ".join(rest if role >= 0 and len(rest) > 1 and _CAPITAL.match(rest[0]) else words)


def _resolve(name: str, known: Mapping[str, Source]) -> Source | None:
    """The source of ours that the name means: by its domain, its name or its name with an ending."""
    if (host := _HOST.search(name)) and (source := known.get(_key(host[1].removeprefix("www.")))):
        return source
    quoted = re.search(r"[«“„\"]([^»”\"]+)[»”\"]", name)
    for spelling in (name, quoted[1] if quoted else ""):
        key = _key(spelling)
        for end in range(len(key), max(4, len(key) - 6), -1):
            if source := known.get(key[:end]):
                return source
    return None
