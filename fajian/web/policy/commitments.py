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
    Door("commitments:catalogue", PUBLIC, NOBODY, "PromiseItem.published：已公布的目录清单"),
    Door("commitments:guide", PUBLIC, NOBODY, "PromiseItem.published"),
    Door("commitments:guide_paper", PUBLIC, NOBODY, "PromiseItem.published"),
    Door("commitments:blank_form", PUBLIC, NOBODY, "PromiseItem.published"),
)
