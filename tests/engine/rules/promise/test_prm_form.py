"""PRM-FORM: the notice of a promise case is complete."""

from tests.engine.rules.spec import check


def test_anything_lacking_is_a_hit() -> None:
    check(
        "PRM-FORM",
        "licences",
        """
        licence_id | mode     | promise_missing    | verdict
        -----------|----------|--------------------|--------
        complete   | 告知承诺 | 无缺项             | clear
        lacking    | 告知承诺 | 设定依据、核查权力 | hit
        unchecked  | 告知承诺 | -                  | unknown
        ordinary   | 一般     | 设定依据           | clear
        """,
    )
