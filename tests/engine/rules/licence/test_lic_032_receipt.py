"""LIC-032-RECEIPT: who applies gets a receipt."""

from tests.engine.rules.spec import check


def test_accepted_or_refused_with_a_receipt() -> None:
    check(
        "LIC-032-RECEIPT",
        "licences",
        """
        licence_id  | acceptance | receipt_no | received_on | decided_on | verdict
        ------------|------------|------------|-------------|------------|--------
        receipt     | 受理       | 受1        | 2026-03-02  | 2026-03-10 | clear
        none        | 受理       | -          | 2026-03-02  | 2026-03-10 | hit
        refused     | 不予受理   | -          | 2026-03-02  | -          | hit
        on-the-spot | 受理       | -          | 2026-03-02  | 2026-03-02 | clear
        completing  | 补正中     | -          | 2026-03-02  | -          | clear
        unsaid      | -          | -          | 2026-03-02  | -          | unknown
        """,
    )
