"""REC-ARCHIVE: filed in thirty days, with its recordings, one case a volume."""

from tests.engine.rules.spec import check


def test_the_thirtieth_day_rolls() -> None:
    found = check(
        "REC-ARCHIVE",
        "penalties",
        """
        penalty_id    | agency_id | closed_on  | verdict
        --------------|-----------|------------|--------
        last-day      | A         | 2024-01-30 | clear
        day-after     | A         | 2024-01-30 | hit
        rolled        | A         | 2024-02-01 | clear
        no-file       | A         | 2024-01-30 | hit
        not-yet       | A         | 2026-10-22 | clear
        not-declared  | B         | 2024-01-30 | unknown
        open          | A         | -          | clear
        day-unsaid    | A         | 2024-01-30 | unknown
        shared-1      | A         | 2024-01-30 | hit
        shared-2      | A         | 2024-01-30 | hit
        other-agency  | B         | 2024-01-30 | clear
        silent        | A         | 2024-01-30 | hit
        recorded      | A         | 2024-01-30 | clear
        unsaid        | A         | 2024-01-30 | unknown
        with-coercion | A         | 2024-01-30 | hit
        no-number     | A         | 2024-01-30 | unknown
        """,
        beside={
            "coercions": """
            coercion_id | agency_id | kind     | closed_on
            ------------|-----------|----------|----------
            C1          | A         | 扣押财物 | -
            """,
            "file_archives": """
            archive_id | act_kind | act_id        | volume_no | archived_on | has_recordings
            -----------|----------|---------------|-----------|-------------|---------------
            F1         | 行政处罚 | last-day      | V1        | 2024-02-29  | 否
            F2         | 行政处罚 | day-after     | V2        | 2024-03-01  | 是
            F3         | 行政处罚 | rolled        | V3        | 2024-03-04  | 是
            F4         | 行政处罚 | day-unsaid    | V4        | -           | 是
            F5         | 行政处罚 | shared-1      | V5        | 2024-02-01  | 是
            F6         | 行政处罚 | shared-2      | V5        | 2024-02-01  | 是
            F7         | 行政处罚 | other-agency  | V5        | 2024-02-01  | 是
            F8         | 行政处罚 | silent        | V8        | 2024-02-01  | 否
            F9         | 行政处罚 | recorded      | V9        | 2024-02-01  | 是
            F10        | 行政处罚 | unsaid        | V10       | 2024-02-01  | -
            F11        | 行政处罚 | with-coercion | V11       | 2024-02-01  | 是
            F12        | 行政强制 | C1            | V11       | 2024-02-01  | 是
            F13        | 行政处罚 | no-number     | -         | 2024-02-01  | 是
            """,
            "recordings": """
            recording_id | act_kind | act_id
            -------------|----------|---------
            R1           | 行政处罚 | silent
            R2           | 行政处罚 | recorded
            R3           | 行政处罚 | unsaid
            R4           | 行政强制 | last-day
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 案卷归档 | 2020-01-01     | 2026-12-31
            """,
        },
    )
    assert '"last_day": "2024-02-29"' in found["day-after"]["evidence"]


def test_coercions_are_filed_too() -> None:
    found = check(
        "REC-ARCHIVE",
        "coercions",
        """
        coercion_id | agency_id | kind     | closed_on  | verdict
        ------------|-----------|----------|------------|--------
        late        | A         | 扣押财物 | 2024-01-30 | hit
        in-time     | A         | 扣押财物 | 2024-01-30 | clear
        open        | A         | 扣押财物 | -          | clear
        """,
        beside={
            "file_archives": """
            archive_id | act_kind | act_id  | volume_no | archived_on | has_recordings
            -----------|----------|---------|-----------|-------------|---------------
            F1         | 行政强制 | late    | V1        | 2024-03-01  | 是
            F2         | 行政强制 | in-time | V2        | 2024-02-29  | 是
            F3         | 行政处罚 | late    | V3        | 2024-02-01  | 是
            """,
        },
    )
    assert found["late"]["subject"] == "coercions"
