"""FIN-070-RECEIPT: cash gets a receipt of its own."""

from tests.engine.rules.spec import check


def test_a_number_of_its_own() -> None:
    check(
        "FIN-070-RECEIPT",
        "payments",
        """
        payment_id | agency_id | channel  | receipt_no | verdict
        -----------|-----------|----------|------------|--------
        own        | A         | 当场现金 | 001        | clear
        none       | A         | 当场现金 | -          | hit
        twice      | A         | 当场现金 | 002        | hit
        twice-bank | A         | 银行     | 002        | clear
        other-book | B         | 当场现金 | 001        | clear
        bank-none  | A         | 银行     | -          | clear
        way-unsaid | A         | -        | -          | unknown
        """,
        given={"kind": "罚款", "act_kind": "行政处罚"},
    )


def test_a_sheet_without_receipts_cannot_be_judged() -> None:
    check(
        "FIN-070-RECEIPT",
        "payments",
        """
        payment_id | agency_id | channel  | verdict
        -----------|-----------|----------|--------
        cash       | A         | 当场现金 | unknown
        bank       | A         | 银行     | clear
        """,
        given={"kind": "罚款"},
        lacking={"payments": ("receipt_no",)},
    )
