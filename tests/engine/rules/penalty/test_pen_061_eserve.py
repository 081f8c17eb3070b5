"""PEN-061-ESERVE: electronic service needs a signed consent."""

from tests.engine.rules.spec import check


def test_electronic_ways_need_a_consent() -> None:
    check(
        "PEN-061-ESERVE",
        "penalties",
        """
        penalty_id | service_method | has_service_consent | served_on  | closed_on  | verdict
        -----------|----------------|---------------------|------------|------------|--------
        fax        | 传真           | 否                  | 2024-03-05 | -          | hit
        mail       | 电子邮件       | 否                  | 2024-03-05 | -          | hit
        sms        | 短信           | 否                  | 2024-03-05 | -          | hit
        platform   | 电子送达平台   | 否                  | 2024-03-05 | -          | hit
        consent    | 短信           | 是                  | 2024-03-05 | -          | clear
        by-hand    | 直接送达       | -                   | 2024-03-05 | -          | clear
        unsaid     | 短信           | -                   | 2024-03-05 | -          | unknown
        way-unsaid | -              | 否                  | 2024-03-05 | -          | unknown
        not-served | 短信           | 否                  | -          | -          | clear
        day-unsaid | 短信           | 否                  | -          | 2024-05-06 | unknown
        """,
    )
