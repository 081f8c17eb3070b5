"""Who may go where: one table, url name × method → roles. What it does not list does not exist.

How to add a page: give its url a name (`<app>:<page>` in the app's urls.py, app_name = "<app>"), add one line here, and
one in nav.py if it belongs in the menu. Nothing else opens a door: middleware.Gate asks `decide` before every view.

- A role stands for what a user may do at all. Which rows: the queryset's visible_to(user), named in the last column;
  what lies outside answers 404. Which step on which row: the action and its workflow. All three must agree.
- GET covers HEAD. Other methods than GET and POST are refused everywhere.
- Anonymous is a role too. Not logged in → the login page; wrong role → 403 with a sentence; unlisted → 404.

tests/web/test_policy.py walks the resolver and fails on any url without a line and any line without a url, and asks
every url × method as every role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ANONYMOUS = "anonymous"
CLERK, UNIT_LEADER, OFFICER = "clerk", "unit_leader", "officer"
SUPERVISOR, LEADER, DISCIPLINE = "supervisor", "leader", "discipline"
ADMIN, SECURITY, AUDITOR = "admin", "security", "auditor"

Roles = frozenset[str]
NOBODY: Roles = frozenset()
UNIT: Roles = frozenset({CLERK, UNIT_LEADER})  # 填报单位
ABOVE: Roles = frozenset({SUPERVISOR, LEADER})  # 监督科与领导
OVERSEERS: Roles = ABOVE | {DISCIPLINE}  # whoever watches over units
READERS: Roles = UNIT | OVERSEERS  # whoever reads domain rows in the office
DOMAIN: Roles = READERS | {OFFICER}
SUPERVISORS: Roles = frozenset({SUPERVISOR})
WRITERS: Roles = UNIT | SUPERVISORS  # whoever writes for a unit; a supervisor for the own office
KEEPERS: Roles = frozenset({ADMIN, SECURITY, AUDITOR})  # 三员: no domain rows
EVERYBODY: Roles = DOMAIN | KEEPERS  # whoever is logged in
PUBLIC: Roles = EVERYBODY | {ANONYMOUS}


@dataclass(frozen=True, slots=True)
class Door:
    """One url name; `scope` says in words which rows a view behind it starts from."""

    route: str
    get: Roles
    post: Roles
    scope: str

    def roles(self, method: str) -> Roles:
        """The roles let in with this method."""
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, NOBODY)


TABLE: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # health
    Door("alive", PUBLIC, NOBODY, "没有数据"),
    Door("ready", PUBLIC, NOBODY, "没有业务数据"),
    # accounts
    Door("account_login", PUBLIC, PUBLIC, "没有数据；登录失败由 axes 计数"),
    Door("account_logout", PUBLIC, EVERYBODY, "本人"),
    Door("demo_login", NOBODY, PUBLIC, "演示系统之外一律 404"),
    Door("account", EVERYBODY, EVERYBODY, "本人"),
    Door("account_change_password", EVERYBODY, EVERYBODY, "本人"),
    Door("account_reauthenticate", EVERYBODY, EVERYBODY, "本人"),
    Door("account_inactive", PUBLIC, NOBODY, "没有数据"),
    Door("mfa_index", EVERYBODY, NOBODY, "本人"),
    Door("mfa_authenticate", PUBLIC, PUBLIC, "密码已通过的人"),
    Door("mfa_reauthenticate", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_activate_totp", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_deactivate_totp", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_view_recovery_codes", EVERYBODY, NOBODY, "本人"),
    Door("mfa_generate_recovery_codes", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_download_recovery_codes", EVERYBODY, NOBODY, "本人"),
    # the shell
    Door("home", EVERYBODY, NOBODY, "本人的待办，每一项各按其范围"),
    Door("notices", EVERYBODY, EVERYBODY, "本人的提醒"),
    Door("jobs", EVERYBODY, NOBODY, "本人提交的任务"),
    Door("job", EVERYBODY, NOBODY, "本人提交的任务"),
    Door("hooks", frozenset({ADMIN}), frozenset({ADMIN}), "Hook.visible_to；只能为本单位登记"),
    Door("stop_hook", NOBODY, frozenset({ADMIN}), "Hook.visible_to"),
    Door("dispatches", frozenset({ADMIN}), NOBODY, "Dispatch.visible_to；不显示内容"),
    Door("resend", NOBODY, frozenset({ADMIN}), "Dispatch.visible_to"),
    Door("help", PUBLIC, NOBODY, "没有数据"),
    Door("help_index", PUBLIC, NOBODY, "没有数据"),
    Door("clock", PUBLIC, NOBODY, "没有数据"),
    Door("rules", EVERYBODY, NOBODY, "没有数据"),
    Door("rule", EVERYBODY, NOBODY, "没有数据"),
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
    # ledgers
    Door("ledgers:list", READERS, NOBODY, "Ledger.visible_to"),
    Door("ledgers:open", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为权限范围内的单位"),
    Door("ledgers:problems", READERS, NOBODY, "Rectification.visible_to、Entry.visible_to"),
    Door("ledgers:export_all", READERS, NOBODY, "与 ledgers:problems 相同"),
    Door("ledgers:forms", READERS, NOBODY, "Form.visible_to（本单位范围内的，和上级发布的）"),
    Door("ledgers:new_form", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "只能为本单位读入"),
    Door("ledgers:form", READERS, NOBODY, "Form.visible_to"),
    Door("ledgers:edit_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:release_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:drop_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:revise_form", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to，且在权限范围内"),
    Door("ledgers:renew", NOBODY, frozenset({SUPERVISOR}), "Form.visible_to、Ledger.visible_to"),
    Door("ledgers:review", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Rectification.visible_to"),
    Door("ledgers:ledger", READERS, NOBODY, "Ledger.visible_to"),
    Door("ledgers:export", READERS, NOBODY, "Ledger.visible_to"),
    Door("ledgers:record", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Ledger.visible_to"),
    Door("ledgers:entry", READERS, NOBODY, "Entry.visible_to"),
    Door("ledgers:edit", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:correct", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:strike", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Entry.visible_to"),
    Door("ledgers:accept", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:prove", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:submit", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:return_", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:close", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:reopen", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Entry.visible_to"),
    Door("ledgers:proof", READERS, NOBODY, "Proof.visible_to"),
    Door("ledgers:picture", READERS, NOBODY, "Proof.visible_to"),
    Door("ledgers:take_back", UNIT, UNIT, "Proof.visible_to"),
    # campaigns: plans, overview, duties
    Door("campaigns:list", READERS, NOBODY, "Campaign.visible_to（本单位范围内的，或者有范围内的单位参加的）"),
    Door("campaigns:campaign", READERS, NOBODY, "Campaign.visible_to；单位、报送、问题各按 visible_to"),
    Door("campaigns:print", READERS, NOBODY, "与 campaigns:campaign 相同"),
    Door(
        "campaigns:end", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Campaign.visible_to，且牵头单位在权限范围内"
    ),
    Door("campaigns:urge", NOBODY, frozenset({SUPERVISOR}), "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:amendments", READERS, NOBODY, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:propose", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "与 campaigns:amendments 相同"),
    Door("campaigns:approve_amendment", NOBODY, frozenset({SUPERVISOR}), "与 campaigns:amendments 相同"),
    Door("campaigns:refuse_amendment", NOBODY, frozenset({SUPERVISOR}), "与 campaigns:amendments 相同"),
    Door("campaigns:new", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "只能录入本单位的方案"),
    Door("campaigns:plan", READERS, NOBODY, "PlanDocument.visible_to"),
    Door("campaigns:archive", READERS, NOBODY, "PlanDocument.visible_to"),
    Door("campaigns:plan_file", READERS, NOBODY, "PlanDocument.visible_to"),
    Door("campaigns:settle", NOBODY, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内"),
    Door("campaigns:settle_all", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "与 campaigns:settle 相同"),
    Door("campaigns:edit_plan", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "与 campaigns:settle 相同"),
    Door("campaigns:add_element", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "与 campaigns:edit_plan 相同"),
    Door("campaigns:edit_element", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "与 campaigns:edit_plan 相同"),
    Door("campaigns:strike_element", NOBODY, frozenset({SUPERVISOR}), "与 campaigns:edit_plan 相同"),
    Door("campaigns:restore_element", NOBODY, frozenset({SUPERVISOR}), "与 campaigns:edit_plan 相同"),
    Door("campaigns:plan_yaml", READERS, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内才能修改"),
    Door("campaigns:plan_yaml_file", READERS, NOBODY, "PlanDocument.visible_to"),
    Door("campaigns:versions", READERS, NOBODY, "PlanDocument.visible_to"),
    Door("campaigns:units", READERS, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内才能选定"),
    Door("campaigns:strike_alias", NOBODY, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内"),
    Door("campaigns:check", NOBODY, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内"),
    Door("campaigns:recheck", NOBODY, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内"),
    Door("campaigns:drop", NOBODY, frozenset({SUPERVISOR}), "PlanDocument.visible_to，且在权限范围内"),
    Door("campaigns:launch", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "方案和所选单位都在权限范围内"),
    Door("campaigns:duties", READERS, NOBODY, "Duty.visible_to"),
    Door("campaigns:duty", READERS, NOBODY, "Duty.visible_to"),
    Door("campaigns:save", NOBODY, UNIT, "Duty.visible_to"),
    Door("campaigns:submit", NOBODY, UNIT, "Duty.visible_to"),
    Door("campaigns:approve", NOBODY, frozenset({UNIT_LEADER}), "Duty.visible_to，且是本单位的"),
    Door("campaigns:send_back", NOBODY, frozenset({UNIT_LEADER}), "Duty.visible_to，且是本单位的"),
    Door("campaigns:hand_in", NOBODY, UNIT, "Duty.visible_to"),
    Door("campaigns:send", NOBODY, UNIT, "Duty.visible_to"),
    Door("campaigns:receive", NOBODY, frozenset({SUPERVISOR}), "Duty.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:return_", NOBODY, frozenset({SUPERVISOR}), "Duty.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:lock", NOBODY, frozenset({SUPERVISOR}), "Duty.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:unlock", NOBODY, frozenset({SUPERVISOR}), "Duty.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:demand", NOBODY, frozenset({SUPERVISOR}), "Duty.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:draft_file", UNIT, NOBODY, "Draft.visible_to：只有填报单位看得到"),
    Door("campaigns:draft_proof", UNIT, NOBODY, "Draft.visible_to：只有填报单位看得到"),
    Door("campaigns:version", READERS, NOBODY, "Return.visible_to"),
    Door("campaigns:content", READERS, NOBODY, "Return.visible_to"),
    Door("campaigns:attachment", READERS, NOBODY, "Return.visible_to"),
    # campaigns: standing duties
    Door("campaigns:standings", READERS, NOBODY, "Campaign.visible_to"),
    Door("campaigns:standing_new", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "牵头单位在权限范围内"),
    Door("campaigns:standing", READERS, NOBODY, "Standing.visible_to；报送各按 visible_to"),
    Door("campaigns:pause_standing", NOBODY, frozenset({SUPERVISOR}), "Standing.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:resume_standing", NOBODY, frozenset({SUPERVISOR}), "Standing.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:end_standing", NOBODY, frozenset({SUPERVISOR}), "Standing.visible_to，且牵头单位在权限范围内"),
    # campaigns: what the ladder sends, what it proposes
    Door("campaigns:ladder", ABOVE, frozenset({SUPERVISOR}), "Campaign.visible_to；调整须牵头单位在权限范围内"),
    Door("campaigns:ladder_yaml", ABOVE, frozenset({SUPERVISOR}), "与 campaigns:ladder 相同"),
    Door("campaigns:dry_run", frozenset({SUPERVISOR}), NOBODY, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:nudges", READERS, NOBODY, "Nudge.visible_to"),
    Door("campaigns:proposals", ABOVE, NOBODY, "Proposal.visible_to（牵头单位的）"),
    Door("campaigns:proposal", ABOVE, NOBODY, "Proposal.visible_to（牵头单位的）"),
    Door("campaigns:accept_proposal", NOBODY, frozenset({SUPERVISOR}), "Proposal.visible_to（牵头单位的）"),
    Door("campaigns:decline_proposal", NOBODY, frozenset({SUPERVISOR}), "Proposal.visible_to（牵头单位的）"),
    Door("campaigns:postpone_proposal", NOBODY, frozenset({SUPERVISOR}), "Proposal.visible_to（牵头单位的）"),
    Door("campaigns:proof", READERS, NOBODY, "Return.visible_to"),
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
    Door("reporting:verify", READERS, READERS, "Snapshot.visible_to、SnapshotPart.visible_to；上传的不保存"),
    Door(
        "reporting:templates", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Campaign.visible_to；换模板须牵头单位"
    ),
    Door("reporting:template", frozenset({SUPERVISOR}), NOBODY, "Campaign.visible_to；模板里没有业务数据"),
    Door("reporting:reset", NOBODY, frozenset({SUPERVISOR}), "Campaign.visible_to；换模板须牵头单位"),
    # campaigns: what is sent out, filed, who is to be reached, who is in which group
    Door("campaigns:distribution", READERS, NOBODY, "Campaign.visible_to；Delivery、Filing 各按 visible_to"),
    Door("campaigns:distribution_export", READERS, NOBODY, "与 campaigns:distribution 相同"),
    Door("campaigns:distribute", SUPERVISORS, SUPERVISORS, "Campaign.visible_to；只能发给权限范围内的参加单位"),
    Door("campaigns:remind", NOBODY, SUPERVISORS, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:hand_in_plan", WRITERS, WRITERS, "Campaign.visible_to，只能为本单位报送"),
    Door("campaigns:sign", WRITERS, WRITERS, "Delivery.visible_to，只能为本单位签收"),
    Door("campaigns:handle", WRITERS, WRITERS, "Delivery.visible_to，只能为本单位填写"),
    Door("campaigns:filing", READERS, NOBODY, "Filing.visible_to"),
    Door("campaigns:filing_file", READERS, NOBODY, "Filing.visible_to"),
    Door("campaigns:file", SUPERVISORS, SUPERVISORS, "Filing.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:return_plan", SUPERVISORS, SUPERVISORS, "Filing.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:contacts", READERS, NOBODY, "Contact.visible_to；号码只给本单位和牵头单位"),
    Door("campaigns:contacts_export", READERS, NOBODY, "与 campaigns:contacts 相同"),
    Door("campaigns:name_contact", WRITERS, WRITERS, "Campaign.visible_to，只能为本单位登记"),
    Door("campaigns:remind_contacts", NOBODY, SUPERVISORS, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:replace_contact", WRITERS, WRITERS, "Contact.visible_to，只能更换本单位的"),
    Door("campaigns:groups", READERS, NOBODY, "Group.visible_to、Member.visible_to（参加单位都看得到）"),
    Door("campaigns:form_group", SUPERVISORS, SUPERVISORS, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:take_groups", NOBODY, SUPERVISORS, "Campaign.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:dissolve_group", SUPERVISORS, SUPERVISORS, "Group.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:add_member", SUPERVISORS, SUPERVISORS, "Group.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:replace_member", SUPERVISORS, SUPERVISORS, "Member.visible_to，且牵头单位在权限范围内"),
    # campaigns: what units held and made public
    Door("campaigns:activities", READERS, NOBODY, "Campaign.visible_to；Activity.visible_to"),
    Door("campaigns:activities_export", READERS, NOBODY, "与 campaigns:activities 相同"),
    Door("campaigns:record_activity", WRITERS, WRITERS, "Campaign.visible_to，只能为本单位登记"),
    Door("campaigns:activity", READERS, NOBODY, "Activity.visible_to"),
    Door("campaigns:strike_activity", WRITERS, WRITERS, "Activity.visible_to，只能作废本单位的"),
    Door("campaigns:activity_file", READERS, NOBODY, "Activity.visible_to"),
    Door("campaigns:haves", READERS, NOBODY, "Campaign.visible_to；各项按 visible_to 计数"),
    Door("campaigns:channels", READERS, NOBODY, "Campaign.visible_to；Channel.visible_to"),
    Door("campaigns:report_channel", WRITERS, WRITERS, "Campaign.visible_to，只能为本单位登记"),
    Door("campaigns:confirm_channel", SUPERVISORS, SUPERVISORS, "Channel.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:return_channel", SUPERVISORS, SUPERVISORS, "Channel.visible_to，且牵头单位在权限范围内"),
    Door("campaigns:withdraw_channel", WRITERS, WRITERS, "Channel.visible_to，只能停止本单位的"),
    Door("campaigns:channel_picture", READERS, NOBODY, "Channel.visible_to"),
    # tasks of campaigns
    Door("campaigns:tasks", READERS, NOBODY, "Campaign.visible_to；单位的进展只到权限范围和本单位牵头的任务"),
    Door("campaigns:tasks_export", READERS, NOBODY, "与 campaigns:tasks 相同"),
    Door("campaigns:task", READERS, NOBODY, "Campaign.visible_to；进展 Note.visible_to"),
    Door("campaigns:note", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Campaign.visible_to，且本单位承担这项任务"),
    Door("campaigns:claim", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Campaign.visible_to，且本单位承担这项任务"),
    Door("campaigns:milestone", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Campaign.visible_to，且牵头行动或任务"),
    Door("campaigns:reach", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Campaign.visible_to，且牵头行动或任务"),
    Door("campaigns:drop_milestone", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Campaign.visible_to，且牵头行动或任务"),
    Door("campaigns:confirm", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Progress.visible_to，且牵头行动"),
    Door("campaigns:return_claim", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Progress.visible_to，且牵头行动"),
    Door("campaigns:resume", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "Progress.visible_to，且牵头行动"),
    Door("campaigns:note_file", READERS, NOBODY, "NoteFile.visible_to"),
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
    # records: enforcement data
    Door("records:batches", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:hand_in", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为权限范围内的单位；只收其下机关的行"),
    Door("records:batch", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:faults", READERS, NOBODY, "ImportBatch.visible_to"),
    Door("records:withdraw", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "ImportBatch.visible_to"),
    Door("records:template", READERS, NOBODY, "没有数据"),
    Door("records:columns", READERS, NOBODY, "没有数据"),
    Door("records:browse", READERS, NOBODY, "records.sight：权限范围内单位的机关的行"),
    Door("records:rows", READERS, NOBODY, "records.sight"),
    Door("records:record", READERS, NOBODY, "records.sight"),
    # screening
    Door("screening:findings", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:file", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:finding", READERS, NOBODY, "Finding.visible_to"),
    Door("screening:explain", NOBODY, UNIT, "Finding.visible_to"),
    Door("screening:admit", NOBODY, UNIT, "Finding.visible_to"),
    Door("screening:dismiss", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:confirm", NOBODY, frozenset({SUPERVISOR}), "Finding.visible_to"),
    Door("screening:runs", READERS, NOBODY, "Run.visible_to；数字只计 Tally.visible_to"),
    Door("screening:ask", frozenset({SUPERVISOR}), frozenset({SUPERVISOR}), "本人所在辖区"),
    Door("screening:run", READERS, NOBODY, "Run.visible_to；数字只计 Tally.visible_to"),
)
DOORS: dict[str, Door] = {door.route: door for door in TABLE}

Decision = Literal["open", "login", "role", "method", "unlisted"]


def role_of(user: Any) -> str:
    """The user's role; anybody not logged in or not active is anonymous."""
    return str(user.role) if user.is_authenticated and user.is_active else ANONYMOUS


def decide(user: Any, route: str, method: str) -> Decision:
    """What happens to this request, before any view sees it."""
    door = DOORS.get(route)
    if door is None:
        return "unlisted"
    roles = door.roles(method)
    if not roles:
        return "method"
    role = role_of(user)
    if role in roles:
        return "open"
    return "login" if role == ANONYMOUS else "role"


def allows(user: Any, route: str, method: str = "GET") -> bool:
    """Would the request be let in? For menus and buttons."""
    return decide(user, route, method) == "open"
