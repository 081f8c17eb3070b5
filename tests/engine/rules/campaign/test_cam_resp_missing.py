"""CAM-RESP-MISSING: each task is somebody's."""

from tests.engine.rules.spec import check


def test_a_unit_or_a_leading_unit() -> None:
    check(
        "CAM-RESP-MISSING",
        "campaign_tasks",
        """
        task_id | agency_id | lead_agency_id | verdict
        --------|-----------|----------------|--------
        both    | A         | B              | clear
        unit    | A         | -              | clear
        leading | -         | B              | clear
        nobody  | -         | -              | hit
        """,
        given={"campaign_id": "C"},
    )


def test_a_sheet_without_leading_units() -> None:
    check(
        "CAM-RESP-MISSING",
        "campaign_tasks",
        """
        task_id | agency_id | verdict
        --------|-----------|--------
        unit    | A         | clear
        nobody  | -         | unknown
        """,
        given={"campaign_id": "C"},
        lacking={"campaign_tasks": ("lead_agency_id",)},
    )
