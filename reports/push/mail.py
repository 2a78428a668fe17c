"""A message as mail, the file attached, to one address a time: over TLS, with the server's certificate checked."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime

from access.clock import now
from data.channels import Mail
from reports.push import keys, outcome
from reports.push.errors import refused
from reports.push.keys import Secret
from reports.push.letters import Attachment
from reports.push.outcome import Outcome

_TIMEOUT_SECONDS = 30.0
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


class Keys:
    """A mailbox's password, read once a run."""

    def __init__(self, channel: Mail) -> None:
        """Read it. Raises SendError where it is missing."""
        self.password = keys.read(channel.name, "password", channel.password_env, channel.password_file)

    def scrubbed(self, text: str) -> str:
        """What a server said, without what is secret."""
        return keys.scrubbed(text, (self.password,))


def trust(channel: Mail) -> ssl.SSLContext:
    """The system's certificates, or those of the channel's own file.

    Raises:
        SendError: that file cannot be used.
    """
    try:
        return ssl.create_default_context(cafile=channel.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise refused(
            f"渠道“{channel.name}”的ca_file读不出来（{error.strerror}），未发送。",
            f"The ca_file of channel {channel.name!r} cannot be read ({error.strerror}); nothing was sent.",
        ) from None


def written(channel: Mail, to: str, subject: str, text: str, name: str, attachment: Attachment | None) -> bytes:
    """The mail. `name` tells it from all others: who gets the same one twice can see that."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, channel.sender, to
    made["Date"] = format_datetime(now())
    digest = hashlib.sha256(f"{name}\n{to}".encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{digest}@{channel.sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text, charset="utf-8", cte="base64")
    if attachment is not None:
        made.add_attachment(attachment.content, *_DOCX, filename=attachment.name)
    return made.as_bytes(policy=made.policy.clone(linesep="\r\n"))


def deliver(channel: Mail, found: Keys, trusted: ssl.SSLContext, to: str, mail: bytes) -> Outcome:
    """Hand it to the server. Until the mail itself is under way nothing can have arrived."""
    try:
        server = _connected(channel, trusted)
    except Exception as error:
        return _before(error, found)
    try:
        if failure := _ready(server, channel, found, to):
            return failure
        return _given(server, found, mail)
    finally:
        server.close()


def _connected(channel: Mail, trusted: ssl.SSLContext) -> smtplib.SMTP:
    if channel.tls == "tls":
        return smtplib.SMTP_SSL(channel.host, channel.port, timeout=_TIMEOUT_SECONDS, context=trusted)
    server = smtplib.SMTP(channel.host, channel.port, timeout=_TIMEOUT_SECONDS)
    if channel.tls == "starttls":
        try:
            server.starttls(context=trusted)
        except BaseException:
            server.close()
            raise
    return server


def _ready(server: smtplib.SMTP, channel: Mail, found: Keys, to: str) -> Outcome | None:
    """Log in, say from whom and to whom; None where the server wants the mail now."""
    try:
        server.ehlo_or_helo_if_needed()
        if channel.user:
            server.login(channel.user, (found.password or Secret("")).reveal())
        steps: tuple[tuple[Callable[[str], tuple[int, bytes]], str], ...] = (
            (server.mail, channel.sender), (server.rcpt, to),
        )  # fmt: skip
        for step, address in steps:
            code, said = step(address)
            if code not in (250, 251):
                return _refusal(code, said, found)
    except Exception as error:
        return _before(error, found)
    return None


def _given(server: smtplib.SMTP, found: Keys, mail: bytes) -> Outcome:
    try:
        code, said = server.data(mail)
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code, error.smtp_error, found)
    except (smtplib.SMTPException, OSError):
        return outcome.unclear(
            "交出邮件时连接中断，是否送达不清楚", "the connection broke while the mail was handed over: whether "
            "it arrived is unclear",
        )  # fmt: skip
    if code != 250:
        return _refusal(code, said, found)
    with suppress(smtplib.SMTPException, OSError):  # it has it; how the connection ends does not matter
        server.quit()
    return outcome.SENT


def _refusal(code: int, said: bytes | str, found: Keys) -> Outcome:
    words = found.scrubbed(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)
    if 400 <= code < 500:
        return outcome.failed(
            f"邮件服务器暂不接受（{code} {words}）", f"the mail server does not accept it now ({code} {words})"
        )
    return outcome.refused(
        f"邮件服务器不接受（{code} {words}）", f"the mail server does not accept it ({code} {words})"
    )


#: What failed before the mail was under way: by its kind alone, since an error's own words may hold what was said.
_BEFORE: tuple[tuple[type[Exception], Outcome], ...] = (
    (smtplib.SMTPAuthenticationError, outcome.refused(
        "邮件服务器不认用户名或密码", "the mail server does not know the user or the password")),
    (UnicodeError, outcome.refused(
        "用户名、密码或地址里有邮件服务器不认的字符", "the user, the password or an address holds foreign letters")),
    (ssl.SSLCertVerificationError, outcome.refused(
        "邮件服务器的证书不可信", "the mail server's certificate is not trusted")),
    (smtplib.SMTPNotSupportedError, outcome.refused(
        "邮件服务器不支持加密或登录，未发送", "the mail server offers no encryption or no log-in; nothing was sent")),
    (TimeoutError, outcome.failed("连接邮件服务器超时", "the connection to the mail server timed out")),
    (smtplib.SMTPException, outcome.failed(
        "连接不上邮件服务器，请检查网络", "no connection to the mail server: check the network")),
    (OSError, outcome.failed("连接不上邮件服务器，请检查网络", "no connection to the mail server: check the network")),
)  # fmt: skip


def _before(error: Exception, found: Keys) -> Outcome:
    is_log_in = isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500
    if isinstance(error, smtplib.SMTPResponseException) and not is_log_in:
        return _refusal(error.smtp_code, error.smtp_error, found)
    for kind, came in _BEFORE:
        if isinstance(error, kind):
            return came
    raise error
