"""`python -m torture` makes the whole table, with `--short` a minute of it. Exit 1 if it is red."""

import asyncio
import logging
import sys

import structlog
from rich.console import Console
from rich.table import Table

from torture.labs import long_forms, short_forms


def main(arguments: list[str]) -> int:
    """Run the labs one after the other; print what each found."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)  # the faults are ours: nobody needs to read of each
    table = Table("lab", "found", "promise")
    red = 0
    for lab in short_forms() if "--short" in arguments else long_forms():
        verdict = asyncio.run(lab())
        red += not verdict.kept
        table.add_row(verdict.lab, verdict.found, "kept" if verdict.kept else "[red]BROKEN[/]")
        Console(stderr=True).print(f"{verdict.lab}: {verdict.found}")
    Console(width=None if Console().is_terminal else 160).print(table)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
