"""Draws anyone can verify."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OVERSEERS, PUBLIC, SUPERVISOR, Door

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
    Door("draws:publish", NOBODY, OVERSEERS, "Draw.visible_to"),
    # whoever asks, logged in or not
    Door("draws:public", PUBLIC, NOBODY, "Draw.committed 的名称、摘要；没有姓名"),
    Door("draws:record", PUBLIC, NOBODY, "Draw.committed 的摘要；名单和结果公开以后才有"),
    Door("draws:public_commitment", PUBLIC, NOBODY, "已公开结果的 Draw"),
    Door("draws:public_bundle", PUBLIC, NOBODY, "已公开结果的 Draw"),
    Door("draws:verify", PUBLIC, NOBODY, "已公开结果的 Draw 的摘要"),
    Door("draws:alone", PUBLIC, NOBODY, "没有数据"),
    Door("draws:script", PUBLIC, NOBODY, "没有数据"),
    Door("draws:format", PUBLIC, NOBODY, "没有数据"),
)
