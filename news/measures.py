"""What a figure measures and which way it went, read from the words around it."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_CLAUSE = re.compile(r"[;:]|,\s|\s[—–-]\s")
_STOP = re.compile(
    r"(?:the|of|a|an|in|to|by|at|for|and|with|from|on|or|more|than|about|some|nearly|almost|over|up|"
    r"around|its|was|were|is|are|has|have|had|will|be|as|it|that|which|this|"
    r"worth|said|would|"
    r"в|на|до|из|от|с|и|по|за|к|более|менее|около|почти|свыше|чем|примерно|не|что|это|больше|меньше|год|"
    r"года|году|лет|месяц\w*|составил\w*|достиг\w*|превысил\w*|было|был|"
    r"va|bilan|uchun|qariyb|salkam|deyarli|ortiq|ziyod|ko.p|ta|yil\w*|hajmi|ва|билан|учун|қарийб|ортиқ|"
    r"зиёд|кўп|йил\w*|та|"
    r"we|bilen|üçin|gowrak|çenli|golaý|köp|ýyl\w*|deň|мен|пен|бен|және|үшін|астам|жуық|көп|аса|жыл\w*|"
    r"жана|менен|үчүн|ашык|ашуун|чейин|"
    r"və|ilə|üçün|çox|il\w*|ve|ile|için|fazla|yıl\w*|ba|ва|ба|дар|зиёда|сол\w*)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r".*(?:d[yiıuü]|t[yiıuü]|ды|ді|ти|ди|ту|тү|ты|ті|еді|edi|эди|ған|ген|қан|кен|ган|gan|gen|ýar|ýär|"
    r"lar|ler|lyar|лар|дир|дыр|dir|dyr|dır|ip|ib|yp|ıb|up|üp|иб|ып|іп|уп|дан|ылды|ылат|ады|еди)",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(  # "15 min tondan çox": more than so much, which went nowhere
    r"\s*(?:çox|artıq|fazla|köp|ko.p|кўп|көп|kam|кам|az|аз)\b", re.IGNORECASE
)
_ABLATIVE = re.compile(r"(?:dan|den|dən|tan|ten|дан|ден|тан|тен|нан|нен|дон|төн)$")
_VERB_FIRST = frozenset({"en", "ru", "tg"})  # elsewhere the verb ends the sentence, right behind its figure
REACH = 70  # characters around a figure that speak of it


def clause(sentence: str, start: int, end: int) -> tuple[str, str]:
    """The words of the figure's own clause before it and after it."""
    before = _CLAUSE.split(sentence[max(0, start - REACH) : start])[-1]
    after = _CLAUSE.split(sentence[end : end + REACH])[0]
    return before, after


@cache
def _ways(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("news").joinpath("changes.toml").read_text("utf-8")).get(language, {})
    return tuple((way, re.compile(pattern, re.IGNORECASE)) for way, pattern in table.items())


def change(sentence: str, start: int, end: int, language: str) -> str:
    """The direction, "up", "down" or "", told nearest to the figure in its clause."""
    before, after = clause(sentence, start, end)
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
    """A short phrase for what is measured: words after the figure, else those before it; may be empty."""
    before, after = clause(sentence, start, end)
    of = re.match(r"\s*of\s+", after) if language == "en" else re.match(r"\s*", after)
    follows = (
        _things(language, re.findall(r"[^\W\d_][\w’'‘ʻʼ`´-]*|\W\B|\d", after[of.end() :])[:3]) if of else []
    )
    if follows:
        return " ".join(follows)
    words = [word for word in re.findall(r"[^\W\d_][\w’'‘ʻʼ`´-]*", before) if not _STOP.fullmatch(word)]
    return " ".join(words[-3:])


def _things(language: str, words: list[str]) -> list[str]:
    """The nouns that open a list of words: up to a verb, a small word or a sign."""
    taken: list[str] = []
    for word in words:
        if (
            not word[0].isalpha()
            or (taken and _STOP.fullmatch(word))
            or (language not in _VERB_FIRST and _VERB.fullmatch(word))
        ):
            break
        if not _STOP.fullmatch(word):
            taken.append(word)
    return taken
