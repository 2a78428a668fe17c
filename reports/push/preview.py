"""What the command line says of a message: what would go to whom, what was sent, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from data.channels import Channel, Mail
from data.errors import Said
from reports.push import channels, cutting, robots
from reports.push.ledger import Message, Part
from reports.push.letters import Letter

_KINDS = {"wecom": Said("企业微信群机器人", "WeCom robot"), "dingtalk": Said("钉钉群机器人", "DingTalk robot"),
          "mail": Said("邮件", "mail")}  # fmt: skip
_WHATS = {
    "review": Said("周调度", "weekly review"),
    "bulletin": Said("月通报", "bulletin"),
    "alerts": Said("预警", "alerts"),
}
_STATES = {
    "planned": Said("还没有发", "not sent yet"),
    "sending": Said("正在发送", "being sent"),
    "sent": Said("已发", "sent"),
    "failed": Said("没有发出，下次运行时重发", "failed, is tried again at the next run"),
    "refused": Said("被拒绝，改正后下次运行时重发", "refused, is tried again at the next run once that is put right"),
    "unclear": Said("不清楚是否送达，没有重发", "unclear whether it arrived, not sent again"),
    "dropped": Said("已由新版本的内容代替，不再发", "replaced by a newer version's, not sent any more"),
}  # fmt: skip


def lines(channel: Channel, letter: Letter, states: list[str], missing: Said | None) -> Iterator[Said]:
    """A dry run: what would go to whom, part by part. Secrets are looked for and never shown."""
    what, inside = _WHATS[letter.what], _inside(channel)
    yield Said(
        f"【试运行，未发送】{what}（{letter.period}，版本{letter.version}）→ {channel.name}"
        f"（{_KINDS[channel.kind]}，{inside}）",
        f"[dry run, nothing was sent] {what.en} ({letter.period}, version {letter.version}) -> {channel.name} "
        f"({_KINDS[channel.kind].en}, {inside.en})",
    )
    if missing:
        yield missing
    if isinstance(channel, Mail):
        server = f"{channel.host}:{channel.port}"
        yield Said(f"{server}（{channel.tls}），{channel.sender} → {'、'.join(channel.to)}",
                   f"{server} ({channel.tls}), {channel.sender} -> {', '.join(channel.to)}")  # fmt: skip
    if not letter.is_news:
        yield nothing(channel)
        return
    if states and letter.on is None:
        yield _counted(states)
    parts = channels.parts(channel, letter)
    shown = parts[:1] if isinstance(channel, Mail) else parts
    most = None if isinstance(channel, Mail) else robots.most_bytes(channel)
    for n, (_, body) in enumerate(shown, start=1):
        size = cutting.size(body)
        of = f"，上限{most}" if most else ""
        yield Said(f"--- 第{n}部分，共{len(shown)}部分（{size}字节{of}）",
                   f"--- part {n} of {len(shown)} ({size} bytes{f' of {most} at most' if most else ''})")  # fmt: skip
        yield Said(body, body)
    if isinstance(channel, Mail) and letter.attach:
        file = letter.attach()
        yield Said(
            f"--- 附件：{file.name}（{len(file.content)}字节）",
            f"--- attached: {file.name} ({len(file.content)} bytes)",
        )


def _inside(channel: Channel) -> Said:
    return Said("内部", "internal") if channel.is_internal else Said("非内部", "not internal")


def _counted(states: list[str]) -> Said:
    found = {state: states.count(state) for state in _STATES if state in states}
    return Said("已有记录：" + "；".join(f"{_STATES[state]}{n}部分" for state, n in found.items()) + "。",
                "On record: " + "; ".join(f"{n} {_STATES[state].en}" for state, n in found.items()) + ".")  # fmt: skip


def nothing(channel: Channel) -> Said:
    """Of alerts."""
    return Said(f"{channel.name}：没有新的预警。", f"{channel.name}: no new alert.")


def before(channel: Channel, message: Message) -> Said:
    """It was sent before."""
    key, what = message.key, _WHATS[message.key.what]
    return Said(f"{channel.name}：{what}（{key.period}，版本{key.version}）已经发过，没有重发。",
                f"{channel.name}: the {what.en} ({key.period}, version {key.version}) was sent before and is not sent "
                "again.")  # fmt: skip


def came(channel: Channel, message: Message, parts: list[Part]) -> Iterator[Said]:
    """What came of sending."""
    key, what = message.key, _WHATS[message.key.what]
    if all(part.state == "sent" for part in parts):
        n = len(parts)
        yield Said(f"{channel.name}：{what}（{key.period}，版本{key.version}）已发，共{n}部分。",
                   f"{channel.name}: the {what.en} ({key.period}, version {key.version}) was sent, {n} "
                   f"{'part' if n == 1 else 'parts'}.")  # fmt: skip
        return
    yield Said(f"{channel.name}：{what}（{key.period}，版本{key.version}）没有全部发出：",
               f"{channel.name}: the {what.en} ({key.period}, version {key.version}) was not sent whole:")  # fmt: skip
    yield from map(_part, parts)
    if any(part.state == "unclear" for part in parts):
        yield Said(
            "请看一下对方是否收到：没有收到的，加--again再发一次；收到的，加--arrived记为已发。",
            "See whether it is there: if it is not, --again sends it once more; if it is, --arrived notes it as sent.",
        )


def _part(part: Part) -> Said:
    to, state = f"，{part.target}" if part.target else "", _STATES[part.state]
    zh, _, en = part.why.partition("\n")
    to_en = f", {part.target}" if part.target else ""
    return Said(f"  第{part.n}部分{to}：{state}" + (f"（{zh}）" if zh else ""),
                f"  part {part.n}{to_en}: {state.en}" + (f" ({en})" if en else ""))  # fmt: skip


def listed(message: Message, parts: list[Part]) -> Iterator[Said]:
    """A message of the ledger: a line, and one a part that is not sent."""
    key = message.key
    sent = sum(part.state == "sent" for part in parts)
    what = _WHATS.get(key.what, Said(key.what, key.what))
    yield Said(f"{message.made_at}  {what}  {key.period}  版本{key.version}  → {key.channel}  已发{sent}/{len(parts)}",
               f"{message.made_at}  {what.en}  {key.period}  version {key.version}  -> {key.channel}  sent "
               f"{sent}/{len(parts)}")  # fmt: skip
    yield from (_part(part) for part in parts if part.state != "sent")
