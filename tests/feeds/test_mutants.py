"""Mutilated documents, in the children that read feeds: none escapes, hangs, kills or dirties."""

from pathlib import Path

import pytest

from feeds.documents import entries
from feeds.parse import Parsed
from tests.feeds.mutants import OURS, bodies, fuzz, is_clean, mutant

MANY = 2_000


async def test_no_mutant_escapes() -> None:
    findings = await fuzz(MANY)
    assert findings.broken == []
    assert findings.codes.total() == MANY
    assert findings.codes["entries"] > MANY / 2


def test_a_seed_gives_the_same_mutant_again() -> None:
    assert [mutant(seed) for seed in range(50)] == [mutant(seed) for seed in range(50)]
    assert len({mutant(seed) for seed in range(50)} - set(bodies())) > 30


@pytest.mark.parametrize("path", sorted(OURS.iterdir()), ids=lambda path: path.name)
def test_every_document_of_ours_gives_its_entries(path: Path) -> None:
    read = entries(path.read_bytes(), "", "", "https://outlet.example/feed")
    assert isinstance(read, Parsed)
    assert all(is_clean(entry) for entry in read.entries)
    assert read.entries[0].title
    assert read.entries[0].url
