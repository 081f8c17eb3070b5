"""身份: sealed (HPKE, X25519) to the custodian's key; its private half is a file the custodian keeps, nowhere else."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from fajian.engine.faults import InputError

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PURPOSE = b"fajian complainant 1"
PADDED = 512  # bytes; what is sealed has the same length whoever it names


@dataclass(frozen=True, slots=True)
class Person:
    """Who complains, and how to reach them."""

    name: str
    contact: str
    address: str = ""


def seal(person: Person, public: str) -> str:
    """The person as text that only the holder of the private key can read; `public` is the key in PEM."""
    key = serialization.load_pem_public_key(public.encode())
    if not isinstance(key, X25519PublicKey):
        raise InputError("保管人公钥不是 X25519 公钥，请用“fajian portal key”重新生成。")
    told = json.dumps(asdict(person), ensure_ascii=False).encode()
    padded = told + b" " * (-len(told) % PADDED)
    return base64.b64encode(SUITE.encrypt(padded, key, info=PURPOSE)).decode()


def unseal(sealed: str, private: bytes, password: str) -> Person:
    """Who it is. InputError where the key, its password or the text is not the right one."""
    try:
        key = serialization.load_pem_private_key(private, password.encode())
        if not isinstance(key, X25519PrivateKey):
            raise InputError("这不是保管人私钥文件。")
        told = SUITE.decrypt(base64.b64decode(sealed.strip(), validate=True), key, info=PURPOSE)
    except (ValueError, TypeError, binascii.Error, InvalidTag) as error:
        raise InputError("打不开：私钥、口令与封存的身份信息不相符，请核对。") from error
    return Person(**json.loads(told))


def new_pair(place: Path, password: str) -> str:
    """Write a new private key, closed with the password, to a file that is not there yet; returns the public key."""
    if len(password) < 12:
        raise InputError("保管人口令至少 12 个字符。")
    key = X25519PrivateKey.generate()
    closed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )
    try:
        with place.open("xb") as stream:
            place.chmod(0o600)
            stream.write(closed)
    except FileExistsError as error:
        raise InputError(f"{place} 已经存在，请换一个文件名，不要覆盖原来的私钥。") from error
    except OSError as error:
        raise InputError(f"{place} 写不进去：{error.strerror}。") from error
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return public.decode()
