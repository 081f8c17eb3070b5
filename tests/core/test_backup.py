"""Backup under load, restore with proof: what comes back is what was saved, to the row, on either database."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from fajian.core import archive, backup, checkpoints, dumps, restore
from fajian.core.archive import Manifest, Member, Table
from fajian.core.commands import System, action
from fajian.core.files import attach, receive
from fajian.core.restored import compare
from fajian.engine.faults import InputError
from tests.core.library import actions
from tests.core.library.models import Book

ROOT = Path(__file__).resolve().parents[2]
BY = System("测试")
SQLITE = connection.vendor == "sqlite"
pytestmark = pytest.mark.django_db(transaction=True)

keep_file = action("library.keep_file", title="存文件")(lambda act, *, received: attach(act, received))


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, with a bit of everything in it."""
    folder = tmp_path / "data"
    for name, text in {
        "secret.key": "key",
        "cache/passing": "-",
        "static/passing": "-",
        "files/drafts/passing": "-",
        "warehouse/.lock": "",
        "warehouse/secret.key": "party key",
        "warehouse/penalties/b1.parquet": "rows",
        "warehouse/batches/b1.json": "{}",
        "warehouse/batches/b2.draft": "-",
        "runs/1/run.json": "{}",
        "later/what a later version keeps": "!",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.setattr(settings, "FAJIAN_DATA", folder)
    monkeypatch.setattr(settings, "FAJIAN_FILES", folder / "files")
    monkeypatch.setattr(settings, "FAJIAN_CHECKPOINTS", folder / "checkpoints.txt")
    return folder


@pytest.fixture
def empty_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases to restore into: addresses on PostgreSQL, "" on SQLite."""
    made: list[str] = []
    base = os.environ.get("FAJIAN_TEST_DATABASE_URL", "")

    def make() -> str:
        if SQLITE:
            return ""
        name = f"fajian_restored_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(base, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
        made.append(name)
        return re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", base)

    yield make
    for name in made:
        with psycopg.connect(base, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def fajian(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FAJIAN_DATA")}
    command = [sys.executable, "-c", "from fajian.cli.main import main; main()", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


def bring_back(file: Path, folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    """fajian restore."""
    where = ["--into", url, "--data", str(folder)] if url else ["--into", str(folder)]
    return fajian("restore", str(file), *where)


def query(folder: Path, url: str, sql: str) -> Any:
    """One value of a restored database, past all our code."""
    if url:
        with psycopg.connect(url) as server:
            return server.execute(sql).fetchone()[0]  # type: ignore[index]
    with closing(sqlite3.connect(folder / "fajian.sqlite3")) as file:
        return file.execute(sql).fetchone()[0]


@contextmanager
def writing() -> Iterator[Callable[[], int]]:
    """A process that carries out commands as fast as it can; says how many were acknowledged so far."""
    connections.close_all()
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        n = 0
        while True:
            n += 1
            book = actions.buy(by=BY, key=f"w{n}", title=f"第{n}本", data={"n": n})
            actions.count_up(by=BY, key=f"c{n}", book=book)
            os.write(told, b".")
    os.close(told)
    os.set_blocking(heard, False)
    count = 0

    def acknowledged() -> int:
        nonlocal count
        with suppress(BlockingIOError):
            count += len(os.read(heard, 1 << 20))
        return count

    try:
        while acknowledged() < 20:
            time.sleep(0.01)
        yield acknowledged
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(heard)


def test_saved_under_load_it_comes_back_row_by_row(tmp_path: Path, empty_database: Callable[[], str]) -> None:
    actions.buy_many(by=BY, titles=[f"旧书{n}" for n in range(2_000)], shelf="旧")
    received = receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "回证.pdf")
    keep_file(by=BY, received=received)
    checkpoints.keep(checkpoints.checkpoint(), settings.FAJIAN_CHECKPOINTS)
    seen = []
    with writing() as acknowledged:
        for n in range(3):
            before = acknowledged()
            manifest = backup.make(tmp_path / f"{n}.zip")
            seen.append((before, acknowledged(), manifest))
    assert seen[-1][1] > seen[0][0], "nothing was written meanwhile"
    for n, (before, after, manifest) in enumerate(seen):
        folder, url = tmp_path / f"restored{n}", empty_database()
        done = bring_back(tmp_path / f"{n}.zip", folder, url)
        assert (done.returncode, "✘" in done.stdout) == (0, False), done.stdout + done.stderr
        assert f"{manifest.rows} 行，与备份时逐行一致" in done.stdout
        assert before <= query(folder, url, "SELECT count(*) FROM library_book WHERE copies = 1") <= after + 1
        assert query(folder, url, "SELECT count(*) FROM library_book WHERE shelf = '旧'") == 2_000
        assert (folder / "files" / received.digest[:2] / received.digest[2:4] / received.digest).exists()


def test_what_was_restored_goes_on_where_it_stopped(tmp_path: Path, empty_database: Callable[[], str]) -> None:
    actions.buy(by=BY, title="旧书")
    backup.make(tmp_path / "b.zip")
    folder, url = tmp_path / "restored", empty_database()
    assert bring_back(tmp_path / "b.zip", folder, url).returncode == 0
    where = {"FAJIAN_DATA": str(folder), **({"DATABASE_URL": url} if url else {})}
    done = fajian("user", "unit", "云岭市人民政府", "--kind", "government", **where)
    assert done.returncode == 0, done.stderr
    assert fajian("audit", "verify", **where).returncode == 0
    again = fajian("backup", "--out", str(tmp_path / "again.zip"), **where)
    assert again.returncode == 0, again.stderr
    assert "检查点" in again.stdout


def test_all_of_the_data_folder_is_kept_but_what_is_made_anew(tmp_path: Path, data: Path) -> None:
    actions.buy(by=BY, title="书")
    manifest = backup.make(tmp_path / "b.zip")
    names = {name.removeprefix("data/") for name in manifest.members if name.startswith("data/")}
    assert names == {
        "secret.key", "warehouse/secret.key", "warehouse/penalties/b1.parquet", "warehouse/batches/b1.json",
        "runs/1/run.json", "later/what a later version keeps",
    }  # fmt: skip
    assert not list((data / ".backup").glob("*")) or [p.name for p in (data / ".backup").iterdir()] == [".lock"]
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600


def test_what_is_replaced_while_the_database_is_copied_is_kept_as_it_was(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.buy(by=BY, title="书")
    dump = dumps.dump

    def meanwhile(target: Path) -> None:
        (data / "new").write_text('{"withdrawn_on": "2026-11-22"}')
        os.replace(data / "new", data / "warehouse" / "batches" / "b1.json")
        (data / "warehouse" / "batches" / "b2.json").write_text("{}")
        dump(target)

    monkeypatch.setattr(dumps, "dump", meanwhile)
    backup.make(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as saved:
        assert saved.read("data/warehouse/batches/b1.json") == b"{}"
        assert "data/warehouse/batches/b2.json" not in saved.namelist()


def test_a_checkpoint_printed_after_the_moment_does_not_belong_to_it(tmp_path: Path, data: Path) -> None:
    """Else the restored chain would seem cut."""
    actions.buy(by=BY, title="书")

    @contextmanager
    def hold() -> Iterator[None]:
        yield
        checkpoints.keep(checkpoints.checkpoint(), settings.FAJIAN_CHECKPOINTS)

    backup.make(tmp_path / "b.zip", hold=hold)
    assert "data/checkpoints.txt" not in archive.read(tmp_path / "b.zip").members


@pytest.mark.skipif(not SQLITE, reason="the archive is read the same way, whatever database is in it")
def test_a_damaged_archive_is_refused_with_a_sentence_and_nothing_is_there(tmp_path: Path) -> None:
    actions.buy(by=BY, title="书")
    backup.make(tmp_path / "whole.zip")
    whole, draw = (tmp_path / "whole.zip").read_bytes(), random.Random(7)
    restore.unpack(tmp_path / "whole.zip", tmp_path / "whole")
    harmless = 0
    for n in range(200):
        damaged = bytearray(whole)
        if n % 4:
            damaged[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        else:
            del damaged[draw.randrange(len(whole)) :]
        file, folder = tmp_path / "damaged.zip", tmp_path / f"damaged{n}"
        file.write_bytes(damaged)
        said = sentence(restore.unpack, file, folder)
        if said:
            assert "没有恢复" in said
            assert not folder.exists()
        else:  # a bit that says nothing, say of a member's date
            assert content(folder) == content(tmp_path / "whole")
            harmless += 1
    assert harmless < 20


def sentence(call: Callable[..., Any], *given: Any) -> str:
    """What the user is told, "" if it went well."""
    try:
        call(*given)
    except InputError as error:
        return str(error)
    return ""


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewritten(file: Path, target: Path, change: Callable[[Path, Manifest], Manifest]) -> Path:
    """An archive somebody opened, changed and closed again with fitting hashes of the members."""
    manifest, work = archive.read(file), target.with_suffix(".work")
    archive.extract(file, manifest, {name: work / name for name in manifest.members})
    manifest = change(work, manifest)
    archive.write(target, [(name, work / name) for name in manifest.members], manifest)
    return target


@pytest.mark.skipif(not SQLITE, reason="edits the database in the archive by hand")
def test_an_archive_whose_rows_were_changed_shows_in_rows_and_chain(tmp_path: Path) -> None:
    actions.buy(by=BY, title="书", copies=3)
    backup.make(tmp_path / "b.zip")

    def edit(work: Path, manifest: Manifest) -> Manifest:
        with closing(sqlite3.connect(work / "database.sqlite3")) as file:
            file.execute("UPDATE library_book SET copies = 300")
            file.commit()
        return manifest

    done = bring_back(rewritten(tmp_path / "b.zip", tmp_path / "changed.zip", edit), tmp_path / "restored", "")
    assert done.returncode == 1
    assert "✘ 表 library_book 与备份时不同：备份时1行，现在1行" in done.stdout
    assert "内容与封存不符" in done.stdout
    assert "请勿投入使用" in done.stdout


def test_tables_that_are_not_as_the_manifest_says_are_named(tmp_path: Path) -> None:
    actions.buy(by=BY, title="书")
    manifest = backup.make(tmp_path / "b.zip")
    assert [finding.holds for finding in compare(manifest)] == [True]
    wrong = replace(manifest, tables={**manifest.tables, "library_book": Table(2, "0"), "gone": Table(1, "0")})
    said = [str(finding) for finding in compare(wrong)]
    assert said == [
        "✘ 表 gone 与备份时不同：备份时1行，现在没有这张表",
        "✘ 表 library_book 与备份时不同：备份时2行，现在1行",
    ]


def test_every_change_of_a_row_changes_the_tables_hash() -> None:
    book = actions.buy(by=BY, title="书", data={"a": 1})
    seen = [backup.hashes()["library_book"]]
    for fields in ({"title": "书二"}, {"copies": 1}, {"data": {"a": "1"}}, {"lends": True}, {"data": {}}):
        book = actions.edit(by=BY, book=Book.objects.get(pk=book.pk), **fields)
        seen.append(backup.hashes()["library_book"])
    assert len({table.digest for table in seen}) == len(seen)


def test_nothing_that_is_there_is_overwritten(tmp_path: Path, empty_database: Callable[[], str]) -> None:
    actions.buy(by=BY, title="书")
    backup.make(tmp_path / "b.zip")
    with pytest.raises(InputError, match="已经存在"):
        backup.make(tmp_path / "b.zip")
    with pytest.raises(InputError, match=r"没有 .* 这个文件夹"):
        backup.make(tmp_path / "nowhere" / "b.zip")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("!")
    url = empty_database()
    with pytest.raises(InputError, match="不是空文件夹"):
        restore.unpack(tmp_path / "b.zip", tmp_path / "full", url)
    assert content(tmp_path / "full") == {"mine": b"!"}
    if url:
        restore.unpack(tmp_path / "b.zip", tmp_path / "once", url)
        with pytest.raises(InputError, match="数据库里已有数据"):
            restore.unpack(tmp_path / "b.zip", tmp_path / "twice", url)
        assert not (tmp_path / "twice").exists()


def test_an_archive_goes_only_where_its_database_belongs(tmp_path: Path) -> None:
    actions.buy(by=BY, title="书")
    backup.make(tmp_path / "b.zip")
    with pytest.raises(InputError, match="请恢复到"):
        restore.unpack(tmp_path / "b.zip", tmp_path / "restored", "postgresql://nobody@localhost/x" if SQLITE else "")


@pytest.mark.parametrize("name", ["../outside", "/outside", "data/../../outside", "data\\..\\outside", "c:outside"])
def test_no_member_leaves_the_folder(tmp_path: Path, name: str) -> None:
    file = tmp_path / "b.zip"
    (tmp_path / "source").write_text("!")
    about = Manifest("0", "2026-11-22", connection.vendor, [], {}, "")
    archive.write(file, [(name, tmp_path / "source")], about)
    with pytest.raises(InputError, match="对不上"):
        archive.read(file)


def test_a_member_that_swells_beyond_what_the_manifest_says_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    (tmp_path / "source").write_bytes(bytes(50 * 2**20))
    about = Manifest("0", "2026-11-22", connection.vendor, [], {}, "")
    manifest = archive.write(file, [("data/big", tmp_path / "source")], about)
    manifest = replace(manifest, members={"data/big": Member(10, manifest.members["data/big"].digest)})
    with pytest.raises(InputError, match="已经损坏"):
        archive.extract(file, manifest, {"data/big": tmp_path / "big"})
    assert (tmp_path / "big").stat().st_size <= 2**20


def test_an_archive_of_a_later_format_and_no_archive_at_all_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("!")
    for file, said in (("notes.txt", "不是备份文件"), ("nothing.zip", "没有找到")):
        with pytest.raises(InputError, match=said):
            archive.read(tmp_path / file)
    with zipfile.ZipFile(tmp_path / "later.zip", "w") as later:
        later.writestr("manifest.json", '{"format": 2}')
    with pytest.raises(InputError, match="较新的程序"):
        archive.read(tmp_path / "later.zip")


def test_two_backups_at_once_and_what_a_killed_one_left(tmp_path: Path, data: Path) -> None:
    actions.buy(by=BY, title="书")
    (data / ".backup" / "data").mkdir(parents=True)
    (data / ".backup" / "database.sqlite3").write_text("half")
    seen = []

    @contextmanager
    def hold() -> Iterator[None]:
        with pytest.raises(InputError, match="另一次备份正在进行"):
            backup.make(tmp_path / "second.zip")
        seen.append(True)
        yield

    backup.make(tmp_path / "first.zip", hold=hold)
    assert seen
    assert not (tmp_path / "second.zip").exists()
    (tmp_path / ".restored.restoring").mkdir()
    (tmp_path / ".restored.restoring" / "half").write_text("!")
    if SQLITE:
        restore.unpack(tmp_path / "first.zip", tmp_path / "restored")
        assert not (tmp_path / "restored" / "half").exists()


def test_a_full_disk_leaves_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.buy(by=BY, title="书")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match="磁盘已满"):
            backup.make(tmp_path / "b.zip")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".zip") or path.name.startswith(".b.zip")]


def test_an_empty_database_has_nothing_to_save(tmp_path: Path) -> None:
    done = fajian("backup", "--out", str(tmp_path / "b.zip"), FAJIAN_DATA=str(tmp_path / "fresh"))
    assert (done.returncode, "数据库是空的" in done.stderr) == (2, True)
