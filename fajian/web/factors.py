"""The second factor's secret, encrypted where it is stored: a copy of the database alone lets nobody in."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from fajian.core.secrets import box

PURPOSE = "second factor"


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks of us for TOTP."""

    def encrypt(self, text: str) -> str:
        """With this installation's key."""
        return box(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With this installation's key."""
        return box(PURPOSE).decrypt(encrypted_text.encode()).decode()
