"""Django for the tests: its own data folder, SQLite, or the PostgreSQL that FAJIAN_TEST_DATABASE_URL names."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

_data = tempfile.mkdtemp(prefix="fajian-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["FAJIAN_DATA"] = _data
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
# The browser's loop runs in the thread of the tests; Django would refuse every query of the files that follow.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
if url := os.environ.get("FAJIAN_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
django.setup()  # here already: conftests of folders import models

from django.db import connection  # noqa: E402
from django.db.backends.base.operations import BaseDatabaseOperations  # noqa: E402

from fajian.core import guards  # noqa: E402

# A busy machine draws slowly; that is no defect of what is tested.
hypothesis.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("busy")


def pytest_configure(config: pytest.Config) -> None:
    """Tests that commit end by emptying every table, which the triggers rightly refuse."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def past_the_guards(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        guards.take_down_all(self.connection)
        flush(self, sql_list)
        guards.put_up_all(self.connection)

    BaseDatabaseOperations.execute_sql_flush = past_the_guards  # type: ignore[method-assign]


HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """SQLite's tables are made once for these migrations; each process of the tests begins with a copy of them."""
    if connection.vendor != "sqlite":
        return False
    shutil.copy(migrated(), connection.settings_dict["TEST"]["NAME"])
    return True


def migrated() -> Path:
    """An empty database after all migrations, kept in the machine's temporary folder under what it was made of."""
    made_of = [*HERE.parent.glob("fajian/*/migrations/*.py"), *HERE.glob("core/library/**/*.py")]
    digest = hashlib.sha256((HERE.parent / "requirements" / "dev.lock").read_bytes())
    for part in sorted(made_of):
        digest.update(part.name.encode() + part.read_bytes())
    kept = Path(tempfile.gettempdir()) / f"fajian-migrated-{digest.hexdigest()[:16]}.sqlite3"
    with kept.with_suffix(".lock").open("w") as alone, tempfile.TemporaryDirectory() as folder:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not kept.exists():
            environment = {**os.environ, "FAJIAN_DATA": folder}
            command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "-v", "0"]
            subprocess.run(command, env=environment, check=True, cwd=HERE.parent)
            shutil.copy(Path(folder) / "fajian.sqlite3", kept.with_suffix(".new"))
            kept.with_suffix(".new").replace(kept)
    return kept


@pytest.fixture(autouse=True)
def _plain_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; accounts of tests need no strength."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Files that take minutes: were one of them last, one process would work and the others wait.
LONG = ("test_canaries.py", "test_stateful.py", "test_spark.py", "test_tampering.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; tests of Spark are skipped where there is no Java or the extra is not installed."""
    items.sort(key=lambda item: item.path.name not in LONG)
    if shutil.which("java") and importlib.util.find_spec("pyspark"):
        return
    for item in items:
        if item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.skip(reason="Spark needs Java and the extra fajian[spark]"))
