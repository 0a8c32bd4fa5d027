"""Need -> FTS5's MATCH language. Every term is [a-z0-9]+ and quoted: nothing people type is syntax."""

from typing import assert_never

from news.needs import ANYTHING, All, Need, No, Run, Some, Start, Term, Token


def expression(need: Need) -> str:  # noqa: PLR0911  a case a kind
    """One MATCH expression that holds for the rows for which news.needs.holds does."""
    match need:
        case Term(term):
            return f'{{title text}} : "{term}"'
        case Run(terms):
            return f'{{title text}} : "{" ".join(terms)}"'
        case Start(prefix):
            return f'{{title text}} : "{prefix}" *'
        case Token(token):
            return f'tokens : "{token}"'
        case All(parts):
            return _all(parts)
        case Some(parts):
            return f"({' OR '.join(expression(part) for part in parts)})"
        case No(part):
            return f"({expression(ANYTHING)} NOT {expression(part)})"
        case _:
            assert_never(need)


def _all(parts: tuple[Need, ...]) -> str:
    """FTS5 knows "this but not that" only: what is unwanted goes behind what is wanted."""
    wanted = [expression(part) for part in parts if not isinstance(part, No)]
    unwanted = [expression(part.part) for part in parts if isinstance(part, No)]
    every = " AND ".join(wanted or [expression(ANYTHING)])
    for each in unwanted:
        every = f"({every}) NOT {each}"
    return f"({every})"
