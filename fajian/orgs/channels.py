"""The two ways outside: a letter by SMTP, a signed message by HTTP. A try ends in an answer, not in an exception."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import smtplib
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest

from fajian.core.errors import Refused
from fajian.core.secrets import box
from fajian.orgs.models import Dispatch

PURPOSE = "outgoing signature"
PATIENCE = 10.0  # seconds for each step: connecting, sending, waiting for the answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a try. `down`: nobody answered at all, the others on this way need not be tried now."""

    code: int | None = None
    error: str = ""
    down: bool = False


def mail_on() -> bool:
    """Has this installation been told of a mail server?"""
    return bool(settings.EMAIL_HOST)


def absolute(path: str) -> str:
    """The address of a page for somebody outside; the path alone where the installation does not know its own."""
    return settings.FAJIAN_URL + path


def outside(request: HttpRequest, path: str) -> str:
    """The same with the host of this request where the installation does not know its own: for codes and papers."""
    return request.build_absolute_uri(absolute(path))


# ── by mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def post_letter(row: Dispatch) -> Answer:
    """Hand the letter to the mail server. The number is the Message-ID: a letter sent twice is one to the reader."""
    if row.to is None or not row.to.email:
        raise ValueError(f"dispatch {row.pk} is no letter")
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    headers = {
        "Message-ID": f"<{row.number}@{domain}>",
        "X-Fajian-Delivery": str(row.number),
        "Auto-Submitted": "auto-generated",
    }
    try:
        EmailMessage(row.subject, row.body, to=[row.to.email], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        return Answer(code, f"邮件服务器不收这个邮箱（{code}），请核对邮箱")
    except smtplib.SMTPAuthenticationError as error:
        return Answer(error.smtp_code, f"邮件服务器的用户名或者口令不对（{error.smtp_code}）", down=True)
    except smtplib.SMTPResponseException as error:
        return Answer(error.smtp_code, f"邮件服务器回答 {error.smtp_code}")
    except (smtplib.SMTPException, OSError) as error:
        return Answer(None, f"邮件服务器没有应答（{type(error).__name__}）", down=True)
    return Answer(250)


# ── by HTTP ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def checked_url(text: str) -> str:
    """The address, if messages may go there. Raises Refused saying what is wrong."""
    try:
        parts = urlsplit(text.strip())
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or any(mark.isspace() or not mark.isascii() for mark in text.strip()):
        raise Refused("地址应以 http:// 或 https:// 开头，例如 https://oa.example.org/fajian，请核对。")
    if parts.username is not None or parts.password is not None:
        raise Refused("地址里不能带用户名和口令，请去掉；接收方用签名核对来源。")
    if parts.fragment:
        raise Refused("地址里不能带“#”，请去掉。")
    return text.strip()


def signature(body: bytes, key: str) -> str:
    """What X-Fajian-Signature says: both sides compute it, and it fits only if body and key are the same."""
    return "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def post_message(row: Dispatch) -> Answer:
    """POST the message to its address. 2xx is accepted; a redirect is not followed, the answer's body is not read."""
    if row.hook is None:
        raise ValueError(f"dispatch {row.pk} is no message")
    parts, body = urlsplit(row.hook.url), row.body.encode()
    key = box(PURPOSE).decrypt(row.hook.signing_key.encode()).decode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "fajian",
        "X-Fajian-Delivery": str(row.number),
        "X-Fajian-Signature": signature(body, key),
    }
    place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = _connected(parts)
        try:
            connection.request("POST", place, body, headers)
            code = connection.getresponse().status
        finally:
            connection.close()
    except Refused as error:
        return Answer(None, str(error))
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, f"对方没有应答（{type(error).__name__}）", down=True)
    if 200 <= code < 300:
        return Answer(code)
    return Answer(code, f"对方要求转到别的地址（{code}），不跟随" if 300 <= code < 400 else f"对方回答 {code}")


def _connected(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection to an address that was looked at after its name was looked up: the name cannot change in between."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    numbers = [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(_may_reach, numbers)):
        raise Refused("地址指向本机或者不能外发的网段，请改用接收系统的地址。")
    plain = _first_open(numbers, port)
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    if secure:
        connection = http.client.HTTPSConnection(host, port, timeout=PATIENCE)
        try:
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
    else:
        connection.sock = plain
    return connection


def _first_open(numbers: list[str], port: int) -> socket.socket:
    """A connection to the first of the numbers that answers."""
    for number in numbers[:-1]:
        try:
            return socket.create_connection((number, port), timeout=PATIENCE)
        except OSError:
            continue
    return socket.create_connection((numbers[-1], port), timeout=PATIENCE)


def _may_reach(number: str) -> bool:
    """Not this machine, not what clouds answer their machines on; the office's own network is where receivers live."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return bool(settings.FAJIAN_HOOKS_HERE)
    return not (ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved)
