"""A message is posted to a group's robot, 企业微信 or 钉钉; what came of it is told in words, without the address."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

from access.settings import is_loopback
from data.channels import DingTalk, WeCom
from reports.push import keys, outcome, robot_words
from reports.push.errors import refused
from reports.push.keys import Secret
from reports.push.outcome import Outcome

Robot = WeCom | DingTalk
#: The longest message in bytes. 企业微信's own numbers; 钉钉 takes 20,000 for the whole request.
_WECOM_MOST = {"text": 2048, "markdown": 4096}
_DINGTALK_MOST = 15_000
#: Both take so many messages in so many seconds.
MOST_A_MINUTE, MINUTE = 20, 60.0
_NEEDED = {"wecom": "key", "dingtalk": "access_token"}
#: What markdown would read as its own → what looks the same.
_PLAIN = str.maketrans(
    {"*": "＊", "`": "｀", "[": "［", "]": "］", "<": "＜", ">": "＞", "#": "＃", "_": "＿", "~": "～"}
)


class Keys:
    """A robot's address and the secret that signs, read once a run."""

    def __init__(self, robot: Robot) -> None:
        """Read them.

        Raises:
            SendError: one is missing, or the address is none of such a robot.
        """
        found = keys.read(robot.name, "webhook", robot.webhook_env, robot.webhook_file)
        if found is None:
            raise TypeError("a robot's settings name its webhook")
        self.webhook = found
        self.secret: Secret | None = None
        if isinstance(robot, DingTalk):
            self.secret = keys.read(robot.name, "secret", robot.secret_env, robot.secret_file)
        self.is_near = _check(robot, found.reveal())

    def scrubbed(self, text: str) -> str:
        """What a server said, without what is secret."""
        return keys.scrubbed(text, (self.webhook, self.secret))


def _check(robot: Robot, webhook: str) -> bool:
    """Whether the robot is on this machine (a relay). Raises SendError where the address cannot be right."""
    try:
        parts, _ = urlsplit(webhook), httpx2.URL(webhook)
        host, scheme, wanted = parts.hostname or "", parts.scheme, _NEEDED[robot.kind]
        has_port = parts.port is None or parts.port > 0  # a number that is none raises
        is_there = bool(host and has_port and parse_qs(parts.query).get(wanted))
        is_right = is_there and webhook.isprintable() and " " not in webhook
    except (ValueError, httpx2.InvalidURL):
        host, scheme, wanted, is_right = "", "", _NEEDED[robot.kind], False
    if not is_right or (scheme != "https" and not (scheme == "http" and is_loopback(host))):
        raise refused(
            f"渠道“{robot.name}”的webhook不是机器人的地址，未发送。应以https://开头，带{wanted}=，请到群里重新复制。",
            f"The webhook of channel {robot.name!r} is no robot's address; nothing was sent. It begins with https:// "
            f"and holds {wanted}=: copy it anew from the group.",
        )
    return is_loopback(host)


def most_bytes(robot: Robot) -> int:
    """How long a message's words may be."""
    if isinstance(robot, WeCom):
        return _WECOM_MOST[robot.form]
    return _DINGTALK_MOST - (len(robot.keyword.encode()) + 1 if robot.keyword else 0)


def as_form(robot: Robot, text: str) -> str:
    """The words as the robot's form has them: in markdown what would be read as its marks is written full-width."""
    return text.translate(_PLAIN) if isinstance(robot, WeCom) and robot.form == "markdown" else text


@contextmanager
def client(found: Keys, seconds: float = 20.0) -> Iterator[httpx2.Client]:
    """What posts. The office's way out (HTTPS_PROXY) is heeded, but for a robot on this machine."""
    for name in ("httpx2", "httpcore2"):  # they write whole addresses into the log
        logging.getLogger(name).setLevel(logging.WARNING)
    patience = httpx2.Timeout(seconds, connect=min(seconds, 10.0))
    with httpx2.Client(timeout=patience, trust_env=not found.is_near, follow_redirects=False) as opened:
        yield opened


def post(opened: httpx2.Client, robot: Robot, found: Keys, text: str) -> Outcome:
    """Hand a message over."""
    url, body = httpx2.URL(found.webhook.reveal()), _body(robot, text)
    if found.secret is not None:
        url = url.copy_merge_params(signature(found.secret, time.time_ns() // 1_000_000))
    try:
        answer = opened.post(url, content=body, headers={"Content-Type": "application/json; charset=utf-8"})
        return _read(robot, found, answer)
    except httpx2.HTTPError as error:
        return _broken(error)


def signature(secret: Secret, milliseconds: int) -> dict[str, str]:
    """钉钉's parameters timestamp and sign: HMAC-SHA256 of «timestamp, line break, secret» by the secret."""
    said = f"{milliseconds}\n{secret.reveal()}".encode()
    digest = hmac.new(secret.reveal().encode(), said, hashlib.sha256).digest()
    return {"timestamp": str(milliseconds), "sign": base64.b64encode(digest).decode()}


def _body(robot: Robot, text: str) -> bytes:
    form = "text"
    if isinstance(robot, WeCom):
        form = robot.form
    elif robot.keyword and robot.keyword not in text:
        text = f"{text}\n{robot.keyword}"
    return json.dumps({"msgtype": form, form: {"content": text}}, ensure_ascii=False).encode()


def _read(robot: Robot, found: Keys, answer: httpx2.Response) -> Outcome:
    status = answer.status_code
    if status == 200:
        try:
            said: Any = answer.json()
            errcode, errmsg = int(said["errcode"]), found.scrubbed(str(said.get("errmsg", "")))
        except (ValueError, TypeError, KeyError, AttributeError):
            return outcome.unclear(
                "回答的不是机器人，是否送达不清楚", "what answered is no robot: whether it arrived is unclear"
            )
        return (robot_words.wecom if isinstance(robot, WeCom) else robot_words.dingtalk)(errcode, errmsg)
    if status in (502, 504):
        return outcome.unclear(
            f"中间的网关没有等到机器人的回答（HTTP {status}），是否送达不清楚",
            f"a gateway did not get the robot's answer (HTTP {status}): whether it arrived is unclear",
        )
    if status == 429:
        return outcome.failed("发送过于频繁（HTTP 429）", "too often (HTTP 429)", MINUTE)
    if status >= 500 or status == 408:
        return outcome.failed(f"机器人的服务器出错（HTTP {status}）", f"the robot's server failed (HTTP {status})")
    return outcome.refused(
        f"机器人的服务器不接受（HTTP {status}），请核对webhook地址和上网代理",
        f"the robot's server does not accept it (HTTP {status}): check the webhook and the proxy",
    )


def _broken(error: httpx2.HTTPError) -> Outcome:
    """By the kind of error alone: its own words may hold the address."""
    if isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return outcome.failed("连接超时", "the connection timed out")
    if isinstance(error, httpx2.ConnectError):
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(cause):
                return outcome.refused("对方的证书不可信", "the other side's certificate is not trusted")
            cause = cause.__cause__ or cause.__context__
        return outcome.failed("连接不上，请检查网络", "no connection: check the network")
    if isinstance(error, httpx2.ProxyError | httpx2.UnsupportedProtocol):
        return outcome.refused("上网代理不接受，请检查HTTPS_PROXY", "the proxy does not accept it: check HTTPS_PROXY")
    if isinstance(error, httpx2.TimeoutException):
        return outcome.unclear(
            "消息已交出，没有等到回答，是否送达不清楚",
            "it was handed over and no answer came in time: whether it arrived is unclear",
        )
    return outcome.unclear(
        "交出消息时连接中断，是否送达不清楚",
        "the connection broke while it was handed over: whether it arrived is unclear",
    )
