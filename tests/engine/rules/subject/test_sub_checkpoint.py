"""SUB-CHECKPOINT: nobody sets up a checkpoint without leave."""

from tests.engine.rules.spec import check


def test_number_term_and_level() -> None:
    found = check(
        "SUB-CHECKPOINT",
        "facilities",
        """
        facility_id  | kind         | agency_id | approval_no | approval_level | valid_to_on | verdict
        -------------|--------------|-----------|-------------|----------------|-------------|--------
        good         | 检查站点     | A         | 批1         | 省级           | 2026-11-21  | clear
        for-good     | 检查站点     | A         | 批1         | 省级           | -           | clear
        over         | 检查站点     | A         | 批1         | 省级           | 2026-11-20  | hit
        bare         | 检查站点     | A         | -           | -              | -           | hit
        by-city      | 检查站点     | A         | 批1         | 市级           | -           | hit
        level-unsaid | 检查站点     | A         | 批1         | -              | -           | unknown
        police       | 检查站点     | P         | -           | -              | -           | clear
        field-unsaid | 检查站点     | N         | -           | -              | -           | unknown
        a-device     | 电子监控设备 | A         | -           | -              | -           | clear
        """,
        beside={
            "agencies": """
            agency_id | name | domain
            ----------|------|---------
            A         | 路政 | 交通运输
            P         | 交警 | 公安
            N         | 某局 | -
            """
        },
    )
    assert "没有批准文号" in found["bare"]["explanation"]
    assert "批准机关层级不够" in found["by-city"]["explanation"]
