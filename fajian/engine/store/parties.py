"""Natural persons' numbers become a keyed hash: same number, same hash; the number itself is not kept."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path

from fajian.engine.faults import InputError

KEY_FILE = "secret.key"
_KEY_BYTES, _BLOCK = 32, 64


@dataclass(frozen=True, slots=True)
class PartyKey:
    """The store's secret; never printed, never leaves the machine."""

    secret: bytes = field(repr=False)

    def hashed(self, number: str) -> str:
        """HMAC-SHA256 of a number in strict form (upper case, no spaces), 64 hex digits."""
        return hmac.new(self.secret, number.encode(), hashlib.sha256).hexdigest()

    def pads(self) -> tuple[bytes, bytes]:
        """The two blocks of HMAC (RFC 2104), with which SQL computes the same: sha256(outer ‖ sha256(inner ‖ text))."""
        block = self.secret.ljust(_BLOCK, b"\0")
        return bytes(b ^ 0x5C for b in block), bytes(b ^ 0x36 for b in block)


def party_key(store: Path) -> PartyKey:
    """The key of a store; made on first use, readable by its owner only (0600).

    Another key gives other hashes: who loses the file can no longer tell that two persons of different batches are one.
    """
    path = store / KEY_FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_bytes()
        if len(secret) != _KEY_BYTES:
            raise InputError(
                f"数据仓的密钥文件 {KEY_FILE} 已损坏，请从备份恢复；不要新建，否则同一自然人会对不上"
            ) from None
        return PartyKey(secret)
    secret = os.urandom(_KEY_BYTES)
    with os.fdopen(handle, "wb") as out:
        out.write(secret)
        out.flush()
        os.fsync(out.fileno())
    return PartyKey(secret)


def masked(number: str) -> str:
    """A number fit for a message: the first 6 and last 2 characters at most."""
    return number[:6] + "*" * max(len(number) - 8, 0) + number[-2:] if len(number) > 8 else "*" * len(number)
