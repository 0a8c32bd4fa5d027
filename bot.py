"""Chapar's command line. Data goes to standard output, everything else to standard error."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's durations as timedelta, without warnings

import typer
from pydantic import ValidationError

from settings import Settings

cli = typer.Typer(
    help="The industry news of Central Asia and the Caspian, by Telegram.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def settings() -> Settings:
    """The settings, or a sentence on what is wrong with them and exit 2."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"]).upper()
            typer.echo(f"{name}: {problem['msg']}", err=True)
        raise typer.Exit(2) from None


def _run(work: Coroutine[Any, Any, int]) -> None:
    """Run a command; a foreseen failure is a sentence and exit 1."""
    from logs import configure

    configure(settings())
    try:
        code = asyncio.run(work)
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        typer.echo(str(error), err=True)
        code = 1
    if code:
        raise typer.Exit(code)


@cli.command()
def run() -> None:
    """Start the bot; without TELEGRAM_TOKEN, the playground."""
    wanted = settings()
    if not wanted.telegram_token.get_secret_value():
        typer.echo("TELEGRAM_TOKEN is empty: starting the playground instead.", err=True)
        playground()
        return
    from dispatch import serve

    _run(serve(wanted))


@cli.command()
def playground() -> None:
    """Start the bot in the browser, with no token and no network."""
    from playground.run import play

    _run(play(settings()))


@cli.command()
def poll(
    once: Annotated[bool, typer.Option("--once", help="Poll every source once, then exit.")] = False,
) -> None:
    """Poll the sources and run the pipeline up to the outbox."""
    if not once:
        typer.echo("`run` polls all the time; use `poll --once` for one round.", err=True)
        raise typer.Exit(2)
    from commands import poll_once

    _run(poll_once(settings()))


@cli.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON lines: {url, title, text|html, published, outlet}")],
) -> None:
    """Backfill old reports: understood like polled news, sent to nobody. Safe to repeat."""
    from commands import import_file

    _run(import_file(settings(), file))


@cli.command()
def export() -> None:
    """Print every article as a JSON line."""
    from commands import export as export_all

    _run(export_all(settings(), sys.stdout))


@cli.command()
def search(
    query: Annotated[list[str], typer.Argument(help="What /search would be asked")],
    limit: Annotated[int, typer.Option(min=1, max=5_000)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Answer as /search would, best first."""
    from commands import search as search_all

    _run(search_all(settings(), " ".join(query), limit, sys.stdout, as_json=as_json))


@cli.command()
def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist")]) -> None:
    """Copy the database, also while the bot runs."""
    from commands import backup as backup_to

    _run(backup_to(settings(), file))


@cli.command()
def check() -> None:
    """Check settings, database and every source; exit 1 if the bot could not work."""
    from commands import check as check_all

    _run(check_all(settings()))


if __name__ == "__main__":
    cli()
