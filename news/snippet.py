"""The few words of a report that answer a question, in pieces: which of them were asked for."""

from collections.abc import Iterator, Mapping, Sequence

from news.concepts import known_concepts
from news.needs import All, Need, No, Run, Some, Start, Term, Token
from news.stems import surname
from news.text import Word, label_token, terms, words

MOST = 10  # words


def snippet(
    text: str, need: Need, evidence: Mapping[str, str] | None = None, most: int = MOST
) -> tuple[tuple[str, bool], ...]:
    """About `most` words of the text in pieces (words, whether they were asked for).

    The window with the most different answers is shown, the first of equals; an ellipsis stands where text is
    left out. Words count as asked for by what they mean: their stem, another script, the concept they name;
    where only a label
    answers, by its `evidence`: the words of the report that led to it, by the label's token.
    """
    found = words(text)
    if not found:
        return ()
    wanted = tuple(_wanted(need))
    asked = _asked(text, found, wanted, {})
    if not any(asked):  # only a label answers: its evidence is all there is to show
        asked = _asked(text, found, wanted, evidence or {})
    start = _best(asked, most)
    end = min(start + most, len(found))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    place = found[start].start
    for at in range(start, end):
        if asked[at]:
            pieces += [(text[place : found[at].start], False), (text[found[at].start : found[at].end], True)]
            place = found[at].end
    pieces.append((text[place : found[end - 1].end] + ("…" if end < len(found) else ""), False))
    return tuple((" ".join(said.split("\n")), hit) for said, hit in pieces if said)


def _wanted(need: Need) -> Iterator[Term | Start | Token]:
    """What may be marked: all that is wanted, nothing of what is not."""
    match need:
        case Term() | Start() | Token():
            yield need
        case Run(terms):
            yield from map(Term, terms)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _wanted(part)
        case No():
            return


def _asked(
    text: str, found: Sequence[Word], wanted: Sequence[Term | Start | Token], evidence: Mapping[str, str]
) -> list[str]:
    """For each word what it answers; "" for nothing."""
    said = [text[word.start : word.end] for word in found]
    tokens = {one.token for one in wanted if isinstance(one, Token)}
    known = {one.term: one.term for one in wanted if isinstance(one, Term)}
    telling = {token: [term for term in terms(evidence.get(token, "")) if len(term) > 2] for token in tokens}
    known |= {term: token for token in sorted(telling) for term in telling[token]}
    starts = tuple(one.prefix for one in wanted if isinstance(one, Start))
    answers = [
        known.get(word.term) or _named(said[at], tokens) or _begun(word.term, starts)
        for at, word in enumerate(found)
    ]
    for at in range(len(found)):
        for length, concepts in known_concepts().at(said, at):
            if named := sorted(tokens & {token for concept in concepts for token in _tokens(concept)}):
                answers[at : at + length] = named[:1] * length
    return answers


def _begun(term: str, starts: Sequence[str]) -> str:
    return next((start for start in starts if term.startswith(start)), "")


def _named(word: str, tokens: set[str]) -> str:
    key = surname(word)
    return key if key and f"name:{key}" in tokens else ""


def _tokens(concept: str) -> tuple[str, str]:
    """The tokens that ask for a concept: its own and, if it is one, its label's."""
    kind, _, code = concept.partition("_")
    return f"concept:{concept}", label_token(kind, code)


def _best(asked: Sequence[str], most: int) -> int:
    """Where the window begins that answers most; it begins a little before its first answer."""
    places = [at for at, answer in enumerate(asked) if answer]
    if not places:
        return 0
    best = max(places, key=lambda at: (len(set(asked[at : at + most]) - {""}), -at))
    return max(0, min(best - 2, len(asked) - most))
