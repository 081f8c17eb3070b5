"""随机抽取: the list is published before anybody can know the seed."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow

DRAW = Workflow(
    title="随机抽取",
    states={"open": "待交存口令", "committed": "已公布名单，待公布口令", "drawn": "已抽取", "replaced": "已重抽"},
    steps=(
        #    name      button          from                             to           who          must be filled in
        Step("seal", "交存口令", ("open",), "open", "holder", ("secret",)),
        # Taken with the last secret handed in.
        Step("commit", "公布名单", ("open",), "committed", "holder"),
        Step("reveal", "公布口令", ("committed",), "committed", "holder", ("secret",)),
        # Taken with the last secret shown, or with the public value where one was named.
        Step("draw", "抽取", ("committed",), "drawn", "holder"),
        # What was drawn may not be known to those drawn before their turn: it goes out by a step of its own.
        Step("publish", "公开结果", ("drawn",), "drawn", "holder"),
        Step("redraw", "重新抽取", ("committed", "drawn"), "replaced", "supervisor", ("reason",)),
    ),
    groups={"holder": ("supervisor", "leader", "discipline")},
    labels={"secret": "口令", "reason": "重抽理由"},
)
