"""The key that natural persons' numbers are hashed with."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.store.parties import masked, party_key


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = party_key(tmp_path), party_key(tmp_path)
    assert first == second
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert party_key_of(tmp_path / "other").secret != first.secret


def party_key_of(folder: Path):  # type: ignore[no-untyped-def]
    folder.mkdir()
    return party_key(folder)


def test_the_hash_is_hmac_sha256(tmp_path: Path) -> None:
    key = party_key(tmp_path)
    wanted = hmac.new(key.secret, b"11010119800101001X", hashlib.sha256).hexdigest()
    assert key.hashed("11010119800101001X") == wanted
    assert key.hashed("110101198001010010") != wanted


def test_a_damaged_key_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(InputError, match="从备份恢复"):
        party_key(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == b"short"


def test_the_key_does_not_show_in_a_traceback(tmp_path: Path) -> None:
    assert "secret=" not in repr(party_key(tmp_path))


def test_a_masked_number_keeps_its_region_and_end_only() -> None:
    assert masked("11010119800101001X") == "110101**********1X"
    assert masked("12345678") == "********"
    assert masked("") == ""
