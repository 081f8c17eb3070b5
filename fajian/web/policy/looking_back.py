"""Last year's problems, spot checks, what is compared and written off."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OVERSEERS, READERS, SUPERVISOR, SUPERVISORS, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # last year's problems judged again
    Door(
        "campaigns:look_back_new",
        frozenset({SUPERVISOR}),
        frozenset({SUPERVISOR}),
        "Campaign.visible_to，且在权限范围内",
    ),
    Door("campaigns:look_back", READERS, NOBODY, "LookBack.visible_to；问题按 PastProblem.visible_to"),
    Door("campaigns:look_back_export", READERS, NOBODY, "与 campaigns:look_back 相同"),
    Door("campaigns:look_back_file", OVERSEERS, NOBODY, "LookBack.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:past", READERS, NOBODY, "PastProblem.visible_to"),
    Door("campaigns:judge", NOBODY, UNIT, "PastProblem.visible_to"),
    Door("campaigns:confirm_past", NOBODY, frozenset({SUPERVISOR}), "PastProblem.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:return_past", NOBODY, frozenset({SUPERVISOR}), "PastProblem.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:overrule_past", NOBODY, frozenset({SUPERVISOR}), "PastProblem.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:past_proof", READERS, NOBODY, "PastProblem.visible_to"),
    # spot checks of closed problems
    Door(
        "campaigns:spot_check_new",
        frozenset({SUPERVISOR}),
        frozenset({SUPERVISOR}),
        "Campaign.visible_to，且在权限范围内",
    ),
    Door("campaigns:spot_check", OVERSEERS, NOBODY, "SpotCheck.visible_to；问题按 Recheck.visible_to"),
    Door("campaigns:take_sample", NOBODY, frozenset({SUPERVISOR}), "SpotCheck.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:spot", READERS, NOBODY, "Recheck.visible_to"),
    Door("campaigns:judge_spot", NOBODY, frozenset({SUPERVISOR}), "Recheck.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:spot_file", OVERSEERS, NOBODY, "Recheck.visible_to，且牵头单位在权限范围内"),
    # three steps: units sign what was compared, the office verifies, then it is written off
    Door("campaigns:reconcile", READERS, NOBODY, "Campaign.visible_to；Participant.visible_to"),
    Door("campaigns:reconciliation", READERS, NOBODY, "Participant.visible_to；Reconciliation.visible_to"),
    Door("campaigns:sign_accounts", UNIT, UNIT, "Participant.visible_to，只能确认本单位的"),
    Door("campaigns:verify_accounts", SUPERVISORS, SUPERVISORS, "Reconciliation.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:return_accounts", SUPERVISORS, SUPERVISORS, "Reconciliation.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:write_off", SUPERVISORS, SUPERVISORS, "Reconciliation.visible_to，且牵头单位在权限范围内"),
)
