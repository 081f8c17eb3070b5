"""公示."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, PUBLIC, READERS, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                   GET      POST     scope
    Door("publicity:list", READERS, NOBODY, "Publication.visible_to"),
    Door("publicity:choose", WRITERS, NOBODY, "没有数据"),
    Door("publicity:new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("publicity:publication", READERS, NOBODY, "Publication.visible_to"),
    Door("publicity:take", WRITERS, WRITERS, "Publication.visible_to；公开须另一人"),
    Door("publicity:place", WRITERS, WRITERS, "Publication.visible_to"),
    Door("publicity:take_down", WRITERS, WRITERS, "Publication.visible_to"),
    Door("publicity:file", READERS, NOBODY, "Publication.visible_to"),
    Door("publicity:report", WRITERS, NOBODY, "Publication.visible_to；姓名不隐去，只供报送"),
    Door("publicity:returned", WRITERS, WRITERS, "Publication.visible_to"),
    Door("publicity:before", READERS, NOBODY, "Unit.visible_to 的执法单位"),
    Door("publicity:annual", READERS, NOBODY, "Unit.visible_to 的执法单位"),
    Door("publicity:law", READERS, NOBODY, "Unit.visible_to 的执法单位，已公开的公示"),
    Door("publicity:law_file", READERS, NOBODY, "Unit.visible_to 的执法单位，已公开的公示"),
    Door("publicity:inside", READERS, NOBODY, "Publication.inside：本单位在公开范围以内"),
    Door("publicity:inside_record", READERS, NOBODY, "Publication.inside：本单位在公开范围以内"),
    # whoever asks, logged in or not
    Door("publicity:public", PUBLIC, NOBODY, "Publication.shown 的公示内容"),
    Door("publicity:record", PUBLIC, NOBODY, "Publication.asked 的公示内容；撤回的只有理由"),
    Door("publicity:data", PUBLIC, NOBODY, "Publication.shown 的公示内容"),
    Door("publicity:data_file", PUBLIC, NOBODY, "Publication.shown 的公示内容"),
    Door("publicity:sums", PUBLIC, NOBODY, "Publication.shown 的公示内容"),
    Door("publicity:verify", PUBLIC, NOBODY, "Publication.asked 的文书号；留痕只有摘要"),
    Door("publicity:code", PUBLIC, NOBODY, "Publication.asked 的编号"),
    Door("publicity:public_file", PUBLIC, NOBODY, "Publication.shown 的附件"),
)
