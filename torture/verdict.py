"""What a laboratory found, and where it works."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108  where there is one: these labs are not about the disk's speed


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of the table: what was done, what was found, whether the promise was kept."""

    lab: str
    found: str
    kept: bool


def bench() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the lab is done."""
    return tempfile.TemporaryDirectory(prefix="chapar-torture-", dir=_MEMORY if _MEMORY.is_dir() else None)
