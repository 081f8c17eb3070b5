"""PRM-FALSE: a false promise has consequences."""

from tests.engine.rules.spec import check


def test_action_and_record() -> None:
    check(
        "PRM-FALSE",
        "licences",
        """
        licence_id | mode     | promise_checked_on | is_promise_false | false_promise_action_on | credit_recorded_on | verdict
        -----------|----------|--------------------|------------------|-------------------------|--------------------|--------
        both       | 告知承诺 | 2026-03-02         | 是               | 2026-03-10              | 2026-03-10         | clear
        no-action  | 告知承诺 | 2026-03-02         | 是               | -                       | 2026-03-10         | hit
        no-record  | 告知承诺 | 2026-03-02         | 是               | 2026-03-10              | -                  | hit
        true       | 告知承诺 | 2026-03-02         | 否               | -                       | -                  | clear
        unsaid     | 告知承诺 | 2026-03-02         | -                | -                       | -                  | unknown
        unchecked  | 告知承诺 | -                  | -                | -                       | -                  | clear
        """,  # noqa: E501 - a table
    )
