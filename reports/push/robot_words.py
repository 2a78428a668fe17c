"""What robots answer, in words: HTTP 200 with an errcode that is not 0 is a refusal.

The numbers are those of the robots' public documents (企业微信 developer.work.weixin.qq.com, 钉钉 open.dingtalk.com).
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.push import outcome
from reports.push.outcome import Outcome

#: After «too often» 企业微信 wants a minute; 钉钉 mutes a robot for ten.
_WECOM_PAUSE, _DINGTALK_PAUSE = 60.0, 600.0
_BUSY = outcome.failed("机器人系统繁忙", "the robot's system is busy")
_WECOM: Mapping[int, Outcome] = {
    -1: _BUSY,
    45009: outcome.failed(
        "发送过于频繁，机器人每分钟最多20条", "too often: a robot takes 20 messages a minute", _WECOM_PAUSE
    ),
    93000: outcome.refused(
        "webhook地址不对，或机器人已被移除，请到群里重新复制地址",
        "the webhook's address is wrong or the robot was removed: copy the address anew from the group",
    ),
    40058: outcome.refused("消息内容不合要求", "the message's form is not accepted"),
    44004: outcome.refused("消息内容为空", "the message is empty"),
    45002: outcome.refused("消息超过长度上限", "the message is too long"),
}  # fmt: skip
_OFTEN = outcome.failed(
    "发送过于频繁，机器人每分钟最多20条，超过后停用十分钟",
    "too often: a robot takes 20 messages a minute, and none for ten minutes after that", _DINGTALK_PAUSE,
)  # fmt: skip
_TOKEN = outcome.refused(
    "webhook地址不对，或机器人已被移除，请到群里重新复制地址",
    "the webhook's address is wrong or the robot was removed: copy the address anew from the group",
)
_WORDS = outcome.refused("消息含有不允许的内容", "the message holds what is not allowed")
_DINGTALK: Mapping[int, Outcome] = {
    -1: _BUSY,
    130101: _OFTEN,
    410100: _OFTEN,
    300001: _TOKEN,
    400101: _TOKEN,
    400106: _TOKEN,
    400102: outcome.refused("机器人已停用，请在群设置里启用", "the robot is switched off: switch it on in the group"),
    400013: outcome.refused("群已解散", "the group was dissolved"),
    430101: _WORDS,
    430103: _WORDS,
    430104: _WORDS,
    460101: outcome.refused("消息超过长度上限", "the message is too long"),
}  # fmt: skip
#: 钉钉's 310000 is one of these, by the words of its errmsg; the first that stands in it.
_CHECKED: tuple[tuple[tuple[str, ...], Outcome], ...] = (
    (("keyword", "关键词"), outcome.refused(
        "消息里没有机器人要求的关键词，请把关键词写进该渠道的keyword",
        "the keyword that the robot asks for is not in the message: write it as the channel's keyword",
    )),
    (("timestamp", "时间戳"), outcome.refused(
        "签名的时间与钉钉相差超过一小时，请校准服务器时钟",
        "the signature's time is more than an hour off: set the server's clock",
    )),
    (("sign", "签名"), outcome.refused(
        "签名不对，请核对该渠道的secret（以SEC开头）",
        "the signature is wrong: check the channel's secret (it begins with SEC)",
    )),
    (("ip", "白名单"), outcome.refused(
        "本服务器的出口地址不在机器人的IP地址段里，请在群里加上",
        "this server's address is not among those that the robot accepts: add it in the group",
    )),
)  # fmt: skip


def wecom(errcode: int, errmsg: str) -> Outcome:
    """What 企业微信 said. `errmsg` is scrubbed already."""
    return _WECOM.get(errcode) or _other(errcode, errmsg) if errcode else outcome.SENT


def dingtalk(errcode: int, errmsg: str) -> Outcome:
    """What 钉钉 said. `errmsg` is scrubbed already."""
    if not errcode:
        return outcome.SENT
    if errcode == 310000:
        low = errmsg.lower()
        return next((of for words, of in _CHECKED if any(word in low for word in words)), _other(errcode, errmsg))
    return _DINGTALK.get(errcode) or _other(errcode, errmsg)


def _other(errcode: int, errmsg: str) -> Outcome:
    return outcome.refused(
        f"机器人拒绝了消息，errcode {errcode}：{errmsg}", f"the robot refused the message, errcode {errcode}: {errmsg}"
    )
