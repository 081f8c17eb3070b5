"""回执号: sixteen digits, the last a check digit; shown once, and kept as a slow hash only."""

from __future__ import annotations

import hashlib
import hmac
import re

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from stdnum import luhn

DIGITS = 16
_SPACES = re.compile(r"[\s\-—－]+")


def code_of(number: str) -> str:
    """The receipt code that belongs to a form's hidden number: pressed twice, the form gets the same code."""
    drawn = int.from_bytes(_keyed("receipt code", number.encode()), "big")
    body = f"{drawn % 10 ** (DIGITS - 1):0{DIGITS - 1}d}"
    return body + str(luhn.calc_check_digit(body))


def plain(typed: str) -> str:
    """What was typed as digits only, "" where it cannot be a code: a slip is told before anything is looked up."""
    text = _SPACES.sub("", typed.translate({0xFF10 + n: str(n) for n in range(10)}))
    fits = len(text) == DIGITS and text.isascii() and text.isdigit() and luhn.is_valid(text)
    return text if fits else ""


def shown(code: str) -> str:
    """In groups of four, as people copy it."""
    return " ".join(code[at : at + 4] for at in range(0, DIGITS, 4))


def digest(code: str) -> str:
    """Argon2id with a salt of the installation: found by it, never read back, and dear to guess from a copy."""
    salt = _keyed("receipt salt", b"")[:16]
    made = hash_secret_raw(
        code.encode(), salt, time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, type=Type.ID
    )
    return made.hex()


def _keyed(purpose: str, text: bytes) -> bytes:
    key = hashlib.sha256(f"fajian {purpose}\0{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, text, "sha256")
