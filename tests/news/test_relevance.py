"""What makes one report more of an answer than another."""

from hypothesis import given
from hypothesis import strategies as st

from news.needs import Need
from news.query import parse
from news.relevance import Relevance, neighbours, parts
from news.text import terms

FILLER = " ".join(f"filler{number}" for number in range(60))
_WORDS = st.lists(st.sampled_from(("cotton", "price", "mill", "gas", "pipe")), max_size=12).map(" ".join)


def need(asked: str) -> Need:
    return parse(asked).need


def relevance(asked: str, mean: float = 70.0) -> Relevance:
    wanted = need(asked)
    return Relevance([(1.0, part) for part in parts(wanted)], mean, list(neighbours(wanted)))


def score(asked: str, title: str, text: str = FILLER, tokens: str = "") -> float:
    title, text = " ".join(terms(title)), " ".join(terms(text))
    return relevance(asked).of(title, text, tokens, len(f"{title} {text}".split()))


def exactly(asked: str, title: str, text: str = "") -> float:
    asks = relevance(asked)
    return asks.exactly(asks.spellings([asked]), title, text, 70)


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    assert score("cotton", "Cotton falls") > score("cotton", "Prices fall", f"cotton {FILLER}")


def test_a_word_said_early_counts_more_than_one_said_late() -> None:
    assert score("cotton", "x", f"cotton {FILLER}") > score("cotton", "x", f"{FILLER} cotton")


def test_a_word_said_again_counts_more_but_less_each_time() -> None:
    once, twice, thrice = (score("cotton", "x", f"{'cotton yarn ' * n} {FILLER}") for n in (1, 2, 3))
    assert once < twice < thrice
    assert thrice - twice < twice - once


def test_a_short_report_counts_a_little_more_than_a_long_one() -> None:
    short, long = score("cotton", "Cotton", FILLER), score("cotton", "Cotton", f"{FILLER} {FILLER} {FILLER}")
    assert long < short < 1.3 * long


def test_the_word_itself_counts_more_than_its_concept_and_that_more_than_nothing() -> None:
    word = score("urea", "Urea plant opens")
    concept = score("urea", "Carbamide plant opens", tokens="concept:urea lang:en")
    assert word > concept > score("urea", "A plant opens", tokens="lang:en") == 0


def test_a_token_is_no_part_of_another() -> None:
    assert score("urea", "x", tokens="concept:urea_plant") == 0


def test_a_word_at_the_end_of_the_title_and_one_at_the_start_of_the_text_are_no_phrase() -> None:
    assert score('"gas pipe"', "Natural gas", "pipe laid") == 0
    assert score('"gas pipe"', "Natural", "gas pipe laid") > 0


def test_what_begins_so_counts() -> None:
    assert score("ferti*", "Fertility grows") > 0
    assert score("ferti*", "Infertile soil") == 0


def test_words_asked_for_side_by_side_gain_by_standing_so() -> None:
    asks = relevance("gas pipe")
    assert asks.together("gas pipe laid", "") > asks.together("pipe for gas", "") == 1.0
    assert relevance("gas").together("gas pipe", "") == 1.0


def test_the_very_word_counts_not_its_kin_nor_a_part_of_another() -> None:
    assert exactly("trade", "Trade grows") > exactly("trade", "x", "The trade grows") > 0
    assert exactly("trade", "He traded, a trader", "trading trades TRADED") == 0
    assert exactly("trade", "x", "Trade, trade: TRADE") > exactly("trade", "x", "trade")


def test_the_very_word_may_be_a_phrase_and_of_any_script() -> None:
    assert exactly("natural gas", "x", "of Natural Gas.") == 0  # two words, each for itself
    asks = relevance('"natural gas"')
    assert asks.exactly(asks.spellings(["natural  gas"]), "x", "of Natural Gas.", 70) > 0
    assert exactly("Хлопок", "хлопок") > 0


def test_what_was_not_wanted_says_nothing_about_an_answer() -> None:
    assert [part.literal for part in parts(need("cotton -gas"))] == [" koton "]
    assert list(parts(need("-gas"))) == []


@given(_WORDS, _WORDS, st.sampled_from(("cotton", "gas price", "cotton OR gas", '"gas pipe"', "mil*")))
def test_a_word_more_in_the_title_never_makes_less_of_an_answer(title: str, text: str, asked: str) -> None:
    asks = relevance(asked)
    title, text = " ".join(terms(title)), " ".join(terms(text))
    said = asks.asked[0][1].literal.strip()
    before = asks.of(title, text, "", 70)
    assert 0 <= before <= asks.of(f"{title} {said}".strip(), text, "", 70) + 1e-9
