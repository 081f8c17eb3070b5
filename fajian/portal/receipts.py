"""签名回执: what the office has received and when, signed (Ed25519) so that anybody can check it without the office."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

TITLE = "法鉴投诉举报回执"
FORMAT = "fajian-receipt-1"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a receipt says. `digest` is the SHA-256 of what was written, so that the text can be held against it."""

    format: str
    number: str
    office: str
    received_at: str
    digest: str


def claim(number: str, office: str, received_at: dt.datetime, text: str) -> Claim:
    """Of a complaint."""
    moment = timezone.localtime(received_at).isoformat(timespec="seconds")
    return Claim(FORMAT, number, office, moment, digest_of(text))


def digest_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, lines ending with one LF, nothing before and after."""
    return hashlib.sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


def signed(told: Claim) -> str:
    """The receipt as a text of three lines: the title, the claim as JSON (this line is signed), the signature."""
    line = json.dumps(asdict(told), ensure_ascii=False, sort_keys=True)
    signature = base64.b64encode(_private_key().sign(line.encode())).decode()
    return f"{TITLE}\n{line}\n{signature}\n"


def checked(receipt: str, public: str) -> Claim | None:
    """What the receipt says, if this key has signed it as it stands; None for anything else."""
    lines = [line.strip() for line in receipt.strip().splitlines() if line.strip()]
    if len(lines) != 3 or lines[0] != TITLE:
        return None
    key = serialization.load_pem_public_key(public.encode())
    assert isinstance(key, Ed25519PublicKey)
    try:
        key.verify(base64.b64decode(lines[2], validate=True), lines[1].encode())
        told = json.loads(lines[1])
        return Claim(**told) if told.get("format") == FORMAT else None
    except (InvalidSignature, binascii.Error, ValueError, TypeError, AttributeError):
        return None


def public_key() -> str:
    """The key to check receipts with, in PEM."""
    key = _private_key().public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def _private_key() -> Ed25519PrivateKey:
    """The installation's own, made when it is first asked for; a file only its owner reads."""
    place: Path = settings.FAJIAN_DATA / "receipt.key"
    if not place.exists():
        _make(place)
    key = serialization.load_pem_private_key(place.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _make(place: Path) -> None:
    """Written under another name first and linked: of two that start together both read the same key."""
    draft = place.with_name(f"{place.name}.{secrets.token_hex(8)}")
    made = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(made)
    try:
        os.link(draft, place)
    except FileExistsError:
        pass  # the other was first
    finally:
        draft.unlink()
