"""What an answer changes in a source's standing: its address, when it is asked again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from db.nouns import dump, load
from db.sources import SourceState
from feeds.outcomes import Gone, Unchanged
from feeds.reader import Listed, Outcome, Trouble
from feeds.timing import SILENT, Hints, next_poll
from model import Entry

KILLS = 3  # parse workers a source may cost in a row before it is asked no more
SIGHTINGS = 3  # of a permanent redirect before it is believed: some last an hour
RHYTHM = 12  # reports whose moments make a source's rhythm
_KILLS = "too-costly"


@dataclass(frozen=True, slots=True)
class Patience:
    """How often we ask: the source's usual interval, or the operator's, and chance in [0, 1) for jitter."""

    usual_seconds: float
    chance: float


def after(
    state: SourceState,
    outcome: Outcome,
    now: datetime,
    patience: Patience,
    published: Sequence[datetime] = (),
) -> SourceState:
    """The source's standing after an answer; `published` are the moments of the new reports it brought."""
    match outcome:
        case Listed():
            read = {
                "greeted": True,
                "kills": 0,
                "items": ",".join(outcome.items),
                "wishes": _kept(outcome.hints),
                "guids_repeat": state.guids_repeat or repeats(outcome.entries),
            }
            return _well(state, outcome, now, patience, outcome.hints, published, read)
        case Unchanged():
            hints = (
                replace(wishes(state), fresh_seconds=outcome.hints.fresh_seconds)
                if state.wishes
                else outcome.hints
            )
            return _well(state, outcome, now, patience, hints, (), {})
        case Trouble():
            return _failed(state, outcome, now, patience)
        case Gone(reason):
            return replace(_failed(state, Trouble("gone", reason), now, patience), ended="gone")


_TIMES = {"next_poll_at", "polled_at", "ok_at"}
_lasting = attrgetter(*(one.name for one in fields(SourceState) if one.name not in _TIMES))


def only_later(old: SourceState, new: SourceState) -> bool:
    """Whether the source answered well and nothing changed but the time."""
    return not new.failures and bool(_lasting(old) == _lasting(new))


def _kept(hints: Hints) -> str:
    """What the document itself asked for; how long an answer is fresh its server says anew each time."""
    asked = replace(hints, fresh_seconds=None)
    return "" if asked == SILENT else dump(Hints, asked)


def repeats(entries: Sequence[Entry]) -> bool:
    """Whether one id names entries at different addresses."""
    pairs = {(entry.guid, entry.url) for entry in entries if entry.guid}
    return len({guid for guid, _ in pairs}) < len(pairs)


def wishes(state: SourceState) -> Hints:
    """What the source's document asked for when it was last read."""
    return load(Hints, state.wishes) if state.wishes else SILENT


def _well(
    state: SourceState,
    answer: Listed | Unchanged,
    now: datetime,
    patience: Patience,
    hints: Hints,
    published: Sequence[datetime],
    read: dict[str, Any],
) -> SourceState:
    recent = tuple(sorted((*published, *state.recent), reverse=True)[:RHYTHM]) if published else state.recent
    changes = read | _moved(state, answer.moved_to)
    return replace(
        state,
        validators=answer.validators,
        recent=recent,
        polled_at=now,
        ok_at=now,
        next_poll_at=next_poll(now, patience.usual_seconds, recent, hints, patience.chance),
        failures=0,
        problem="",
        problem_detail="",
        ended="",
        mourned=False,
        **changes,
    )


def _failed(state: SourceState, trouble: Trouble, now: datetime, patience: Patience) -> SourceState:
    kills = state.kills + (trouble.code == _KILLS)
    failures = state.failures + 1
    when = next_poll(
        now, patience.usual_seconds, state.recent, None, patience.chance,
        failures=failures, retry_after=trouble.retry_after,
    )  # fmt: skip
    return replace(
        state,
        polled_at=now,
        next_poll_at=when,
        failures=failures,
        kills=kills,
        problem=trouble.code,
        problem_detail=trouble.detail,
        ended="poisoned" if kills >= KILLS else state.ended,
    )


def _moved(state: SourceState, moved_to: str) -> dict[str, Any]:
    """Its new address, once it was seen often enough in a row."""
    if moved_to in {"", state.moved_to or state.source.url}:
        return {"move_seen": "", "move_sightings": 0}
    sightings = state.move_sightings + 1 if moved_to == state.move_seen else 1
    if sightings < SIGHTINGS:
        return {"move_seen": moved_to, "move_sightings": sightings}
    believed = "" if moved_to == state.source.url else moved_to
    return {"moved_to": believed, "move_seen": "", "move_sightings": 0}
