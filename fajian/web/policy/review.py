"""File review."""

from __future__ import annotations

from fajian.web.policy.doors import DOMAIN, NOBODY, OFFICER, OVERSEERS, READERS, SUPERVISORS, UNIT, WRITERS, Door

REVIEWERS = WRITERS | {OFFICER}  # whoever may be asked to read a file

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # review
    Door("review:list", DOMAIN, NOBODY, "Batch、Sample、ScoreSheet 的 visible_to"),
    Door("review:standard", DOMAIN, NOBODY, "没有数据"),
    Door("review:new", SUPERVISORS, SUPERVISORS, "本人所在机构"),
    Door("review:batch", OVERSEERS, NOBODY, "Batch.visible_to"),
    Door("review:take", NOBODY, SUPERVISORS, "Batch.visible_to"),
    Door("review:reviewers", SUPERVISORS, SUPERVISORS, "Batch.visible_to"),
    Door("review:assign", NOBODY, SUPERVISORS, "Batch.visible_to"),
    Door("review:feed_back", NOBODY, SUPERVISORS, "Batch.visible_to"),
    Door("review:close", NOBODY, SUPERVISORS, "Batch.visible_to"),
    Door("review:statistics", OVERSEERS, NOBODY, "Batch.visible_to"),
    Door("review:file", OVERSEERS, NOBODY, "Batch.visible_to"),
    Door("review:circular", OVERSEERS, NOBODY, "Batch.visible_to"),
    Door("review:notice", READERS, NOBODY, "Sample.visible_to，已反馈的"),
    Door("review:sample", READERS, NOBODY, "Sample.visible_to"),
    Door("review:supply", NOBODY, SUPERVISORS, "Sample.visible_to"),
    Door("review:accept", NOBODY, UNIT, "Sample.visible_to"),
    Door("review:object", UNIT, UNIT, "Sample.visible_to"),
    Door("review:recheck", SUPERVISORS, SUPERVISORS, "Sample.visible_to"),
    Door("review:paper", READERS, NOBODY, "Sample.visible_to"),
    Door("review:sheet", DOMAIN, REVIEWERS, "ScoreSheet.visible_to"),
    Door("review:recuse", REVIEWERS, REVIEWERS, "ScoreSheet.visible_to，本人的"),
    Door("review:replace", SUPERVISORS, SUPERVISORS, "Sample.visible_to"),
    Door("review:sheet_file", DOMAIN, NOBODY, "ScoreSheet.visible_to"),
)
