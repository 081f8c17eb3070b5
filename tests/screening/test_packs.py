"""规则包: who makes them, what they change, and that runs keep what they were given."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.engine.law.limits import edition
from fajian.engine.rules.packs import Pack, pack_in
from fajian.orgs.actions import open_unit
from fajian.orgs.models import Unit, User
from fajian.records.actions import withdraw
from fajian.records.models import ImportBatch
from fajian.screening import actions
from fajian.screening.actions import packs as packs_actions
from fajian.screening.adjustable import adjustable
from fajian.screening.models import Finding, PackLine, Repeat, RulePack, Run
from fajian.screening.models import packs as packs_models
from tests.records.conftest import carry_out, case, sheet
from tests.screening.conftest import DAY, SYSTEM

Give = Callable[..., ImportBatch]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pack(people: dict[str, User], root: Unit) -> RulePack:
    """Only a few rules, one of them off."""
    row = actions.make_pack(by=people["supervisor"], title="罚款筛查", base="fines")
    actions.put_off(by=people["supervisor"], pack=row, rule_id="FIN-QUOTA", title="x", reason="本市没有收支数据")
    return row


def test_what_may_be_adjusted_is_among_the_limits_and_is_a_number() -> None:
    assert len(adjustable()) > 50
    for key, one in adjustable().items():
        assert key == f"{one.name}:{one.scope}"
        assert one.usual in ("没有统一规定", "不明") or float(one.usual) >= 0


def test_a_pack_is_its_base_with_its_standing_lines(people: dict[str, User], pack: RulePack) -> None:
    supervisor = people["supervisor"]
    given = {"parameter": "dup_days:default", "value": Decimal(45), "basis": "市检查办法第五条", "from_on": DAY}
    line = actions.set_value(by=supervisor, pack=pack, **given)
    whole = pack.as_pack()
    assert not whole.uses("FIN-QUOTA")
    assert not whole.uses("LIC-LIST")
    (value,) = whole.values
    assert (value.name, value.value, value.valid_from, value.basis) == ("dup_days", 45, DAY, "市检查办法第五条")
    version = whole.version
    actions.take_back(by=supervisor, line=line, seen=line.version, reason="办法修订")
    whole = RulePack.objects.get(pk=pack.pk).as_pack()
    assert (whole.values, whole.version) == ((), version + 1)
    actions.set_value(by=supervisor, pack=pack, **(given | {"value": Decimal(60)}))


def test_what_the_law_fixes_or_says_otherwise_is_refused(people: dict[str, User], pack: RulePack) -> None:
    supervisor = people["supervisor"]
    before = PackLine.objects.count()
    for given, said in (
        ({"parameter": "case_days:default", "value": Decimal(120), "basis": "x"}, "统一规定"),
        ({"parameter": "dup_days:default", "value": Decimal("1.5"), "basis": "x"}, "整数"),
        ({"parameter": "dup_days:default", "value": Decimal(-1), "basis": "x"}, "小于 0"),
        ({"parameter": "dup_days:default", "value": Decimal(1), "basis": " "}, "依据"),
    ):
        with pytest.raises(Refused, match=said):
            actions.set_value(by=supervisor, pack=pack, **given)
    with pytest.raises(Refused, match="理由"):
        actions.put_off(by=supervisor, pack=pack, rule_id="PEN-061-SERVE", title="x", reason="")
    with pytest.raises(Refused, match="本来就不用"):
        actions.put_off(by=supervisor, pack=pack, rule_id="LIC-LIST", title="x", reason="x")
    with pytest.raises(Refused, match="已有这一项"):
        actions.put_off(by=supervisor, pack=pack, rule_id="FIN-QUOTA", title="x", reason="again")
    assert PackLine.objects.count() == before


def test_an_ended_pack_changes_no_more_and_starts_no_run(
    people: dict[str, User], pack: RulePack, imported: Give
) -> None:
    supervisor = people["supervisor"]
    imported(people["clerk_a"], sheet([case("A1")]))
    pack = actions.end_pack(by=supervisor, pack=pack, seen=pack.version, reason="行动结束")
    for attempt in (
        lambda: actions.put_off(by=supervisor, pack=pack, rule_id="PEN-061-SERVE", title="x", reason="x"),
        lambda: actions.take_back(by=supervisor, line=pack.lines.get(), seen=1, reason="x"),
        lambda: actions.end_pack(by=supervisor, pack=pack, seen=pack.version, reason="x"),
        lambda: actions.ask(by=supervisor, as_of=DAY, pack=pack),
    ):
        with pytest.raises(Refused, match="停用"):
            attempt()
    actions.make_pack(by=supervisor, title="罚款筛查")  # the name is free again
    with pytest.raises(Refused, match="同名"):
        actions.make_pack(by=supervisor, title="罚款筛查")


@pytest.mark.parametrize("role", [role for role, _ in User.ROLES if role != "supervisor"])
def test_nobody_but_the_office_changes_a_pack(people: dict[str, User], pack: RulePack, role: str) -> None:
    other = User(pk=people["clerk_a"].pk, role=role, is_active=True, unit=people["clerk_a"].unit)
    for attempt in (
        lambda: actions.make_pack(by=other, title="x"),
        lambda: actions.put_off(by=other, pack=pack, rule_id="PEN-061-SERVE", title="x", reason="x"),
        lambda: actions.set_value(by=other, pack=pack, parameter="dup_days:default", value=Decimal(1), basis="x"),
        lambda: actions.take_back(by=other, line=pack.lines.get(), seen=1, reason="x"),
        lambda: actions.end_pack(by=other, pack=pack, seen=1, reason="x"),
    ):
        with pytest.raises(Refused, match="须由执法监督员办理"):
            attempt()


def test_a_run_keeps_its_pack_and_is_repeated_bit_by_bit_after_a_correction(
    people: dict[str, User], root: Unit, imported: Give, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {"fines": Pack(title="罚款", code="fines", only=("PEN-061-SERVE", "PEN-052-RECORD"))}
    for place in (packs_actions, packs_models):
        monkeypatch.setattr(place, "packs", lambda: few)
    supervisor = people["supervisor"]
    batch = imported(people["clerk_a"], sheet([case("A1"), case("A2")]))
    pack = actions.make_pack(by=supervisor, title="送达", base="fines")
    run = actions.ask(by=supervisor, as_of=DAY, pack=pack)
    actions.put_off(by=supervisor, pack=pack, rule_id="PEN-061-SERVE", title="x", reason="以后才停用")
    carry_out("screening.run", screening=run.pk)
    run = Run.objects.get(pk=run.pk)
    told = run.manifest
    assert "PEN-061-SERVE" in {rule["rule_id"] for rule in told["rules"]}
    assert len(told["rules"]) == 2
    assert pack_in(told["pack"]).title == "送达"
    assert (told["law_edition"], list(told["batches"])) == (edition(), [batch.code])

    withdraw(by=people["clerk_a"], batch=batch, seen=batch.version, reason="更正")
    carry_out("records.withdraw", batch=batch.pk)
    imported(people["clerk_a"], sheet([case("A1"), case("A3")]))
    findings = list(Finding.objects.values())
    page = browser(supervisor)
    assert page.post(f"/findings/runs/{run.pk}/repeat/").status_code == 302
    carry_out("screening.repeat", screening=run.pk)
    assert [row.said for row in Repeat.objects.all()] == [""]
    assert list(Finding.objects.values()) == findings
    text = page.get(f"/findings/runs/{run.pk}/").content.decode()
    for part in ("本次筛查口径", "逐位相同", edition(), batch.code, "送达"):
        assert part in text
    again = actions.ask(by=supervisor, as_of=DAY, pack=pack)
    assert again.given["without"] == {"PEN-061-SERVE": "以后才停用"}


def test_a_run_that_comes_to_something_else_says_what(
    people: dict[str, User], root: Unit, a_run: Callable[..., Run], browser: Any
) -> None:
    run = a_run()
    actions.repeated(by=people["supervisor"], run=run, said=["法规口径不同：当时20250101-0，现在20260201-1"])
    for name, whole in (("supervisor", True), ("clerk_a", False)):
        text = browser(people[name]).get(f"/findings/runs/{run.pk}/").content.decode()
        assert "与当时不同" in text
        assert ("20250101-0" in text) is whole, "counts of the whole area are not for one unit"


def test_a_run_of_before_cannot_be_repeated_and_others_may_not(
    people: dict[str, User], a_run: Callable[..., Run], browser: Any
) -> None:
    run = a_run()
    with pytest.raises(Refused, match="没有记下"):
        actions.repeat(by=people["supervisor"], run=run)
    page = browser(people["supervisor"]).get(f"/findings/runs/{run.pk}/").content.decode()
    assert "没有记下重算所需的口径" in page
    assert browser(people["clerk_a"]).post(f"/findings/runs/{run.pk}/repeat/").status_code == 403


def test_the_pages_lead_from_a_new_pack_to_a_run(people: dict[str, User], imported: Give, browser: Any) -> None:
    page = browser(people["supervisor"])
    assert "还没有规则包" in page.get("/rules/packs/").content.decode()
    page.post("/rules/packs/new/", {"title": "涉企检查", "base": "enterprise-inspection", "key": "1"})
    pack = RulePack.objects.get()
    address = f"/rules/packs/{pack.pk}/"
    sent = {"rule": "INS-DUP", "reason": "没有检查数据", "key": "2"}
    assert page.post(f"{address}off/", sent).status_code == 302
    sent = {"parameter": "dup_days:default", "value": "45", "basis": "市检查办法", "key": "3"}
    assert page.post(f"{address}value/", sent).status_code == 302
    assert page.post(f"{address}value/", sent | {"value": "x", "key": "4"}).status_code == 422
    text = page.get(address).content.decode()
    for part in ("INS-DUP", "没有检查数据", "45", "市检查办法", "撤销"):
        assert part in text
    assert "涉企检查" in page.get("/rules/packs/").content.decode()
    imported(people["clerk_a"], sheet([case("A1")]))
    assert page.post("/findings/runs/new/", {"as_of": DAY, "pack": pack.pk, "key": "5"}).status_code == 302
    assert Run.objects.get().pack == pack
    line = pack.lines.get(kind="off")
    assert page.post(f"/rules/packs/lines/{line.pk}/", {"reason": "有了", "seen": 1, "key": "6"}).status_code == 302
    assert page.post(f"{address}end/", {"reason": "结束", "seen": pack.version, "key": "7"}).status_code == 302
    assert "结束" in page.get(address).content.decode()


def test_a_unit_reads_its_areas_packs_and_changes_none(people: dict[str, User], pack: RulePack, browser: Any) -> None:
    page = browser(people["clerk_a"])
    text = page.get(f"/rules/packs/{pack.pk}/").content.decode()
    assert "本市没有收支数据" in text
    assert "撤销" not in text
    for path in ("new/", f"{pack.pk}/off/", f"{pack.pk}/value/", f"{pack.pk}/end/", f"lines/{pack.lines.get().pk}/"):
        assert page.get(f"/rules/packs/{path}").status_code == 403, path


def test_another_areas_pack_is_not_there(people: dict[str, User], root: Unit, browser: Any) -> None:
    district = open_unit(by=SYSTEM, name="某区", kind="government", parent=root)
    other = actions.make_pack(by=SYSTEM, title="区里的", unit=district)
    assert browser(people["clerk_a"]).get(f"/rules/packs/{other.pk}/").status_code == 404
    line = actions.put_off(by=SYSTEM, pack=other, rule_id="PEN-061-SERVE", title="x", reason="x")
    for path in ("", "off/", "value/", "end/"):
        assert browser(people["supervisor"]).get(f"/rules/packs/{other.pk}/{path}").status_code == 404
    assert browser(people["supervisor"]).get(f"/rules/packs/lines/{line.pk}/").status_code == 404


def test_a_returned_explanation_is_asked_for_again_with_a_new_term(
    people: dict[str, User], finding: Finding, browser: Any
) -> None:
    clerk, supervisor = browser(people["clerk_a"]), browser(people["supervisor"])
    address = f"/findings/{finding.pk}/"
    clerk.post(f"{address}explain/", {"seen": finding.version, "explanation": "邮路中断", "key": "1"})
    row = Finding.objects.get(pk=finding.pk)
    sent = {"seen": row.version, "asked": "请附邮局证明", "working_days": 3, "key": "2"}
    assert supervisor.post(f"{address}return/", sent | {"asked": ""}).status_code == 422
    assert supervisor.post(f"{address}return/", sent).status_code == 302
    row = Finding.objects.get(pk=finding.pk)
    assert (row.state, row.asked, row.unit_explanation) == ("open", "请附邮局证明", "邮路中断")
    assert row.due_on is not None
    assert row.due_on > timezone.localdate()
    text = clerk.get(address).content.decode()
    assert "退回要求" in text
    assert "请附邮局证明" in clerk.get("/notices/").content.decode()
    clerk.post(f"{address}explain/", {"seen": row.version, "explanation": "证明附后", "key": "3"})
    assert Finding.objects.get(pk=finding.pk).state == "explained"
    assert "邮路中断" in supervisor.get(address).content.decode(), "what was said first stays in the trail"


def test_many_explanations_are_returned_on_one_page(people: dict[str, User], finding: Finding, browser: Any) -> None:
    actions.explain(by=people["clerk_a"], finding=finding, seen=finding.version, explanation="邮路中断")
    row = Finding.objects.get(pk=finding.pk)
    sent = {
        "rows": row.pk, f"{row.pk}-verdict": "return_", f"{row.pk}-reason": "请附证明", f"{row.pk}-seen": row.version,
        f"{row.pk}-working_days": 4, f"{row.pk}-key": "1",
    }  # fmt: skip
    page = browser(people["supervisor"])
    assert page.post("/findings/judge/", sent | {f"{row.pk}-reason": ""}).status_code == 422
    assert page.post("/findings/judge/", sent).status_code == 302
    assert Finding.objects.get(pk=row.pk).asked == "请附证明"
