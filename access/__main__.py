"""Roles, keys and the audit from the command line: `python -m access --help`. For the first admin, and for timers."""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from access import audit, audit_check, clock, database, old_names, own_files, policy, roles, wall_keys
from access.settings import VARIABLE, SettingsError, hosting
from data import zone_time
from data.settings import SettingsError as ZoneError

_FLAWS = {
    "unreadable": "这一行读不出来",
    "changed": "这一行被改动过，或不是用本系统的密钥写的",
    "gap": "这一行之前有删除、插入或移动",
    "cut": "末尾有行被删掉",
    "head": "记录末行的head文件被改动或丢失",
    "beginning": "这一行之前的记录被删除（不是按保存期清理的）",
    "gone": "全部记录被删除",
    "clock": "时钟被调回过，这一行的时间早于前一行（不是改动）",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 1 when the audit has flaws, 2 when it cannot be done."""
    parsed = _parser().parse_args(arguments)
    if parsed.command == "secret":
        print(secrets.token_urlsafe(48))
        return 0
    try:
        zone_time.zone()
        clock.use(zone_time.zone)
        if hosting() is None:
            print(f"没有设置{VARIABLE}：只有共享部署才有登录、权限和审计。", file=sys.stderr)
            return 2
        database.prepare()
        done: int = parsed.run(parsed)
    except (SettingsError, ZoneError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m access", description="共享部署的权限、大屏密钥和审计。")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("secret", help="生成一个密钥，写进hosting.toml")
    grant = commands.add_parser("grant", help="给人或组授权（none为禁止）")
    grant.add_argument("kind", choices=("person", "group"))
    grant.add_argument("issuer", help="统一身份认证的地址，如https://id.example.gov.cn；反向代理登录时为proxy")
    grant.add_argument("name", help="人的subject，或组名")
    grant.add_argument("role", choices=roles.ROLES)
    grant.add_argument("--unit", action="append", help="查看者只能看的责任单位，可写多次")
    grant.set_defaults(run=_grant)
    commands.add_parser("roles", help="列出所有授权").set_defaults(run=_roles)
    mend = commands.add_parser("mend", help="更正按旧写法存的名字（反向代理登录的中文姓名和组名）；不写名字时列出")
    mend.add_argument("old", nargs="?", help="旧写法的名字，如列出的那样")
    mend.add_argument("name", nargs="?", help="它本来是谁")
    mend.set_defaults(run=_mend)
    key = commands.add_parser("key", help="生成一个大屏密钥，只显示这一次")
    key.add_argument("label", help="哪块屏")
    key.add_argument("--display", action="store_true", help="只能打开展示版")
    key.set_defaults(run=_key)
    commands.add_parser("verify", help="核对审计记录有没有被改动").set_defaults(run=_verify)
    export = commands.add_parser("export", help="把审计记录写到一个文件，每行一条JSON")
    export.add_argument("file", type=Path)
    export.set_defaults(run=_export)
    commands.add_parser("prune", help="删除超过保存期（管理页设定，至少6个月）的审计月份").set_defaults(run=_prune)
    return parser


def _by() -> str:
    return f"命令行：{getpass.getuser()}"


def _grant(parsed: argparse.Namespace) -> int:
    units = tuple(parsed.unit) if parsed.unit else None
    roles.give(parsed.kind, parsed.issuer, parsed.name, parsed.role, units, _by())
    audit.record("role", _by(), kind=parsed.kind, issuer=parsed.issuer, name=parsed.name, role=parsed.role, units=units)
    print("已授权，对方下一次点击起生效。")
    return 0


def _roles(_parsed: argparse.Namespace) -> int:
    for one in roles.given():
        bound = f"\t{'、'.join(one.units)}" if one.units is not None else ""
        print(f"{one.kind}\t{one.issuer}|{one.name}\t{one.role}{bound}")
    return 0


def _mend(parsed: argparse.Namespace) -> int:
    found = old_names.given()
    if parsed.old is None or parsed.name is None:
        for one, meant in found:
            print(f"{one.kind}\t{one.name}\t{one.role}\t本来是：{'、'.join(meant)}")
        print(f"{len(found)}个授权按旧写法存着，不再对应任何人。" if found else "没有按旧写法存的授权。")
        return 0
    those = [one for one, _ in found if one.name == parsed.old]
    if not those:
        raise ValueError(f"没有按旧写法存的“{parsed.old}”。")
    for one in those:
        old_names.mend(one, parsed.name, _by())
        audit.record("role", _by(), kind=one.kind, issuer=one.issuer, name=parsed.name, role=one.role, mended=one.name)
    print("已更正，对方下一次点击起生效。")
    return 0


def _key(parsed: argparse.Namespace) -> int:
    value = wall_keys.make(parsed.label, is_display_only=parsed.display, units=None, by=_by())
    audit.record("key", _by(), label=parsed.label, made=True)
    found = hosting()
    print(f"{found.address if found else ''}/screen?key={value}")
    return 0


def _verify(_parsed: argparse.Namespace) -> int:
    flaws = audit_check.verify()
    for flaw in flaws:
        print(f"{flaw.file} 第{flaw.line}行：{_FLAWS[flaw.why]}", file=sys.stderr)
    tampered = sum(flaw.why != "clock" for flaw in flaws)
    print(f"核对了{len(audit.entries())}条，{f'发现{tampered}处问题' if tampered else '没有发现改动'}。")
    return 1 if tampered else 0


def _export(parsed: argparse.Namespace) -> int:
    entries = audit.entries()
    with open(parsed.file, "x", encoding="utf-8", opener=own_files.opener) as out:
        out.writelines(json.dumps(entry.__dict__, ensure_ascii=False) + "\n" for entry in entries)
    audit.record("audit", _by(), exported=len(entries))
    print(f"已导出{len(entries)}条。")
    return 0


def _prune(_parsed: argparse.Namespace) -> int:
    removed = audit.prune(policy.policy().audit_months)
    print(f"删除了{'、'.join(removed)}。" if removed else "没有超过保存期的月份。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
