"""备份: one file with the database, everything in the data folder and the keys.

The manifest holds, of the very moment that was saved, how many rows each table had and their hash, and the checkpoint
of the audit chain. core.restored compares all three.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from fajian.core import archive, checkpoints, dumps
from fajian.core.archive import DATA, DUMP, SQLITE, Manifest, Table
from fajian.core.checkpoints import Checkpoint
from fajian.core.digests import canonical, moment
from fajian.core.verify import snapshot
from fajian.engine.faults import InputError

WORK = ".backup"
# What the data folder holds and is made anew; so are names that begin with a dot and half-written `.draft` files.
# All else is saved, also what a later version puts there.
PASSING = {"cache", "static", "importing", "handouts", "rules.json", "files/drafts"}
BATCH = 2_000


def make(out: Path, *, hold: Callable[[], AbstractContextManager[None]] = nullcontext) -> Manifest:
    """Save database, files and keys as of one moment into one archive, while others work; returns its manifest.

    Inside `hold` nothing comes into the warehouse: so long (milliseconds) the moment of the database and that of the
    files are made one.
    """
    archive.check_name(out)
    folder: Path = settings.FAJIAN_DATA
    with _alone(folder) as work, ExitStack() as moment_of_it:
        with hold():
            # First the loose files: a checkpoint printed after our moment does not lie on the chain we save.
            kept = _keep(folder, work / "data", loose=True)
            moment_of_it.enter_context(snapshot())
            migrations = _migrations()
            kept |= _keep(folder, work / "data", loose=False)
        name = SQLITE if connection.vendor == "sqlite" else DUMP
        about = Manifest(
            version=version("fajian"),
            made_at=moment(timezone.now()),
            database=connection.vendor,
            migrations=migrations,
            tables=hashes(),
            checkpoint=_checkpoint(),
        )
        dumps.dump(work / name)
        moment_of_it.close()
        sources = [(name, work / name), *((DATA + name, path) for name, path in sorted(kept.items()))]
        return archive.write(out, sources, about)


def hashes() -> dict[str, Table]:
    """Rows and hash of every table, whoever it belongs to; SQLite's word indexes, made of other tables, left out."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')")
            names -= {name for (name,) in cursor.fetchall()}
    return {name: _hash(name) for name in sorted(names)}


def _hash(table: str) -> Table:
    """Over all rows by their key, each as canonical JSON, a line each."""
    inspect, quote = connection.introspection, connection.ops.quote_name
    with connection.cursor() as cursor:
        # Not get_table_description: it tries out JSON in a transaction of its own, which would end our snapshot.
        cursor.execute(f"SELECT * FROM {quote(table)} LIMIT 0")
        columns = sorted(column[0] for column in cursor.description)
        keys = inspect.get_primary_key_columns(cursor, table) or columns
    hasher, count = hashlib.sha256(canonical(columns).encode()), 0
    wanted, order = ", ".join(map(quote, columns)), ", ".join(map(quote, keys))
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {wanted} FROM {quote(table)} ORDER BY {order}")
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                hasher.update(b"\n" + canonical(list(row)).encode())
            count += len(rows)
    return Table(count, hasher.hexdigest())


def _migrations() -> list[str]:
    """Applied migrations; InputError for a database that has none. By SQL: an older database is saved too."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            raise InputError("数据库是空的，没有可以备份的。")
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [f"{app}.{name}" for app, name in cursor.fetchall()]


def _checkpoint() -> str:
    """The three lines of the chain at this moment; "" while it is empty."""
    with connection.cursor() as cursor:
        ends = []
        for way in ("ASC", "DESC"):
            cursor.execute(f"SELECT seq, hash FROM core_event ORDER BY seq {way} LIMIT 1")
            ends.append(cursor.fetchone())
    first, last = ends
    return str(Checkpoint(checkpoints.origin(first[1]), last[0], last[1])) if first and last else ""


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """An empty folder on the data's own disk for one backup at a time; what a killed one left there is gone."""
    work = folder / WORK
    work.mkdir(exist_ok=True, mode=0o700)
    with (work / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError("另一次备份正在进行，请等它结束后再试。") from None
        _empty(work)
        try:
            yield work
        finally:
            _empty(work)


def _empty(work: Path) -> None:
    for left in work.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != ".lock":
            left.unlink()


def _keep(folder: Path, target: Path, *, loose: bool) -> dict[str, Path]:
    """Hold on to the files of the data folder as they are now: name below it → where it is held.

    Loose ones, which may be appended to, are copied; those in folders are only ever replaced, so a second link will do.
    """
    kept = {}
    database = Path(str(connection.settings_dict["NAME"])).name if connection.vendor == "sqlite" else ""
    for place, folders, names in os.walk(folder, followlinks=True):
        below = Path(place).relative_to(folder)
        folders[:] = [] if loose else [name for name in folders if not _passes(below / name)]
        if (below == Path()) != loose:
            continue
        for name in names:
            if _passes(below / name) or (loose and database and name.startswith(database)):
                continue
            held = target / below / name
            held.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (shutil.copyfile if loose else _link)(Path(place) / name, held)
            kept[(below / name).as_posix()] = held
    return kept


def _passes(name: Path) -> bool:
    return name.as_posix() in PASSING or name.name.startswith(".") or name.suffix == ".draft"


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copyfile(source, target)
