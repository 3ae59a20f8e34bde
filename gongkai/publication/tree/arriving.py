"""``gongkai tree receive``: takes packages in, in their order, on a machine with neither database nor settings."""

import re
import sys
from pathlib import Path

from gongkai.publication.tree import receiving


def run(args) -> int:
    """2 where a package is refused; those before it stay received."""
    try:
        key = Path(args.key).read_text("ascii").strip()
    except (OSError, ValueError):
        key = ""
    if not re.fullmatch("[0-9a-f]{64}", key):
        print(f"{args.key} 里没有公钥；在内网运行 gongkai tree key，把输出存成文件带过来", file=sys.stderr)
        return 2
    for name in args.package:
        try:
            manifest = receiving.receive(Path(name), Path(args.into), key)
        except receiving.PackageRefused as refused:
            print(f"没有接收：{refused}", file=sys.stderr)
            return 2
        except OSError as fault:
            print(f"没有接收完，请检查 {args.into} 能否写入、空间够不够，再运行一次（{fault}）", file=sys.stderr)
            return 2
        print(f"已接收第 {manifest['number']} 号：{len(manifest['files'])} 个文件，撤下 {len(manifest['removed'])} 个")
    return 0
