"""CAM-DISC-FILE: a standard is published and filed by its day."""

from tests.engine.rules.spec import check


def test_both_publication_and_filing_count() -> None:
    check(
        "CAM-DISC-FILE",
        "campaign_tasks",
        """
        task_id       | kind     | due_on     | standard_published_on | standard_filed_on | verdict
        --------------|----------|------------|-----------------------|-------------------|--------
        both-in-time  | 制度任务 | 2026-09-30 | 2026-09-01            | 2026-09-30        | clear
        filed-late    | 制度任务 | 2026-09-30 | 2026-09-01            | 2026-10-01        | hit
        shown-late    | 制度任务 | 2026-09-30 | 2026-10-01            | 2026-09-30        | hit
        not-filed     | 制度任务 | 2026-09-30 | 2026-09-01            | -                 | hit
        nothing       | 制度任务 | 2026-09-30 | -                     | -                 | hit
        due-today     | 制度任务 | 2026-11-21 | -                     | -                 | clear
        no-day        | 制度任务 | -          | -                     | -                 | clear
        report        | 总结     | 2026-09-30 | -                     | -                 | clear
        kind-blank    | -        | 2026-09-30 | -                     | -                 | unknown
        """,
        given={"campaign_id": "C", "agency_id": "A"},
    )


def test_a_sheet_that_does_not_say_what_was_filed() -> None:
    check(
        "CAM-DISC-FILE",
        "campaign_tasks",
        """
        task_id     | due_on     | standard_published_on | verdict
        ------------|------------|-----------------------|--------
        shown       | 2026-09-30 | 2026-09-01            | unknown
        shown-late  | 2026-09-30 | 2026-10-01            | hit
        """,
        given={"campaign_id": "C", "agency_id": "A", "kind": "制度任务"},
        lacking={"campaign_tasks": ("standard_filed_on",)},
    )
