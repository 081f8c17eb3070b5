"""人员与证件."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OFFICER, PUBLIC, READERS, SUPERVISORS, UNIT, WRITERS, Door

OFFICERS = frozenset({OFFICER})

DOORS: tuple[Door, ...] = (
    #    url name               GET      POST     scope
    Door("people:officers", READERS, NOBODY, "Officer.visible_to"),
    Door("people:export", READERS, NOBODY, "Officer.visible_to"),
    Door("people:template", WRITERS, NOBODY, "没有数据"),
    Door("people:upload", WRITERS, WRITERS, "权限范围内的单位"),
    Door("people:new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("people:officer", READERS, NOBODY, "Officer.visible_to"),
    Door("people:edit", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:leave", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:apply", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:strength", READERS, NOBODY, "Officer.visible_to；Certificate.visible_to"),
    Door("people:strength_export", READERS, NOBODY, "Officer.visible_to；Certificate.visible_to"),
    Door("people:rosters", READERS, NOBODY, "Roster.visible_to"),
    Door("people:confirm", UNIT, UNIT, "本单位"),
    Door("people:certificates", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:certificate", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:picture", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:take", WRITERS, WRITERS, "Certificate.visible_to；步骤按流程表，申请人不能自己核准"),
    Door("people:trainings", READERS, NOBODY, "Training.visible_to"),
    Door("people:hold", WRITERS, WRITERS, "权限范围内的单位和人员"),
    Door("people:training", READERS, NOBODY, "Training.visible_to；人员按 Officer.visible_to"),
    Door("people:attend", WRITERS, WRITERS, "Training.visible_to；人员按 Officer.visible_to"),
    Door("people:strike_training", WRITERS, WRITERS, "Training.visible_to"),
    Door("people:hours", READERS, NOBODY, "Officer.visible_to"),
    Door("people:hours_export", READERS, NOBODY, "Officer.visible_to"),
    Door("people:questions", SUPERVISORS, NOBODY, "Question.visible_to"),
    Door("people:take_shipped", NOBODY, SUPERVISORS, "本单位的题库"),
    Door("people:take_questions", SUPERVISORS, SUPERVISORS, "本单位的题库"),
    Door("people:blank_bank", SUPERVISORS, NOBODY, "没有数据"),
    Door("people:strike_question", SUPERVISORS, SUPERVISORS, "Question.visible_to"),
    Door("people:exams", READERS, NOBODY, "Exam.visible_to"),
    Door("people:set_exam", SUPERVISORS, SUPERVISORS, "权限范围内的单位"),
    Door("people:exam", READERS, NOBODY, "Exam.visible_to；人员按 Officer.visible_to"),
    Door("people:exam_export", READERS, NOBODY, "Exam.visible_to；人员按 Officer.visible_to"),
    Door("people:mine", OFFICERS, NOBODY, "账号对应的本人"),
    Door("people:sit", NOBODY, OFFICERS, "账号对应的本人"),
    Door("people:sitting", OFFICERS, OFFICERS, "账号对应的本人"),
    Door("people:verify", PUBLIC, NOBODY, "知道二维码的人；只有证号、单位、类别、有效期"),
)
