"""What closing takes, as content/rectification.yaml and the forms say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fajian.engine.forms.closing import closing, demanded, missing, proof_kinds
from fajian.engine.forms.spec import as_data, generic, parse, specs


def test_every_kind_of_proof_a_shipped_form_demands_is_one_people_can_choose() -> None:
    for spec in specs().values():
        assert set(spec.proofs) <= set(closing().proofs), spec.code


def test_what_is_missing_is_what_the_form_and_the_way_of_rectifying_demand_together() -> None:
    spec = replace(generic(), proofs=("退款凭证", "整改报告"))
    assert demanded(spec, "by_day") == ("退款凭证", "整改报告")
    assert demanded(spec, "staged") == ("退款凭证", "整改报告", "专门工作方案")
    assert missing(spec, "staged", ["整改报告", "照片"]) == ("退款凭证", "专门工作方案")
    assert missing(spec, "by_day", ["整改报告", "退款凭证"]) == ()


def test_a_form_may_demand_a_kind_of_its_own() -> None:
    spec = replace(generic(), proofs=("复垦验收单",))
    assert proof_kinds(spec)[:2] == ("复垦验收单", closing().proofs[0])


def test_a_form_cannot_want_a_column_filled_in_that_it_has_not() -> None:
    raw = as_data(generic())
    assert parse(raw | {"settled": ["leader", "owner"]}).settled == ("leader", "owner")
    with pytest.raises(ValueError, match="chief"):
        parse(raw | {"settled": ["chief"]})
