"""PEN-041-EDEV: what a recording device needs before anybody is punished on its record."""

from tests.engine.rules.spec import check

FACILITIES = """
    facility_id | kind         | agency_id | law_reviewed_on | tech_reviewed_on | published_on | calibration_to_on
    ------------|--------------|-----------|-----------------|------------------|--------------|------------------
    GOOD        | 电子监控设备 | A         | 2022-01-05      | 2022-01-06       | 2023-07-27   | 2023-07-27
    NO-LAW      | 电子监控设备 | A         | -               | 2022-01-06       | 2022-02-01   | 2026-12-31
    NO-TECH     | 电子监控设备 | A         | 2022-01-05      | -                | 2022-02-01   | 2026-12-31
    SECRET      | 电子监控设备 | A         | 2022-01-05      | 2022-01-06       | -            | 2026-12-31
    TOO-LATE    | 电子监控设备 | A         | 2022-01-05      | 2022-01-06       | 2023-07-28   | 2026-12-31
    RUN-OUT     | 电子监控设备 | A         | 2022-01-05      | 2022-01-06       | 2022-02-01   | 2023-07-26
    NO-DAY      | 电子监控设备 | A         | 2022-01-05      | 2022-01-06       | 2022-02-01   | -
    """


def test_device_record_and_notice() -> None:
    found = check(
        "PEN-041-EDEV",
        "penalties",
        """
        penalty_id  | facility_id | capture_reviewer | capture_notified_on | decided_on | outcome  | verdict
        ------------|-------------|------------------|---------------------|------------|----------|--------
        third-day   | GOOD        | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | clear
        fourth-day  | GOOD        | 甲               | 2023-08-02          | 2023-09-01 | 给予处罚 | hit
        no-penalty  | GOOD        | 甲               | 2023-08-02          | 2023-09-01 | 不予处罚 | clear
        unread      | GOOD        | -                | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        untold      | GOOD        | 甲               | -                   | 2023-09-01 | 给予处罚 | unknown
        no-law      | NO-LAW      | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        no-tech     | NO-TECH     | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        secret      | SECRET      | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        too-late    | TOO-LATE    | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        run-out     | RUN-OUT     | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        no-day      | NO-DAY      | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | unknown
        stranger    | GONE        | 甲               | 2023-08-01          | 2023-09-01 | 给予处罚 | unknown
        bad-anyway  | GONE        | -                | 2023-08-01          | 2023-09-01 | 给予处罚 | hit
        by-people   | -           | -                | -                   | 2023-09-01 | 给予处罚 | clear
        old-text    | SECRET      | -                | -                   | 2021-07-14 | 给予处罚 | clear
        """,
        given={"captured_at": "2023-07-27 08:30:00"},
        beside={"facilities": FACILITIES},
    )
    assert '"last_day": "2023-08-01"' in found["fourth-day"]["evidence"]
