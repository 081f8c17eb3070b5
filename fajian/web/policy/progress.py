"""What is sent out and filed, contacts, activities, tasks."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISOR, SUPERVISORS, UNIT, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
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
)
