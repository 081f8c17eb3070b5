"""Django for the tests: its own data folder, SQLite, or the PostgreSQL that FAJIAN_TEST_DATABASE_URL names."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Sequence
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
