"""Who tells, in languages whose verb ends the sentence: the person with an office, in the first case."""

import re
from collections.abc import Iterator, Sequence

from news.bodies import is_body_word, pattern
from news.names import PLACE

_NAME = re.compile(r"[^\W\d_a-zа-яёəӣӯҷқғўҳөүңұіәһýžäöüşçğıñň][\w’'‘ʻ.-]*")
_BENT = re.compile(  # a name in any other case is not who tells
    r"(?:ning|нинг|n[yiuü]ň|[нтд][ыіиуү][ңн]|[нтд][ыіуү]|[нд]и|(?<=[bdgmnvwzжвн])[yı]|ge|ga|ға|ге|қа|ке|га|ка|ni|nı|ny|"
    r"dan|den|дан|ден|тан|тен|dən|ə|[мпб]ен)$"
)
_WITH = frozenset({"bilen", "bilan", "билан", "менен", "мен", "пен", "бен", "ilə", "ile", "бо"})
_MARKS = "«»“”\"',.;:"


def teller(text: str) -> str:
    """The first such person's names in the text before a verb of telling; "" if there is none."""
    words = text.split()
    return next((" ".join(run) for run in _persons(words) if _tells(words, run)), "")


def first_person(sentences: Sequence[str]) -> str:
    """The first person with an office in these sentences, whatever the case; "" if there is none."""
    return next((" ".join(run) for sentence in sentences for run in _persons(sentence.split())), "")


def _persons(words: Sequence[str]) -> Iterator[list[str]]:
    """Runs of two or three names right behind an office."""
    office = pattern("offices", "WORDS")
    for number, word in enumerate(words[:-2], 1):
        if not office.fullmatch(word.strip(_MARKS)) or is_body_word(word):
            continue
        run: list[str] = []
        for following in words[number : number + 3]:
            if not _NAME.fullmatch(following.rstrip(",")):
                break
            run.append(following.rstrip(","))
            if following.endswith(","):
                break
        if len(run) > 2 and PLACE.search(run[-1]):
            run.pop()
        if len(run) > 1:
            yield run


def _tells(words: Sequence[str], run: Sequence[str]) -> bool:
    """Whether the person stands bare, and is not somebody whom another met."""
    if _BENT.search(run[-1]):
        return False
    last = max(n for n, word in enumerate(words) if word.rstrip(",") == run[-1])
    return last + 1 >= len(words) or words[last + 1] not in _WITH
