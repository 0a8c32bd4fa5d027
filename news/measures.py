"""What a figure measures and which way it went, read from the words around it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import takewhile

from news.numbers import scale
from news.units import unit_at

_CLAUSE = re.compile(r"[;:]|,\s|\s[—–-]\s")
_VERB = re.compile(
    r".*(?:d[yiıuü]|t[yiıuü]|ды|ді|ти|ди|ту|тү|ты|ті|еді|edi|эди|ған|ген|қан|кен|ган|gan|gen|ýar|ýär|"
    r"lar|ler|lyar|yor|acak|ecek|acaq|əcək|[aiıuü]nır|[ıiuü]r|moqda|adi|ydi|моқда|ади|йди|йды|йді|jak|"
    r"jek|eken|экен|екен|"
    r"ме\w+(?:ад|анд|ем|ам)|доран?д|шавад|гардид|намуд|кунад|бошад|"
    r"лар|дир|дыр|dir|dyr|dır|ip|ib|yp|ıb|up|üp|иб|ып|іп|уп|дан|ылды|ылат|ады|еди)",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(  # "15 min tondan çox": more than so much, which went nowhere
    r"\s*(?:çox|artıq|fazla|köp|ko.p|кўп|көп|kam|кам|az|аз)\b", re.IGNORECASE
)
_UP_FROM = re.compile(r"[^;]{0,30}?,\s(up|down) from\b")  # "148 tons in 2024, up from 131": the first rose
_FROM_EARLIER = re.compile(r"\b(?:up|down) from\s+\W*(?:\w+\s+)?$")
_ABLATIVE = re.compile(r"(?:dan|den|dən|tan|ten|дан|ден|тан|тен|нан|нен|дон|төн)$")
_RUSSIAN_VERB = re.compile(
    r"[а-яё]{2,}(?:ит|ят|ут|ют|ает|яет|ует|ал[аи]?|ил[аио]?|ел[аи]?|ено|ены|ется|ются|лась|лось|лись|"
    r"шл[аои]|[зс]л[аои])"
)
_WORD = re.compile(r"[^\W\d_][\w’'‘ʻʼ`´-]*")
_TOKEN = re.compile(r"[^\W\d_][\w’'‘ʻʼ`´-]*|\W\B|\d")
_DASHED = re.compile(r"(.+)\s[—–-]\s[^—–]*$")
_OPENS = re.compile(r"(?:The |Its |the )?")  # what a phrase may drop
_STOPS = re.compile(r"since|until|during|figures?|indicators?|показател[ьи]|цифр[аы]", re.IGNORECASE)
MOST_WORDS = 5  # of a phrase for what is measured
_VERB_FIRST = frozenset({"en", "ru"})  # elsewhere the verb ends the sentence, right behind its figure
REACH = 70  # characters around a figure that speak of it


def clause(sentence: str, start: int, end: int) -> tuple[str, str]:
    """The words of the figure's own clause before it and after it."""
    first = sentence.rfind(" ", 0, start - REACH) + 1 if start > REACH else 0  # no word is cut
    before = _CLAUSE.split(sentence[first:start])[-1]
    after = _CLAUSE.split(sentence[end : end + REACH])[0]
    return before, after


@cache
def _ways(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("news").joinpath("changes.toml").read_text("utf-8")).get(language, {})
    return tuple((way, re.compile(pattern, re.IGNORECASE)) for way, pattern in table.items())


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("news").joinpath("measures.toml").read_text("utf-8"))


@cache
def _words_of(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A language's small words, and the verbs that stand between a subject and how much it is."""
    small, measure = (_table()[kind].get(language, "(?!)") for kind in ("small", "measure"))
    return re.compile(small, re.IGNORECASE), re.compile(rf"\b(?:{measure})\b", re.IGNORECASE)


@cache
def _nouns_of(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What can be measured in a language, and the endings that tie a word to what follows it."""
    noun, bound = _table()["noun"].get(language, "(?!)"), "|".join(_table()["bound"].values())
    return re.compile(noun, re.IGNORECASE), re.compile(rf"(?:{bound})$", re.IGNORECASE)


def change(sentence: str, start: int, end: int, language: str) -> str:
    """The direction, "up", "down" or "", told nearest to the figure in its clause."""
    before, after = clause(sentence, start, end)
    if language == "en" and _FROM_EARLIER.search(before):
        return ""
    if language == "en" and (moved := _UP_FROM.match(sentence, end)):
        return moved[1]
    if _ABLATIVE.search(sentence, start, end) and (more := _MORE_THAN.match(after)):
        after = after[more.end() :]
    nearest, way_of_it = REACH + 1, ""
    for way, pattern in _ways(language):
        for found in pattern.finditer(after):
            if found.start() < nearest:
                nearest, way_of_it = found.start(), way
            break
        for found in pattern.finditer(before):
            if len(before) - found.end() < nearest:
                nearest, way_of_it = len(before) - found.end(), way
    own = next((way for way, pattern in _ways(language) if pattern.search(sentence[start:end])), "")
    return way_of_it or own


def subject(sentence: str, start: int, end: int, language: str) -> str:
    """A short phrase for what is measured; "" where no phrase would be sure to read well.

    The things that follow the figure ("45 tons of copper"), else what stands before the verb ("exports rose
    to"), before a dash («цена — 5 долларов») or, where the verb ends the sentence, right before the figure.
    """
    if language not in _table()["small"]:
        return ""
    before, after = clause(sentence, start, end)
    if language not in _VERB_FIRST:
        named = _named_before(before, language)
        return named or (
            "" if _nouns_of(language)[1].search(sentence, start, end) else _named_behind(after, language)
        )
    follows = re.match(r"\s*of\s+(?:the\s+)?" if language == "en" else r"\s*", after)
    words = _TOKEN.findall(after[follows.end() :])[:3] if follows else []
    named = " ".join(_things(language, words))
    joined = re.search(r"\d-[^\W\d]", sentence[start:end])  # "the minister opened the 200-kilometer road"
    return named or ("" if joined else _told_before(sentence, start, before, language))


def _named_before(before: str, language: str) -> str:
    """The last thing that can be measured with the words that belong to it: "söwda dolanyşygy"."""
    (noun, bound), words = _nouns_of(language), _WORD.findall(before)
    things = [at for at, word in enumerate(words) if noun.fullmatch(word) and not bound.search(word)]
    if not things:
        return ""
    at = things[0 if language == "tg" else -1]
    beside = words[at + 1 : at + 3] if language == "tg" else words[max(0, at - 2) : at][::-1]
    row = [words[at], *takewhile(lambda word: not _no_thing(word, language), beside)]
    return " ".join(row if language == "tg" else reversed(row))


def _named_behind(after: str, language: str) -> str:
    """What is counted, right behind its unit: "857 müň tonna sement". Of a long row only the first.

    Nothing where the row belongs to a bent word: of "təbii qazın" only "təbii" would be told.
    """
    words = _TOKEN.findall(after)[:4]
    row = list(takewhile(lambda word: not _no_thing(word, language), words))
    bent = len(row) < len(words) and _is_bent_thing(words[len(row)], language)
    ends = row == re.findall(r"[^\s.!?»”]+", after)  # with its verb: "15 million tonna ýük gatnadar"
    return "" if bent else " ".join(row if len(row) <= 2 and not ends and language != "tg" else row[:1])


def _is_bent_thing(word: str, language: str) -> bool:
    """Whether a word is a thing in another case: it has an ending and is neither a verb nor a small word."""
    small, bound = _words_of(language)[0], _nouns_of(language)[1]
    bent = len(word) > 3 and bound.search(word) is not None
    return bent and not (_VERB.fullmatch(word) or small.fullmatch(word))


def _no_thing(word: str, language: str) -> bool:
    small, bound = _words_of(language)[0], _nouns_of(language)[1]
    verb = _VERB.fullmatch(word) or bound.search(word)
    return bool(len(word) < 3 or small.fullmatch(word) or verb or _is_amount(word, language))


def _told_before(sentence: str, start: int, before: str, language: str) -> str:
    small, measure = _words_of(language)
    words = [word for word in _WORD.findall(before) if not _is_amount(word, language)]
    if all(small.fullmatch(word) for word in words):  # «Стоимость проекта — около 5 млн»
        dashed = _DASHED.search(sentence[max(0, start - REACH) : start])
        return _short(_CLAUSE.split(dashed[1])[-1], small) if dashed else ""
    verb = measure.search(before) if len(before) < REACH else None  # longer ones begin out of sight
    return _short(before[: verb.start()], small) if verb else ""


def _short(phrase: str, small: re.Pattern[str]) -> str:
    """The phrase when it is a few words that begin and end with a thing, without the article; else ""."""
    words = _WORD.findall(_OPENS.sub("", phrase.strip()))
    told = 0 < len(words) <= MOST_WORDS and not small.fullmatch(words[0]) and not re.search(r"\d", phrase)
    return " ".join(words) if told and not (small.fullmatch(words[-1]) or _STOPS.fullmatch(words[-1])) else ""


def _is_amount(word: str, language: str) -> bool:
    """Whether the word is a unit or a scale of another figure."""
    unit = unit_at(word, 0, language)
    return (unit is not None and unit[1] == len(word)) or scale(word, 0, language)[1] == len(word)


def _things(language: str, words: list[str]) -> list[str]:
    """The nouns that open a list of words: up to a verb, a small word or a sign."""
    small, measure = _words_of(language)
    taken: list[str] = []
    for word in words:
        verb = measure.fullmatch(word) or _RUSSIAN_VERB.fullmatch(word)
        if not word[0].isalpha() or small.fullmatch(word) or verb:
            break
        taken.append(word)
    return taken
