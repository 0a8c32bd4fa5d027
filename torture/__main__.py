"""`python -m torture` makes the whole table, `--short` a minute of it; exit 1 if it is red.

With names (`python -m torture kill instances`) only these laboratories, by the names in torture/labs.py.

`--bugs` seeds every bug and says which tests saw it, `--bugs 2/5` the second fifth of them. `--release` keeps
today's schema for the upgrades of tomorrow.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence

import structlog
from rich.console import Console
from rich.table import Table

from torture.bugs import BUGS
from torture.honesty import honesty
from torture.labs import Lab, long_forms, name_of, named, short_forms
from torture.releases import release


def main(arguments: list[str]) -> int:
    """Run the labs one after the other; print what each found."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)  # the faults are ours: nobody needs to read of each
    match arguments:
        case ["--bugs", *part]:
            return asyncio.run(table([lambda: honesty(_part(*part))]))
        case ["--release"]:
            Console().print(f"kept: {asyncio.run(release())}")
            return 0
        case ["--short", *names]:
            chosen = named(short_forms(), names)
        case names:
            chosen = named(long_forms(), names)
    if not {*names} <= {name_of(lab) for lab in chosen}:
        Console(stderr=True).print(__doc__, markup=False)
        return 2
    return asyncio.run(table(chosen))


async def table(labs: Sequence[Lab]) -> int:
    """Print one row a lab; 1 if a promise is broken."""
    rows, red = Table("lab", "found", "promise"), 0
    for lab in labs:
        verdict = await lab()
        red += not verdict.kept
        rows.add_row(verdict.lab, verdict.found, "kept" if verdict.kept else "[red]BROKEN[/]")
        Console(stderr=True).print(f"{verdict.lab}: {verdict.found}")
    Console(width=None if Console().is_terminal else 160).print(rows)
    return 1 if red else 0


def _part(which: str = "1/1") -> set[str]:
    """The names of the bugs in the n-th of so many parts."""
    number, parts = (int(one) for one in which.split("/"))
    return {bug.name for bug in BUGS[number - 1 :: parts]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
