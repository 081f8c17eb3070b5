"""涉企检查."""

from __future__ import annotations

from fajian.web.policy.doors import Door

DOORS: tuple[Door, ...] = ()
