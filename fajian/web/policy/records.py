"""Enforcement data."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISOR, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # records: enforcement data
    Door("records:batches", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:hand_in", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为权限范围内的单位；只收其下机关的行"),
    Door("records:batch", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("batch_rules", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:faults", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:withdraw", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "ImportBatch.visible_to"),
    Door("records:sheets", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "ImportBatch.visible_to"),
    Door("records:map_headings", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "ImportBatch.visible_to"),
    Door("records:quality", READERS, NOBODY, "records.sight 和 ImportBatch.visible_to"),
    Door("records:quality_file", READERS, NOBODY, "records.sight"),
    Door("records:template", READERS, NOBODY, "没有数据"),
    Door("records:columns", READERS, NOBODY, "没有数据"),
    Door("records:browse", READERS, NOBODY, "records.sight：权限范围内单位的机关的行"),
    Door("records:rows", READERS, NOBODY, "records.sight"),
    Door("records:record", READERS, NOBODY, "records.sight"),
)
