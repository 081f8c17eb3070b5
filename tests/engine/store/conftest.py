"""The sample records that come with the project's brief, imported once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fajian.engine.store.warehouse import ImportResult, import_records

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases"
AS_OF = date(2026, 11, 21)
KEY = bytes(range(32))


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder shared/cases; tests that need it are left out where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("shared/cases is not here")
    return SHARED.resolve()


def empty_store(folder: Path) -> Path:
    """A store with a known key, so that hashes can be compared between stores."""
    folder.mkdir(parents=True)
    (folder / "secret.key").write_bytes(KEY)
    return folder


@pytest.fixture(scope="session")
def from_csv(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    store = empty_store(tmp_path_factory.mktemp("csv") / "store")
    return store, import_records(cases / "sample", store, batch="b1", as_of=AS_OF)


@pytest.fixture(scope="session")
def from_workbook(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    store = empty_store(tmp_path_factory.mktemp("xlsx") / "store")
    return store, import_records(cases / "sample" / "sheets.xlsx", store, batch="b1", as_of=AS_OF)
