"""告知承诺与信用."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, PUBLIC, READERS, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                  GET      POST     scope
    Door("commitments:items", READERS, NOBODY, "PromiseItem.visible_to"),
    Door("commitments:export", READERS, NOBODY, "PromiseItem.visible_to"),
    Door("commitments:new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("commitments:item", READERS, NOBODY, "PromiseItem.visible_to"),
    Door("commitments:take", WRITERS, WRITERS, "PromiseItem.visible_to；审定须另一人"),
    Door("commitments:watcher", WRITERS, WRITERS, "PromiseItem.visible_to"),
    Door("commitments:applications", READERS, NOBODY, "Application.visible_to"),
    Door("commitments:receive", WRITERS, WRITERS, "权限范围内单位已公布的事项"),
    Door("commitments:application", READERS, NOBODY, "Application.visible_to"),
    Door("commitments:attach", WRITERS, WRITERS, "Application.visible_to"),
    Door("commitments:file", READERS, NOBODY, "Application.visible_to"),
    Door("commitments:paper", READERS, NOBODY, "Application.visible_to"),
    Door("commitments:take_application", WRITERS, WRITERS, "Application.visible_to"),
    Door("commitments:take_check", WRITERS, WRITERS, "Verification.visible_to"),
    Door("commitments:take_disposal", WRITERS, WRITERS, "Disposal.visible_to；决定须另一人"),
    Door("commitments:events", READERS, NOBODY, "CreditEvent.visible_to"),
    Door("commitments:record_event", WRITERS, WRITERS, "权限范围内的单位"),
    Door("commitments:push", WRITERS, WRITERS, "CreditEvent.visible_to"),
    Door("commitments:answers", WRITERS, WRITERS, "CreditEvent.visible_to，推送过的"),
    Door("commitments:credit_export", READERS, NOBODY, "CreditEvent.visible_to"),
    Door("commitments:event", READERS, NOBODY, "CreditEvent.visible_to；等级由同一主体的全部事件算出，只列种类和日期"),
    Door("commitments:revoke_event", WRITERS, WRITERS, "CreditEvent.visible_to"),
    Door("commitments:ask", WRITERS, WRITERS, "CreditEvent.visible_to"),
    Door("commitments:take_request", WRITERS, WRITERS, "CreditRequest.visible_to；决定须另一人"),
    Door("commitments:promises", PUBLIC, NOBODY, "Application.public：已签署、没有不公开理由的承诺"),
    Door("commitments:public_paper", PUBLIC, NOBODY, "Application.public"),
    Door("commitments:catalogue", PUBLIC, NOBODY, "PromiseItem.published：已公布的目录清单"),
    Door("commitments:guide", PUBLIC, NOBODY, "PromiseItem.published"),
    Door("commitments:guide_paper", PUBLIC, NOBODY, "PromiseItem.published"),
    Door("commitments:blank_form", PUBLIC, NOBODY, "PromiseItem.published"),
)
