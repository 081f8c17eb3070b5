"""PUB-PII: what is published shows no private numbers. All numbers here are invented."""

from tests.engine.rules.spec import check

PENALTIES = """
penalty_id | agency_id | party_kind       | party_birth_on
-----------|-----------|------------------|---------------
PERSON     | A         | 自然人           | 1990-01-01
YOUNG      | A         | 自然人           | 2010-03-02
AGELESS    | A         | 自然人           | -
FIRM       | A         | 法人及非法人组织 | -
"""


def check_sign(first17: str) -> str:
    """The last sign of an identity number, by GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights, strict=True)) % 11]


def luhn(body: str) -> str:
    """A card number with its check digit."""
    digits = [int(d) for d in body][::-1]
    total = sum(d if place % 2 else (d * 2 - 9 if d > 4 else d * 2) for place, d in enumerate(digits))
    return body + str(-total % 10)


def wrong(number: str) -> str:
    """The same number with another last sign."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


ID, ID_X = (stem + check_sign(stem) for stem in ("11019919900101001", "11019919900101006"))
CARD, CARD_19 = luhn("622202000000000"), luhn("622202000000000012")


TEXTS = {
    "罚款500元": "clear",
    f"身份证号{ID}。": "hit",
    f"身份证号{ID_X.lower()}。": "hit",
    f"号码{wrong(ID)}": "clear",
    f"单号{wrong(ID)}，身份证{ID}": "hit",
    f"{ID[:6]}********{ID[-4:]}": "clear",
    f"9{ID[1:]}": "clear",
    f"1{ID}": "clear",
    "电话13800000000": "hit",
    "编号138000000001": "clear",
    "电话138****0000": "clear",
    "电话12800000000": "clear",
    f"账号{CARD}": "hit",
    f"账号{CARD_19}": "hit",
    f"账号{wrong(CARD)}": "clear",
    "-": "unknown",
}


def test_numbers_with_the_right_check() -> None:
    table = ["publication_id | shown_text | verdict"]
    table += [f"B{place} | {text} | {verdict}" for place, (text, verdict) in enumerate(TEXTS.items())]
    found = check(
        "PUB-PII",
        "publications",
        "\n".join(table),
        given={"act_kind": "行政处罚", "act_id": "FIRM", "published_on": "2026-03-02"},
        beside={"penalties": PENALTIES},
    )
    assert not any(number in str(found) for number in (ID, ID_X, CARD, CARD_19, "13800000000"))


def test_homes_and_minors() -> None:
    found = check(
        "PUB-PII",
        "publications",
        """
        publication_id | act_id  | shown_text            | shown_party_name | published_on | verdict
        ---------------|---------|-----------------------|------------------|--------------|--------
        flat           | PERSON  | 住某小区3号楼2单元    | 王一             | 2026-03-02   | hit
        room           | PERSON  | 住某小区501室         | 王一             | 2026-03-02   | hit
        street         | PERSON  | 住人民路              | 王一             | 2026-03-02   | clear
        firm-room      | FIRM    | 地址人民路1号501室    | 某公司           | 2026-03-02   | clear
        minor          | YOUNG   | 罚款                  | 李二             | 2028-03-02   | hit
        full-age       | YOUNG   | 罚款                  | 李二             | 2028-03-03   | clear
        minor-masked   | YOUNG   | 罚款                  | 李某             | 2026-03-02   | clear
        minor-stars    | YOUNG   | 罚款                  | 李*              | 2026-03-02   | clear
        age-unsaid     | AGELESS | 罚款                  | 李二             | 2026-03-02   | unknown
        age-no-matter  | AGELESS | 罚款                  | 李某某           | 2026-03-02   | clear
        name-unsaid    | YOUNG   | 罚款                  | -                | 2026-03-02   | unknown
        before         | PERSON  | 住某小区501室         | 王一             | 2021-07-14   | hit
        """,
        given={"act_kind": "行政处罚"},
        beside={"penalties": PENALTIES},
    )
    assert found["flat"]["agency_id"] == "A"
    assert "政府信息公开条例(2019) 第十五条" in found["before"]["basis"]
    assert "行政处罚法(2021) 第五十条" in found["flat"]["basis"]
