"""Loads Django for a command of `fajian` that needs it."""

from __future__ import annotations

import os

import django


def start() -> None:
    """Configure Django from the environment; afterwards models may be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fajian.web.settings")
    django.setup()
