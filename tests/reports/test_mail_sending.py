"""To a real mail server on loopback: encrypted, certificate checked, file attached, each address once."""

from __future__ import annotations

import email
import io
import socket
import sqlite3
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from data import settings
from data.errors import StoreError
from data.settings import SettingsError
from reports.push import channels, ledger
from reports.push.ledger import Key, Part
from reports.push.letters import Attachment, Letter
from reports.push.sending import Clock, send
from tests.machine import program
from tests.reports import push_settings
from tests.reports.push_settings import PASSWORD

TO = ["zhang@example.gov.cn", "li@example.gov.cn"]


class Office:
    """A mail server's users. `answers`: address → its next answers to RCPT; `data`: next answers to the mail."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.answers: dict[str, list[str]] = {}
        self.data: list[str | None] = []

    async def handle_RCPT(self, _server: Any, _session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer is None or answer.startswith("250"):
            made = email.message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(made, EmailMessage)
            self.mails.append((envelope.rcpt_tos[0], made))
        if answer is None:  # it has the mail, and is gone before it can say so
            server.transport.abort()
            return "250 OK"
        return answer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, signed by itself; the key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
         "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "key.pem"),
         "-out", str(folder / "cert.pem")], check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem"


@contextmanager
def serving(office: Office, certificate: Path | None) -> Iterator[int]:
    """A server with STARTTLS and log-in; without a certificate it offers neither."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more: dict[str, Any] = {}
    if certificate:
        trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trusted.load_cert_chain(certificate, certificate.with_name("key.pem"))
        more = {"tls_context": trusted, "require_starttls": True, "authenticator": _knows, "auth_required": True}
    controller = Controller(office, hostname="127.0.0.1", port=port, ready_timeout=20, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    is_known = isinstance(given, LoginPassword) and (given.login, given.password) == (b"board", PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def port(
    office: Office, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:  # fmt: skip
    with serving(office, certificate) as found:
        monkeypatch.setenv("TRY_PASSWORD", PASSWORD)
        put(tmp_path, monkeypatch, found, certificate)
        yield found
    settings.renew()


def put(folder: Path, patch: pytest.MonkeyPatch, port: int, certificate: Path | None, **more: Any) -> None:
    said = {"name": "邮件", "kind": "mail", "is_internal": True, "host": "127.0.0.1", "port": port,
            "from": "board@example.gov.cn", "to": TO, "user": "board", "password_env": "TRY_PASSWORD",
            "ca_file": str(certificate) if certificate else None, **more}  # fmt: skip
    entry = push_settings.entry(**{key: value for key, value in said.items() if value is not None})
    push_settings.write(folder, patch, entry)


def sheet() -> Attachment:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("红灯95个")
    made.save(out)
    return Attachment("周调度_2023-09-30.docx", out.getvalue())


def hand(*, again: bool = False) -> list[Part]:
    letter = Letter("review", "2023-09-30", "20231001-080000", "internal", "周调度", "红灯95个。\n.一行。", sheet)
    channel, waited = push_settings.channel("邮件"), list[float]()
    with ledger.held() as book, channels.ready(channel, letter.attach) as to:
        key = Key("review", letter.period, letter.version, "邮件")
        message = book.find(key) or book.add(key, letter.title, "internal", channels.parts(channel, letter))
        return send(book, to, message, Clock(wait=waited.append), again=again)


def test_each_address_gets_it_once_with_the_file(port: int, office: Office) -> None:
    for _ in range(2):
        assert [part.state for part in hand()] == ["sent", "sent"]
    assert [to for to, _ in office.mails] == TO
    mail = office.mails[0][1]
    assert (mail["Subject"], mail["From"], mail["To"]) == ("周调度", "board@example.gov.cn", TO[0])
    body = mail.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == "红灯95个。\n.一行。"
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == "周调度_2023-09-30.docx"
    assert docx.Document(io.BytesIO(attached.get_content())).paragraphs[0].text == "红灯95个"


def test_a_refused_address_is_told_and_keeps_nobody_waiting_twice(port: int, office: Office) -> None:
    office.answers = {TO[1]: ["550 no such user"]}
    parts = hand()
    assert [part.state for part in parts] == ["sent", "refused"]
    assert "邮件服务器不接受（550 no such user）" in parts[1].why
    assert [part.state for part in hand()] == ["sent", "sent"]
    assert [to for to, _ in office.mails] == TO


def test_what_the_server_puts_off_is_tried_again(port: int, office: Office) -> None:
    office.answers, office.data = {TO[0]: ["450 greylisted, try later"]}, ["451 local error"]
    assert [part.state for part in hand()] == ["sent", "sent"]
    assert [to for to, _ in office.mails] == TO


def test_a_server_that_goes_while_it_takes_the_mail_leaves_it_unclear(port: int, office: Office) -> None:
    office.data = [None]
    parts = hand()
    assert [part.state for part in parts] == ["unclear", "sent"]
    assert "交出邮件时连接中断，是否送达不清楚" in parts[0].why
    hand()
    assert [to for to, _ in office.mails] == TO, "it was there, and was not sent twice"


def test_a_certificate_that_is_not_trusted_gets_nothing(
    port: int, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, monkeypatch, port, None)
    parts = hand()
    assert parts[0].state == "refused"
    assert "邮件服务器的证书不可信" in parts[0].why
    assert not office.mails


def test_a_server_without_encryption_gets_nothing(
    port: int, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    with serving(office, None) as plain:
        put(tmp_path, monkeypatch, plain, certificate)
        parts = hand()
    assert parts[0].state == "refused"
    assert "邮件服务器不支持加密或登录" in parts[0].why
    assert not office.mails


def test_a_wrong_password_is_told_without_it(
    port: int, office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRY_PASSWORD", "wrong-pass-7781")
    parts = hand()
    assert (parts[0].state, parts[0].tries) == ("refused", 1)
    assert "邮件服务器不认用户名或密码" in parts[0].why
    monkeypatch.setenv("TRY_PASSWORD", "wrong-密码")
    assert "邮件服务器不认的字符" in hand()[0].why
    with sqlite3.connect(ledger.file()) as held:
        assert "wrong-pass-7781" not in "\n".join(held.iterdump()) + "".join(capfd.readouterr())


def test_a_missing_password_is_a_sentence(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRY_PASSWORD")
    with pytest.raises(StoreError, match="渠道“邮件”：没有设置环境变量TRY_PASSWORD（password），未发送"):
        hand()


def test_a_password_from_a_file(
    port: int, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    file = tmp_path / "password"
    put(tmp_path, monkeypatch, port, certificate, password_env=None, password_file=str(file))
    with pytest.raises(StoreError, match="password_file指的文件"):
        hand()
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert [part.state for part in hand()] == ["sent", "sent"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"tls": "none", "host": "mail.example.gov.cn"}, "would send the password in the clear"),
        ({"to": ["nobody"]}, "is no mail address"),
        ({"to": ["a@b.cn\r\nBcc: x@y.cn"]}, "is no mail address"),
        ({"password_env": "my secret!"}, "is a variable's name"),
        ({"password": "tr0ub4dor"}, "Extra inputs are not permitted"),
    ],
)
def test_settings_that_would_leak_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], said: str
) -> None:
    put(tmp_path, monkeypatch, 587, None, **more)
    with pytest.raises(SettingsError) as told:
        settings.settings()
    assert said in str(told.value)
    assert "my secret!" not in str(told.value)
    assert "tr0ub4dor" not in str(told.value)
    monkeypatch.undo()
    settings.renew()
