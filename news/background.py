"""Which sentences of a report recall what was known before?

Desks of the region put background last. Most say so ("Recall", «Напомним»), and then it goes on to the end.
The rest is known by its grammar: a last sentence in the finished past, with a date that the news itself
does not carry, or a standing fact.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

LAST = 3  # sentences at the end of which all are background once one says so
LONGEST = 800  # characters of a sentence that looks back without saying so
FIRST = 2  # unmarked background does not begin before the third sentence: two tell the news at least
_MARKS = str.maketrans({"‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "ё": "е"})
_TOLD_NOW = re.compile(
    r"\b(?:said|told|says|will|would|to be|plans? to|expects?|сказал|заявил|отметил|сообщил|пояснил|будет|"
    r"будут|планиру\w+|намерен\w*|сможет|"
    r"айтты|деді|dedi|aytdi|aýtdy|деди|aytib)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:год(?:ом)? (?:назад|ранее|раньше)|против|больше|меньше|выше|ниже|вырос\w*|снизил\w*|"
    r"составля\w+|(?:more|less|higher|lower|fewer) than in|a year earlier|compared|up from|"
    r"(?:exports|imports|output|production|trade|sales) (?:reached|totall?ed|amounted)|"
    r"(?:total|figure|volume|turnover) was|былтыр(?:ғы|кы)|бир йил аввал|o.tgan mavsum|"
    r"(?:o.tgan|ўтган|geçen|өткен|өткөн|keçən|ötən) (?:yil|йил|ýyl|жыл|il|yıl)"
    r"(?:ning|gi|нинг|ги|yň|dak|дың|ғы|дын|кы|in|ın|ki))",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}[- ](?:[^\W\d_]{3,})|[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b(?:19|20)\d\d\b")


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


def recalled(sentences: Sequence[str], language: str) -> frozenset[int]:
    """Numbers of the sentences that recall. Never the first: a report tells something new."""
    phrases, cues = _data()
    marked = {
        number
        for number, sentence in enumerate(sentences)
        if number
        and (level(sentence).lstrip("«“„\"'(—– ").startswith(phrases) or _own().match(sentence[:LONGEST]))
    }
    begin = min((n for n in marked if len(sentences) - n <= LAST), default=len(sentences))
    while begin > FIRST and _recalls(sentences, begin - 1, cues.get(language, ())):
        begin -= 1
    return frozenset(marked | set(range(begin, len(sentences))))


def _recalls(sentences: Sequence[str], number: int, cues: Sequence[re.Pattern[str]]) -> bool:
    """Whether a late sentence looks back without saying so."""
    sentence = sentences[number]
    if len(sentence) > LONGEST or _TOLD_NOW.search(sentence) or _COMPARED.search(sentence):
        return False
    if not any(cue.search(sentence) for cue in cues):
        return False
    before = " ".join(sentences[:number])
    return not any(date in before for date in _DATE.findall(sentence))
