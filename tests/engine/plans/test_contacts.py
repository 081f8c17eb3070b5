"""Whom to ask: lines with several persons, numbers and labels."""

from __future__ import annotations

import pytest

from fajian.engine.plans.compiler import compile_plan

PLAN = "某市工作方案\n为规范执法制定。\n一、工作要求\n（一）抓好落实。\n{}\n某市司法局\n2024年3月1日\n"

# lines of the text | persons | numbers and addresses
LINES = r"""
联系人：某甲乙  某丙丁\n电  话：0999-8123456\n地  址：某市某路1号|某甲乙 某丙丁|0999-8123456 某市某路1号
联系人：法规股 某甲，联系电话：0999-8123456|某甲|0999-8123456
联系人及电话：法规处　某甲　0999-81234567；市执法总队　某乙　0999-81234568|某甲 某乙|0999-81234567 0999-81234568
联系人：某甲、某乙；电话：0999-8123456；市政府热线  0999-12345|某甲 某乙|0999-8123456 0999-12345
"""


@pytest.mark.parametrize("line", LINES.strip().split("\n"))
def test_every_person_and_number_of_a_line_is_read(line: str) -> None:
    text, persons, rest = line.replace("\n", "\n").split("|")
    read = compile_plan(PLAN.format(text)).contacts
    assert " ".join(c.value for c in read if c.kind == "person") == persons
    assert " ".join(c.value for c in read if c.kind != "person") == rest
