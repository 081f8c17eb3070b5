"""The second factor's secret, encrypted where it is stored: a copy of the database alone lets nobody in."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks of us for TOTP."""

    def encrypt(self, text: str) -> str:
        """With this installation's key."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With this installation's key."""
        return box().decrypt(encrypted_text.encode()).decode()


def box() -> Fernet:
    """The key is derived from the installation's own and used for nothing else."""
    key = hashlib.sha256(b"fajian second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
