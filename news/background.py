"""Which sentences of a report recall what was known before?

Desks of the region put background last. Most say so ("Recall", «Напомним»), and then it goes on to the end.
The rest is known by its grammar: a last sentence in the finished past, with a date that the news itself
does not carry or a year before the report's own, or a standing fact; and what stands behind such a sentence,
when nobody speaks there and nothing is yet to come. Amid the news only a year that is over tells it.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

LAST = 3  # sentences at the end of which all are background once one says so
LONGEST = 800  # characters of a sentence that looks back without saying so
FIRST = 2  # unmarked background does not begin before the third sentence: two tell the news at least
_MARKS = str.maketrans({"‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "ё": "е"})
_TOLD_NOW = re.compile(
    r"\b(?:said|told|says|will|would|(?<!thought )(?<!believed )(?<!considered )(?<!estimated )to be|"
    r"plans? to|expects?|сказал|заявил|отметил|сообщил|пояснил|будет|"
    r"будут|планиру\w+|намерен\w*|сможет|"
    r"^В (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре) .*"
    r"(?-i:\b[а-яё]+(?:[её]т|ит|ут|ют|ат|ят)(?:ся)?)|эсептейт|есептейді|санайды|ҳисоблайди|hisoblaydi|айтты|деді|dedi|aytdi|aýtdy|деди|aytib)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:год(?:ом)? (?:назад|ранее|раньше)|против|больше|меньше|выше|ниже|вырос\w*|"
    r"снизил(?:ся|ась|ось|ись)|снизил\w*(?= (?:на|до) )|"
    r"составля\w+|(?:more|less|higher|lower|fewer) than in|a year earlier|compared|up from|"
    r"(?:exports|imports|output|production|trade|sales) (?:reached|totall?ed|amounted)|"
    r"(?:total|figure|volume|turnover) was|былтыр(?:ғы|кы)|бир йил аввал|o.tgan mavsum|"
    r"(?:o.tgan|ўтган|geçen|өткен|өткөн|keçən|ötən) (?:yil|йил|ýyl|жыл|il|yıl)"
    r"(?:ning|gi|нинг|ги|yň|dak|дың|ғы|дын|кы|in|ın|ki))",
    re.IGNORECASE,
)
BRIDGED = 1  # sentences behind one that looks back, which need not look back themselves
_SAID_BY = re.compile(
    r"[»”\"]\s*,?\s*[—–-]|[»”\"]\s+(?:d[ie]|деп|деди|дейди|dedi|deýdi|diýdi|diýip|said|says)\w*"
)
_NOW = re.compile(
    r"\b(?:now|теперь|сейчас|эми|енді|endi|энди|indi|häzir|hozir|ҳозир|қазір|азыр|ҳоло|акнун|artık|"
    r"şimdi)\b",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\W*(?:напом|recall|to recall|it (?:should|will) be|eslat|эслат|ýat|еске|эске|xatırl|hatırl|"
    r"as a remind|"
    r"let us|ёдовар)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:next|foresees?|envisages?|provides for) |\b(?:is|are) (?:due|expected|planned|scheduled|set|"
    r"to)\b|\b(?:aims?|should|must|seeks?) |\bby 20\d\d|"
    r"обеща(?:[ею]т|нн?\w*)|намечен\w*|ожидает\w*|предстоит|предусмотр\w+|заверш[иа]т\w*|должн\w+|"
    r"kutil\w+|rejalashtir\w+|mo.ljal\w+|кутил\w+|режалаштир\w+|мўлжал\w+|"
    r"meýil\w+|garaşyl\w+|göz öňünde|жоспарла\w+|күтіл\w+|пландал\w+|күтүл\w+|нақша\w+|"
    r"gözlən\w+|nəzərdə|planlaşdır\w+|planlan\w+|beklen\w+|hedef\w*|öngörül\w+|(?:acak|ecek|acaq|əcək|"
    r"jak|jek)\w*\W*$",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(  # statistics of other years belong to the news
    r"\b(?:revenue|turnover|output|exports?|imports?|trade|production|sales)\b|reached|totall?ed|amounted|"
    r"состав\w+|достиг\w*|чиқарган|chiqargan|выпустил\w*|"
    r"выпустили|произвел\w*|было \d|выручк\w+|товарооборот\w*|"
    r"tashkil|yetgan|етган|ташкил|deň|barabar|ýetdi|соода|киреше|болуп|құра\w+|жетт?і|расид|ташкил|"
    r"təşkil|çatıb|ulaş\w+",
    re.IGNORECASE,
)
_STANDS = re.compile(r"(?:Запасы|(?:The )?Reserves|Its reserves)\b")  # what lies in the ground stays there
_SAME_TIME = re.compile(
    r"\bthe same year\b|\bat th(?:e|at) time\b|тогда же|в том же году|o.sha (?:yili|paytda)|ўша (?:йили|"
    r"пайтда)|şol ýyl|"
    r"сол жылы|ошол жылы|ҳамон сол|həmin il|aynı yıl",
    re.IGNORECASE,
)
_DATED_THING = re.compile(  # «с программкой 1986 года»: the year of a thing, not of what happened
    r"\b(?!летом|зимой|весной)[а-яё]{4,}(?:ой|ом|ем|ами|ями) (?:19|20)\d\d года"
)
_ASIDE = re.compile(r", (?:who|which|котор\w+) [^,]*,")
_THIS_YEAR = re.compile(
    r"this year|в этом году|bu yil|бу йил|şu ýyl|биыл|быйыл|имсол|соли ҷорӣ|bu il\b|bu yıl", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d)")
_DATE = re.compile(
    r"(?<![\d.,])\d{1,2}[- ](?!mil|bil|mlr|mln|per|ton|млн|млр|мил|тыс|трл|про|тон)[^\W\d_]{3,}|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b(?:19|20)\d\d\b"
)


@cache
def _own() -> re.Pattern[str]:
    """An outlet that opens a sentence with its own name and what it told before."""
    table = tomllib.loads(files("news").joinpath("background.toml").read_text("utf-8"))
    return re.compile(rf"\W*[A-ZА-ЯЁ][\w.«»“”‘’'-]+(?: [A-ZА-ЯЁ][\w.-]+)? (?:{'|'.join(table['own'])})")


@cache
def _data() -> tuple[tuple[str, ...], dict[str, tuple[re.Pattern[str], ...]]]:
    table = tomllib.loads(files("news").joinpath("background.toml").read_text("utf-8"))
    cues = {
        language: tuple(re.compile(cue, re.IGNORECASE) for cue in several)
        for language, several in table["cues"].items()
    }
    return tuple(level(phrase) for phrase in table["background"]), cues


def level(text: str) -> str:
    """The text as marker phrases are compared: small letters, one apostrophe, no ё."""
    return text.casefold().translate(_MARKS)


def recalled(sentences: Sequence[str], language: str, published: datetime | None = None) -> frozenset[int]:
    """Numbers of the sentences that recall. Never the first: a report tells something new.

    With `published` a late sentence of an earlier year is known for one that looks back.
    """
    marked = {number for number, sentence in enumerate(sentences) if number and _says_so(sentence)}
    begin = min((n for n in marked if len(sentences) - n <= LAST), default=len(sentences))
    number, bridged = begin, 0
    while number > FIRST and bridged <= BRIDGED:
        number -= 1
        if _recalls(sentences, number, language, published):
            begin = number
        elif begin < len(sentences) or not _may_follow(sentences[number]):
            break
        else:
            bridged += 1
    aside = _aside(sentences[:begin], language, published) if published else set[int]()
    return frozenset(marked | aside | set(range(begin, len(sentences))))


def _aside(sentences: Sequence[str], language: str, published: datetime) -> set[int]:
    """What looks back amid the news: a year that is over tells it, and what looks back beside it."""
    over = {
        number
        for number in range(FIRST, len(sentences))
        if _YEAR.search(sentences[number])  # few have one, and asking costs little
        and _of_an_earlier_year(sentences[number], " ".join(sentences[:number]), published.year)
        and not _inside_quotes(sentences[number])
        and _recalls(sentences, number, language, published)
    }
    beside = {number for one in over for number in (one - 1, one + 1) if FIRST <= number < len(sentences)}
    return over | {
        number
        for number in beside
        if _recalls(sentences, number, language, published)
        or (number - 1 in over and _SAME_TIME.search(sentences[number]))
    }


def _inside_quotes(sentence: str) -> bool:
    """Whether a quote of several sentences begins or ends here."""
    return sentence.count("«") != sentence.count("»") or sentence.count('"') % 2 == 1


def _says_so(sentence: str) -> bool:
    """Whether a sentence begins with "Recall"; not where somebody is quoted, or then is set against now."""
    if not (level(sentence).lstrip("«“„\"'(—– ").startswith(_data()[0]) or _own().match(sentence[:LONGEST])):
        return False
    return _SURE.match(sentence) is not None or not (_SAID_BY.search(sentence) or _NOW.search(sentence))


def _recalls(sentences: Sequence[str], number: int, language: str, published: datetime | None) -> bool:
    """Whether a late sentence looks back without saying so."""
    sentence = sentences[number]
    compared = _COMPARED.search(sentence) and not _STANDS.match(sentence)
    if len(sentence) > LONGEST or _TOLD_NOW.search(sentence) or compared:
        return False
    before = " ".join(sentences[:number])
    earlier = published is not None and _of_an_earlier_year(sentence, before, published.year)
    if published is not None and any(int(year) > published.year for year in _YEAR.findall(sentence)):
        return False
    if not earlier and not any(cue.search(sentence) for cue in _data()[1].get(language, ())):
        return False
    return not any(date in before for date in _DATE.findall(sentence))


def _of_an_earlier_year(sentence: str, before: str, this_year: int) -> bool:
    """Whether a sentence tells of a year that is over, one that the news has not named."""
    sentence = _DATED_THING.sub("", _ASIDE.sub("", sentence))
    years = [int(year) for year in _YEAR.findall(sentence)]
    over = bool(years) and max(years) < this_year and not any(str(year) in before for year in years)
    return over and not (
        _AMOUNTS.search(sentence) or _TO_COME.search(sentence) or _THIS_YEAR.search(sentence)
    )


def _may_follow(sentence: str) -> bool:
    """Whether a last sentence may go on with what the one before looks back at."""
    return not (
        _TOLD_NOW.search(sentence)
        or _TO_COME.search(sentence)
        or _SAID_BY.search(sentence)
        or _COMPARED.search(sentence)
    )
