"""Draws anyone can verify."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OVERSEERS, SUPERVISOR, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # draws
    Door("draws:list", OVERSEERS, NOBODY, "Draw.visible_to"),
    Door("draws:draw", OVERSEERS, NOBODY, "Draw.visible_to"),
    Door("draws:seal", NOBODY, OVERSEERS, "Draw.visible_to"),
    Door("draws:reveal", NOBODY, OVERSEERS, "Draw.visible_to"),
    Door("draws:lots", NOBODY, OVERSEERS, "Draw.visible_to"),
    Door("draws:redraw", NOBODY, frozenset({SUPERVISOR}), "Draw.visible_to"),
    Door("draws:commitment", OVERSEERS, NOBODY, "Draw.visible_to"),
    Door("draws:bundle", OVERSEERS, NOBODY, "Draw.visible_to"),
    Door("draws:script", OVERSEERS, NOBODY, "没有数据"),
)
