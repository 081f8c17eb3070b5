"""FIN-072-SURCHARGE: three percent a day, at most the fine, and only with a warning."""

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "decided_on": "2026-01-05", "is_surcharge_stated": "是", "fine_yuan": "10000"}


def test_days_are_counted_from_the_day_after_the_last() -> None:
    found = check(
        "FIN-072-SURCHARGE",
        "penalties",
        """
        penalty_id   | pay_due_on | served_on  | surcharge_yuan | surcharge_to_on | is_surcharge_stated | deferral_decided_on | deferral_to_on | verdict
        -------------|------------|------------|----------------|-----------------|---------------------|---------------------|----------------|--------
        ten-days     | 2026-01-20 | 2026-01-05 | 3001           | 2026-01-30      | 是                  | -                   | -              | clear
        too-much     | 2026-01-20 | 2026-01-05 | 3001.01        | 2026-01-30      | 是                  | -                   | -              | hit
        capped       | 2026-01-20 | 2026-01-05 | 10001          | 2026-03-01      | 是                  | -                   | -              | clear
        above-cap    | 2026-01-20 | 2026-01-05 | 10002          | 2026-03-01      | 是                  | -                   | -              | hit
        to-today     | 2026-11-11 | 2026-10-27 | 3000           | -               | 是                  | -                   | -              | clear
        no-warning   | 2026-01-20 | 2026-01-05 | 100            | 2026-01-30      | 否                  | -                   | -              | hit
        unsaid       | 2026-01-20 | 2026-01-05 | 100            | 2026-01-30      | -                   | -                   | -              | unknown
        unsaid-high  | 2026-01-20 | 2026-01-05 | 9000           | 2026-01-30      | -                   | -                   | -              | hit
        none-claimed | 2026-01-20 | 2026-01-05 | -              | 2026-01-30      | 否                  | -                   | -              | clear
        rolled-due   | -          | 2026-02-02 | 301            | 2026-02-25      | 是                  | -                   | -              | clear
        rolled-high  | -          | 2026-02-02 | 301.01         | 2026-02-25      | 是                  | -                   | -              | hit
        deferred     | 2026-01-20 | 2026-01-05 | 302            | 2026-01-30      | 是                  | 2026-01-19          | 2026-01-29     | hit
        not-granted  | 2026-01-20 | 2026-01-05 | 3000           | 2026-01-30      | 是                  | -                   | 2026-01-29     | clear
        no-due       | -          | -          | 3000           | 2026-01-30      | 是                  | -                   | -              | unknown
        """,  # noqa: E501 - a table
        given={**GIVEN},
    )
    assert '"yuan_days": "100000.00"' in found["too-much"]["evidence"]


def test_what_was_paid_accrues_only_to_that_day() -> None:
    check(
        "FIN-072-SURCHARGE",
        "penalties",
        """
        penalty_id  | surcharge_yuan | verdict
        ------------|----------------|--------
        paid-whole  | 1501           | clear
        paid-high   | 1501.01        | hit
        in-parts    | 2251           | clear
        parts-high  | 2251.01        | hit
        in-time     | 1.01           | hit
        sum-unsaid  | 100            | unknown
        """,
        given={**GIVEN, "pay_due_on": "2026-01-20", "surcharge_to_on": "2026-01-30"},
        beside={
            "payments": """
            payment_id | act_kind | act_id     | agency_id | kind | paid_on    | amount_yuan
            -----------|----------|------------|-----------|------|------------|------------
            Y1         | 行政处罚 | paid-whole | A         | 罚款 | 2026-01-25 | 10000
            Y2         | 行政处罚 | paid-high  | A         | 罚款 | 2026-01-25 | 10000
            Y3         | 行政处罚 | in-parts   | A         | 罚款 | 2026-01-25 | 5000
            Y4         | 行政处罚 | parts-high | A         | 罚款 | 2026-01-25 | 5000
            Y5         | 行政处罚 | in-time    | A         | 罚款 | 2026-01-20 | 10000
            Y6         | 行政处罚 | sum-unsaid | A         | 罚款 | 2026-01-20 | -
            """
        },
    )


def test_days_under_review_or_suit_are_left_out() -> None:
    check(
        "FIN-072-SURCHARGE",
        "penalties",
        """
        penalty_id | surcharge_yuan | verdict
        -----------|----------------|--------
        review     | 2101           | clear
        too-much   | 2101.01        | hit
        overlap    | 1501           | clear
        overlap2   | 1501.01        | hit
        pending    | 901            | clear
        pending2   | 901.01         | hit
        """,
        given={**GIVEN, "pay_due_on": "2026-01-20", "surcharge_to_on": "2026-01-30"},
        beside={
            "reviews_and_suits": """
            remedy_id | kind     | act_kind | act_id   | agency_id | accepted_on | ended_on
            ----------|----------|----------|----------|-----------|-------------|-----------
            R1        | 行政复议 | 行政处罚 | review   | A         | 2026-01-22  | 2026-01-24
            R2        | 行政复议 | 行政处罚 | too-much | A         | 2026-01-22  | 2026-01-24
            R3        | 行政复议 | 行政处罚 | overlap  | A         | 2026-01-10  | 2026-01-24
            R4        | 行政诉讼 | 行政处罚 | overlap  | A         | 2026-01-23  | 2026-01-25
            R5        | 行政复议 | 行政处罚 | overlap2 | A         | 2026-01-10  | 2026-01-24
            R6        | 行政诉讼 | 行政处罚 | overlap2 | A         | 2026-01-23  | 2026-01-25
            R7        | 行政诉讼 | 行政处罚 | pending  | A         | 2026-01-24  | -
            R8        | 行政诉讼 | 行政处罚 | pending2 | A         | 2026-01-24  | -
            """
        },
    )
