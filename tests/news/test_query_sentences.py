"""Every broken, unknown, empty or hostile query is read in some way, and told what was not understood."""

from pathlib import Path

import pytest

from message import Block, Line, Paragraph
from news.query import parse
from news.query_parse import DEEPEST, LONGEST_QUERY, MOST_WORDS
from views.i18n import words_in
from views.inline import words as shown
from views.results import problems

# A line each: what is asked ⇒ how it is read ⇒ what is said about it.
TABLE = [
    line.split(" ⇒")
    for line in (Path(__file__).parent / "query_sentences.txt").read_text("utf-8").splitlines()
]
# What a text file shows badly, or not at all.
UNSEEN = (
    ("a\0b", "ab", ""),
    ("\0", "", "There is nothing to search for in “”."),
    ("\ud800", "", "There is nothing to search for in “”."),
    ("\u202eurea", "urea", ""),
    ("ur\u00adea", "urea", ""),
    ("x" * 200, "x" * 100, ""),
    ("x" * (LONGEST_QUERY + 1), "x" * 100, "The query is too long: only its beginning counts."),
    ("urea " * 30, "urea", "Too many words: those from “urea” on are left out."),
    (
        "a OR " * 200 + "-b",
        "a",
        "Too many words: those from “a” on are left out.",
    ),
    (
        "(" * (DEEPEST + 20) + "urea" + ")" * (DEEPEST + 20),
        "urea",
        f"Too many parentheses inside each other (place {DEEPEST + 1}).",
    ),
    ("OR " * 500, "", "OR needs something on both sides (place 1)."),
    ("-" * 300, "", "The minus needs a word behind it (place 300)."),
    (
        "urea " * (MOST_WORDS - 1) + "-(cotton gas)",
        "urea -cotton",
        "Too many words: those from “gas” on are left out.",
    ),
)


@pytest.mark.parametrize(("asked", "read", "said"), [*TABLE, *UNSEEN], ids=lambda text: ascii(text)[:40])
def test_a_query_is_read_and_answered_with_a_sentence(asked: str, read: str, said: str) -> None:
    query = parse(asked)
    assert str(query) == read.strip()
    sentences = [shown(_line(block)) for block in problems(query.problems, words_in("en"))]
    assert " ".join(sentence.removeprefix("⚠ ") for sentence in sentences) == said.strip()


def _line(block: Block) -> Line:
    assert isinstance(block, Paragraph)
    return block.line


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) + len(UNSEEN) >= 80


def test_at_most_a_few_sentences_are_said() -> None:
    query = parse(") country:x topic:y sector:z lang:q has:w sort:v")
    assert len(query.problems) == 7
    assert len(problems(query.problems, words_in("en"))) == 3


def test_of_many_mistakes_the_first_in_the_text_is_told_first() -> None:
    assert [problem.start for problem in parse('(urea OR country:x "').problems] == [0, 9, 19]
