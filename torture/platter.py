"""A disk that may lose power: what was synced is there afterwards, what was not may be there in part.

The rules are those that SQLite itself is tested with (sqlite.org/testing.html, "Crash Testing"): a write that
was not synced is there, is not, or is torn at 512 bytes, in any order with others; a sector that was being
written may hold anything. A name that was not synced may be missing, one that was deleted may be back.
"""

import random
from dataclasses import dataclass, field

from torture.writes import Acknowledged, Create, Delete, Operation, Sync, Truncate, Write

SECTOR = 512
JOURNALS = ("-wal", "-journal")  # at the first sync of one of these SQLite syncs the folder, too
NOTHING, ALL, SOME, TORN = "nothing", "all", "some", "torn"  # what may survive of that which was not synced


@dataclass(slots=True)
class _Held:
    """A file: what is on the disk for sure, and what was done since the last sync."""

    body: bytearray = field(default_factory=bytearray)
    waiting: list[Write | Truncate] = field(default_factory=list)
    named: bool = False  # its name is on the disk for sure


class Platter:
    """The files of one database, as operations change them."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Begin with these files, synced."""
        self._files = {name: _Held(bytearray(body), named=True) for name, body in files.items()}
        self._ghosts: dict[str, _Held] = {}  # deleted, and their names not yet for sure

    def do(self, operation: Operation) -> None:
        """The machine asks for this, and the power stays on."""
        match operation:
            case Write(file) | Truncate(file):
                self._files[file].waiting.append(operation)
            case Sync(file):
                held = self._files[file]
                for one in held.waiting:
                    _apply(held.body, one)
                held.waiting.clear()
                if file in JOURNALS and not held.named:
                    self._sync_names()
            case Create(file):
                self._files[file] = _Held()
            case Delete(file, synced):
                self._ghosts[file] = self._files.pop(file)
                if synced:
                    self._sync_names()
            case Acknowledged():
                pass

    def _sync_names(self) -> None:
        self._ghosts.clear()
        for held in self._files.values():
            held.named = True

    def whole(self) -> dict[str, bytes]:
        """The files as the machine sees them: what a killed process leaves behind."""
        return {name: _remains(held, ALL, random.Random()) for name, held in self._files.items()}

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that are found when the power is back."""
        rule = chance.choice((NOTHING, ALL, SOME, TORN))
        found: dict[str, bytes] = {}
        for name in {**self._ghosts, **self._files}:
            held = self._files.get(name)
            if held is None or not (held.named or _survives(rule, chance)):
                held = self._ghosts.get(name)
                if held is None or not held.named or _survives(rule, chance):
                    continue
            found[name] = _remains(held, rule, chance)
        return found


def _survives(rule: str, chance: random.Random) -> bool:
    return rule == ALL or (rule != NOTHING and chance.random() < 0.5)


def _remains(held: _Held, rule: str, chance: random.Random) -> bytes:
    body = bytearray(held.body)
    for one in held.waiting:
        if rule == TORN and isinstance(one, Write):
            _tear(body, one, chance)
        elif _survives(rule, chance):
            _apply(body, one)
    return bytes(body)


def _apply(body: bytearray, done: Write | Truncate) -> None:
    match done:
        case Truncate(_, size):
            del body[size:]
        case Write(_, at, piece):
            body.extend(bytes(max(0, at - len(body))))
            body[at : at + len(piece)] = piece


def _tear(body: bytearray, write: Write, chance: random.Random) -> None:
    """Each sector of a write comes, does not, or (seldom) holds anything."""
    for start in range(0, len(write.body), SECTOR):
        fate = chance.random()
        piece = write.body[start : start + SECTOR]
        if fate < 0.45:
            _apply(body, Write(write.file, write.at + start, piece))
        elif fate < 0.55:
            _apply(body, Write(write.file, write.at + start, chance.randbytes(len(piece))))
