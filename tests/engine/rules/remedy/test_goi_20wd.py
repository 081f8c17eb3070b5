"""GOI-20WD: requests for information are answered within twenty working days."""

from tests.engine.rules.spec import check


def test_the_last_day_moves_with_extension_and_consultation() -> None:
    check(
        "GOI-20WD",
        "requests",
        """
        request_id   | kind             | received_on | correction_notice_on | corrected_on | extension_days | extension_told_on | consult_from_on | consult_to_on | decided_on | verdict
        -------------|------------------|-------------|----------------------|--------------|----------------|-------------------|-----------------|---------------|------------|--------
        last-day     | 政府信息公开申请 | 2024-01-26  | -                    | -            | -              | -                 | -               | -             | 2024-02-28 | clear
        day-after    | 政府信息公开申请 | 2024-01-26  | -                    | -            | -              | -                 | -               | -             | 2024-02-29 | hit
        open         | 政府信息公开申请 | 2024-01-26  | -                    | -            | -              | -                 | -               | -             | -          | hit
        fresh        | 政府信息公开申请 | 2026-11-02  | -                    | -            | -              | -                 | -               | -             | -          | clear
        completed    | 政府信息公开申请 | 2024-01-18  | 2024-01-19           | 2024-01-26   | -              | -                 | -               | -             | 2024-02-28 | clear
        sent-back    | 政府信息公开申请 | 2024-01-18  | 2024-01-29           | 2024-02-01   | -              | -                 | -               | -             | 2024-02-28 | clear
        back-late    | 政府信息公开申请 | 2024-01-18  | 2024-01-30           | 2024-02-01   | -              | -                 | -               | -             | 2024-02-28 | hit
        extended     | 政府信息公开申请 | 2024-01-26  | -                    | -            | 1              | 2024-02-28        | -               | -             | 2024-02-29 | clear
        untold       | 政府信息公开申请 | 2024-01-26  | -                    | -            | 1              | -                 | -               | -             | 2024-02-29 | hit
        at-most      | 政府信息公开申请 | 2024-01-26  | -                    | -            | 30             | 2024-02-28        | -               | -             | 2024-03-28 | hit
        consulted    | 政府信息公开申请 | 2024-01-26  | -                    | -            | -              | -                 | 2024-02-09      | 2024-02-18    | 2024-03-01 | clear
        consult-out  | 政府信息公开申请 | 2024-01-26  | -                    | -            | -              | -                 | 2024-02-09      | 2024-02-18    | 2024-03-04 | hit
        no-day       | 政府信息公开申请 | -           | -                    | -            | -              | -                 | -               | -             | 2024-02-28 | unknown
        repair       | 信用修复申请     | 2024-01-26  | -                    | -            | -              | -                 | -               | -             | -          | clear
        """,  # noqa: E501 - a table
        given={"agency_id": "A"},
    )
