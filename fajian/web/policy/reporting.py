"""Reports of a campaign."""

from __future__ import annotations

from fajian.web.policy.doors import ABOVE, DISCIPLINE, NOBODY, OVERSEERS, READERS, SUPERVISOR, UNIT, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # reports of a campaign
    Door("reporting:campaign", READERS, NOBODY, "Campaign.visible_to；单位、问题、报送、疑点各按 visible_to"),
    Door("reporting:rows", READERS, NOBODY, "与 reporting:campaign 相同"),
    Door("reporting:completeness", READERS, NOBODY, "与 reporting:campaign 相同"),
    Door("reporting:pack", NOBODY, READERS, "只装 visible_to 的；选的单位须在权限范围内"),
    Door("reporting:pack_file", READERS, NOBODY, "本人提交的任务，且行动和单位仍在权限范围内"),
    Door("reporting:ranking", ABOVE | {DISCIPLINE}, NOBODY, "参加单位各按 visible_to"),
    Door("reporting:draft", READERS, NOBODY, "与 reporting:campaign 相同"),
    Door("reporting:blank", READERS, NOBODY, "Ledger.visible_to；空白样表，没有业务数据"),
    Door("reporting:blanks", READERS, NOBODY, "与 reporting:blank 相同"),
    Door("reporting:declare", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为权限范围内的参加单位"),
    Door("reporting:freeze", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "牵头单位在权限范围内的行动"),
    Door("reporting:snapshot", READERS, NOBODY, "Snapshot.visible_to；内容按 SnapshotPart.visible_to"),
    Door("reporting:snapshot_file", READERS, NOBODY, "与 reporting:snapshot 相同"),
    Door("reporting:performance", OVERSEERS, NOBODY, "监督机关和各类记录各按 visible_to"),
    Door("reporting:performance_rows", OVERSEERS, NOBODY, "与 reporting:performance 相同"),
    Door("reporting:performance_file", OVERSEERS, NOBODY, "与 reporting:performance 相同"),
    Door("reporting:baseline", OVERSEERS, NOBODY, "单位和各类记录各按 visible_to"),
    Door("reporting:baseline_file", OVERSEERS, NOBODY, "与 reporting:baseline 相同"),
    Door(
        "reporting:baseline_select",
        frozenset({SUPERVISOR}),
        frozenset({SUPERVISOR}),
        "名单记在本单位；单位按 visible_to",
    ),
    Door("reporting:themes", READERS, NOBODY, "Entry.visible_to"),
    Door("reporting:themes_file", READERS, NOBODY, "与 reporting:themes 相同"),
    Door("reporting:yearly", READERS, NOBODY, "办件按单位的执法机关（Sight）；报送按 visible_to"),
    Door("reporting:yearly_file", READERS, NOBODY, "与 reporting:yearly 相同"),
    Door("reporting:yearly_rows", READERS, NOBODY, "与 reporting:yearly 相同"),
    Door("reporting:yearly_submit", WRITERS, WRITERS, "只能为权限范围内的单位"),
    Door("reporting:yearly_report", READERS, NOBODY, "YearlyReport.visible_to"),
    Door("reporting:yearly_publish", NOBODY, WRITERS, "YearlyReport.visible_to；公示另须审批"),
    Door("reporting:yearly_report_file", READERS, NOBODY, "YearlyReport.visible_to"),
    Door("reporting:cockpit", OVERSEERS, NOBODY, "问题、疑点、监督文书、责任追究各按 visible_to"),
    Door("reporting:cockpit_rows", OVERSEERS, NOBODY, "与 reporting:cockpit 相同"),
    Door("reporting:appraisal", OVERSEERS, NOBODY, "单位和各类记录各按 visible_to"),
    Door("reporting:appraisal_file", OVERSEERS, NOBODY, "与 reporting:appraisal 相同"),
    Door("reporting:appraisal_rows", OVERSEERS, NOBODY, "与 reporting:appraisal 相同"),
    Door("reporting:burden", READERS, NOBODY, "Duty.visible_to"),
    Door("reporting:verify", READERS, READERS, "Snapshot.visible_to、SnapshotPart.visible_to；上传的不保存"),
    Door(
        "reporting:templates", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Campaign.visible_to；换模板须牵头单位"
    ),
    Door("reporting:template", frozenset({SUPERVISOR}), NOBODY, "Campaign.visible_to；模板里没有业务数据"),
    Door("reporting:reset", NOBODY, frozenset({SUPERVISOR}), "Campaign.visible_to；换模板须牵头单位"),
)
