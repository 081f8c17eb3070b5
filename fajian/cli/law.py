"""fajian law: what a provision said on a day; whether the provisions a text cites were in force; what is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from fajian.cli.terminal import AS_OF, console, day_of
from fajian.engine.faults import InputError

ON = click.option("--on", "on", type=AS_OF, default=None, metavar="日期", help="哪一天，如 2021-07-20；不写为今天")


@click.group(name="law", help="法条：某日某条怎么写，核对引用的法条当日是否有效，收录了哪些文本。")
def command() -> None:
    """The group itself does nothing."""


@command.command(name="say", help="某日某条（款、项）怎么写，如 fajian law say 行政处罚法第三十六条 --on 2021-07-20。")
@click.argument("citation", metavar="法条")
@ON
def say(citation: str, on: dt.datetime | None) -> None:
    """The words, or why there are none; none is exit code 1."""
    from fajian.engine.law import library
    from fajian.engine.law.citations import parse

    day = day_of(on)
    said = library.say(parse(citation), day)
    if said.version is not None and said.law is not None:
        console.print(f"[dim]{library.standing(said.law, day)}[/dim]", highlight=False)
    if said.why:
        raise InputError(said.why)
    if said.article is not None:
        console.print(" ".join((*said.article.headings, said.article.name)), highlight=False)
    console.print(said.words, highlight=False)


@command.command(name="check", help="核对一份文书（txt、docx、pdf 等）里引用的法条在某日是否有效。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ON
def check(file: Path, on: dt.datetime | None) -> None:
    """A line for each citation, and the counts."""
    from rich.table import Table

    from fajian.engine.law.checking import WORDS
    from fajian.engine.law.checking import check as checked
    from fajian.engine.office import documents

    day = day_of(on)
    found = checked(documents.read(file), day)
    table = Table("引用", "核对", "说明", title=f"按{day.isoformat()}有效的文本", title_justify="left")
    for one in found:
        table.add_row(one.written, one.word, one.why)
    console.print(table)
    counted = Counter(one.verdict for one in found)
    console.print(f"共 {len(found)} 处：" + "，".join(f"{word} {counted[verdict]}" for verdict, word in WORDS.items()))


@command.command(name="list", help="列出收录的法律、法规、规章和各个版本的起止日。")
def list_() -> None:
    """A line for each version; those without a text say so."""
    from rich.table import Table

    from fajian.engine.law.library import text_of
    from fajian.engine.law.versions import laws

    table = Table("名称", "版本", "起", "止", "条数")
    for law in laws().values():
        for version in law.versions:
            text = text_of(version)
            last = version.valid_to.isoformat() if version.valid_to else ""
            count = str(len(text.articles)) if text else "未收录文本"
            table.add_row(law.name, str(version.version), version.valid_from.isoformat(), last, count)
    console.print(table)
