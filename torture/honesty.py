"""The honesty of the tests: each seeded bug (torture/bugs.py) must turn one of them red."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

from torture.bugs import BUGS, Bug
from torture.verdict import Verdict, bench

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", "data", ".hypothesis")


async def honesty(names: set[str] | None = None) -> Verdict:
    """Seed each bug (or those named) and see whether its tests turn red."""
    chosen = [bug for bug in BUGS if names is None or bug.name in names]
    with bench() as folder:
        copy = Path(folder) / "house"
        await asyncio.to_thread(shutil.copytree, ROOT, copy, ignore=LEFT_OUT)
        unseen = [bug.name for bug in chosen if not await _is_seen(bug, copy)]
    found = f"{len(chosen)} bugs seeded, {len(chosen) - len(unseen)} seen"
    return Verdict("honesty", f"{found}; unseen: {', '.join(unseen)}" if unseen else found, not unseen)


async def _is_seen(bug: Bug, copy: Path) -> bool:
    place = copy / bug.file
    sound = place.read_text("utf-8")
    if bug.good not in sound:
        return False
    place.write_text(sound.replace(bug.good, bug.bad, 1), "utf-8")
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *bug.tests.split(),
            cwd=copy, env=os.environ | {"PTB_TIMEDELTA": "1"},
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        return await process.wait() == 1  # some test failed; other codes are faults of the run itself
    finally:
        place.write_text(sound, "utf-8")
