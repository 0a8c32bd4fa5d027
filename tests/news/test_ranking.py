"""The order of answers beyond what the database counts."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from news.ranking import BEST, Hit, by_score, fresh, once, refined, retold

NOW = datetime(2026, 11, 24, tzinfo=UTC)
_HITS = st.lists(
    st.builds(
        Hit,
        article_id=st.integers(1, 50),
        story_id=st.none() | st.integers(1, 5),
        score=st.floats(0.001, 100),
        published=st.just(NOW),
    ),
    unique_by=lambda hit: hit.article_id,
    max_size=30,
).map(lambda hits: sorted(hits, key=by_score))
_THINGS = st.dictionaries(st.integers(1, 50), st.frozensets(st.sampled_from("abcdef"), max_size=4))


def hit(number: int, score: float = 1.0, story: int | None = None) -> Hit:
    return Hit(number, story, score, NOW)


@given(_HITS, _THINGS)
def test_refining_loses_no_hit_and_lowers_no_score(hits: list[Hit], about: dict[int, frozenset[str]]) -> None:
    before = {one.article_id: one.score for one in hits}
    again = refined(hits, about)
    assert {one.article_id for one in again} == set(before)
    assert all(one.score >= before[one.article_id] for one in again)
    assert again == sorted(again, key=by_score)


def test_a_hit_about_what_the_best_are_about_comes_before_its_equals() -> None:
    ranked = [*(hit(n, 2.0) for n in range(1, BEST + 1)), hit(20), hit(21)]
    about = {n: frozenset({"steel", "mill"}) for n in [*range(1, BEST + 1), 20]} | {21: frozenset({"band"})}
    order = [one.article_id for one in refined(ranked, about)]
    assert order.index(20) < order.index(21)


def test_nothing_known_about_the_hits_leaves_their_order() -> None:
    ranked = [hit(3, 3.0), hit(2, 2.0), hit(1, 1.0)]
    assert refined(ranked, {}) == ranked


def test_every_outlet_more_adds_a_little() -> None:
    counts = [retold(tellings) for tellings in (0, 1, 2, 5)]
    assert counts[0] == counts[1] == 1.0
    assert counts[1] < counts[2] < counts[3] < 1.1


def test_the_newest_counts_most_and_nothing_old_is_lost() -> None:
    counts = [fresh(days) for days in (0, 21, 365, 10_000)]
    assert counts == sorted(counts, reverse=True)
    assert 1.0 < counts[-1] < counts[0] < 1.5


@given(_HITS)
def test_a_story_answers_once_with_its_best_report(hits: list[Hit]) -> None:
    told: set[int] = set()
    first = once(hits, told)
    stories = [one.story_id for one in first if one.story_id is not None]
    assert len(stories) == len(set(stories))
    assert told == set(stories) == {one.story_id for one in hits} - {None}
    assert [one for one in hits if one.story_id is None] == [one for one in first if one.story_id is None]
    assert once(hits, told) == [one for one in hits if one.story_id is None]
