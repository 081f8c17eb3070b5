"""What is stored so that a copy of the database alone gives it to nobody: encrypted with the installation's own key."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def box(purpose: str) -> Fernet:
    """The key is derived from the installation's own and used for this purpose only."""
    key = hashlib.sha256(f"fajian {purpose}\0{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
