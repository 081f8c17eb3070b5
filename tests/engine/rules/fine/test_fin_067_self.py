"""FIN-067-SELF: fines go to the designated accounts."""

from tests.engine.rules.spec import check

BESIDE = {
    "agencies": """
    agency_id | name | designated_accounts
    ----------|------|--------------------
    A         | 甲局 | 4118001;4118002
    B         | 乙局 | -
    """,
    "penalties": """
    penalty_id | procedure | decided_on | fine_yuan
    -----------|-----------|------------|----------
    SMALL      | 简易程序  | 2026-03-02 | 100
    LARGE      | 普通程序  | 2026-03-02 | 1000
    """,
}


def test_only_designated_accounts_and_lawful_cash() -> None:
    check(
        "FIN-067-SELF",
        "payments",
        """
        payment_id  | act_id | agency_id | kind     | channel        | payee_account | verdict
        ------------|--------|-----------|----------|----------------|---------------|--------
        first       | LARGE  | A         | 罚款     | 银行           | 4118001       | clear
        second      | LARGE  | A         | 罚款     | 电子支付       | 4118002       | clear
        part-of-one | LARGE  | A         | 罚款     | 银行           | 411800        | hit
        elsewhere   | LARGE  | A         | 罚款     | 转账至其他账户 | 999           | hit
        no-account  | LARGE  | A         | 罚款     | 银行           | -             | unknown
        none-listed | LARGE  | B         | 罚款     | 银行           | 4118001       | unknown
        no-agency   | LARGE  | C         | 罚款     | 银行           | 4118001       | unknown
        cash-small  | SMALL  | A         | 罚款     | 当场现金       | -             | clear
        cash-large  | LARGE  | A         | 罚款     | 当场现金       | -             | hit
        no-channel  | LARGE  | A         | 罚款     | -              | 4118001       | unknown
        a-fee       | LARGE  | A         | 收费     | 银行           | 999           | clear
        """,
        given={"act_kind": "行政处罚", "paid_on": "2026-03-10"},
        beside=BESIDE,
    )
