"""公众端."""

from __future__ import annotations

from fajian.web.policy.doors import DISCIPLINE, NOBODY, PUBLIC, READERS, SUPERVISOR, SUPERVISORS, UNIT, Door, Roles

OFFICE: Roles = frozenset({SUPERVISOR, DISCIPLINE})
HANDLERS: Roles = OFFICE | UNIT
OWN = "Complaint.visible_to：不含反映本单位及其上下级的"
CARDS = "Card.visible_to：本地区的监督机关，不含关于本单位及其上下级的"
RESULTS = "SurveyResult.visible_to：本单位及下级；够数才有数字"
CONTACTS = "FirstContact.visible_to：首问单位、承办单位"

DOORS: tuple[Door, ...] = (
    #    url name          GET     POST    scope
    Door("portal:front", PUBLIC, NOBODY, "没有内部数据"),
    Door("portal:large", PUBLIC, NOBODY, "没有内部数据"),
    Door("portal:complain", PUBLIC, PUBLIC, "没有内部数据；只写"),
    Door("portal:follow", PUBLIC, PUBLIC, "持回执号的人：这一件"),
    Door("portal:verify", PUBLIC, PUBLIC, "没有内部数据"),
    Door("portal:at_point", PUBLIC, NOBODY, "持联系点二维码的人：名称"),
    Door("portal:fill_card", PUBLIC, PUBLIC, "持联系点二维码的人；只写"),
    Door("portal:blank_card", PUBLIC, NOBODY, "持联系点二维码的人：空白卡"),
    Door("portal:note", PUBLIC, PUBLIC, "持联系点二维码的人；只写"),
    Door("portal:points", OFFICE, NOBODY, "本地区"),
    Door("portal:new_point", OFFICE, OFFICE, "本地区"),
    Door("portal:point", OFFICE, NOBODY, CARDS),
    Door("portal:point_code", OFFICE, NOBODY, "本地区"),
    Door("portal:record_point", OFFICE, OFFICE, "本地区"),
    Door("portal:paper_card", OFFICE, OFFICE, "本地区"),
    Door("portal:relink_point", OFFICE, OFFICE, "本地区"),
    Door("portal:end_point", OFFICE, OFFICE, "本地区"),
    Door("portal:cards", OFFICE, NOBODY, CARDS),
    Door("portal:card_table", OFFICE, NOBODY, CARDS),
    Door("portal:card", OFFICE, NOBODY, CARDS),
    Door("portal:card_paper", OFFICE, NOBODY, CARDS),
    Door("portal:contacts", READERS, NOBODY, CONTACTS),
    Door("portal:contact_table", READERS, NOBODY, CONTACTS),
    Door("portal:contact", READERS, NOBODY, CONTACTS),
    Door("portal:new_contact", UNIT, UNIT, "本单位"),
    Door("portal:take_contact", UNIT, UNIT, f"{CONTACTS}；首问单位或者承办单位"),
    Door("portal:enter_code", PUBLIC, PUBLIC, "没有内部数据"),
    Door("portal:answer", PUBLIC, PUBLIC, "持评价码的人：单位名称；只写"),
    Door("portal:ratings", READERS, NOBODY, RESULTS),
    Door("portal:survey_result", READERS, NOBODY, RESULTS),
    Door("portal:visit_code", UNIT, UNIT, "本单位"),
    Door("portal:surveys", OFFICE, NOBODY, "本地区"),
    Door("portal:new_survey", OFFICE, OFFICE, "本地区"),
    Door("portal:survey", OFFICE, NOBODY, "本地区"),
    Door("portal:issue_ballots", OFFICE, OFFICE, "本地区；不超过名册人数"),
    Door("portal:void_ballots", OFFICE, OFFICE, "本地区"),
    Door("portal:freeze_survey", OFFICE, OFFICE, "本地区；结束以后"),
    Door("portal:survey_table", OFFICE, NOBODY, "本地区；封存以后"),
    Door("portal:panel", OFFICE, NOBODY, "本地区"),
    Door("portal:appoint", OFFICE, OFFICE, "本地区"),
    Door("portal:dismiss", OFFICE, OFFICE, "本地区"),
    Door("portal:list", HANDLERS, NOBODY, OWN),
    Door("portal:table", OFFICE, NOBODY, OWN),
    Door("portal:import", OFFICE, OFFICE, "本地区"),
    Door("portal:repeats", OFFICE, NOBODY, OWN),
    Door("portal:complaint", HANDLERS, NOBODY, OWN),
    Door("portal:take", HANDLERS, HANDLERS, f"{OWN}；答复须另一人审核"),
    Door("portal:ask", HANDLERS, HANDLERS, OWN),
    Door("portal:enter", SUPERVISORS, SUPERVISORS, OWN),
    Door("portal:ask_opening", OFFICE, OFFICE, OWN),
    Door("portal:answer_opening", OFFICE, OFFICE, f"{OWN}；须申请人以外的人"),
    Door("portal:sealed", OFFICE, NOBODY, f"{OWN}；已批准的启封"),
    Door("portal:file", HANDLERS, NOBODY, OWN),
)
