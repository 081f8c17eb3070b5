"""What every command shares: the terminal, the progress bar, a day as an option."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

console = Console()
AS_OF = click.DateTime(formats=["%Y-%m-%d"])
KEPT = Path(click.get_app_dir("fajian")) / "compiled"
"""Where the rules' SQL stays from one run to the next."""


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar as a function of (done, total, what is being done), on stderr so that output can be piped."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=None)

        def show(done: int, total: int, text: str) -> None:
            bar.update(task, completed=done, total=total, description=text)

        yield show


def day_of(as_of: dt.datetime | None) -> dt.date:
    """The as-of day a command was given, else today by the office's own calendar."""
    return as_of.date() if as_of else dt.date.today()  # noqa: DTZ011 - the office's own calendar day


def listed(text: str) -> list[str] | None:
    """What an option lists with commas; None where it lists nothing."""
    return [part.strip() for part in text.split(",") if part.strip()] or None
