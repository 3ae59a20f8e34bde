"""Makes docs/provisions.md from the provision marks of the tests: ``python -m tests.house.provisions``."""

import ast
from collections import defaultdict
from pathlib import Path

from gongkai import shelf

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "provisions.md"
SEEDS = ("BW", "SQ", "DY", "KF", "TZ")
HEAD = """# 条款覆盖表

由测试上的条款标记生成：`python -m tests.house.provisions`。一行一个条款；带标记的测试走真实路径并通过，这一条才算有效。

"""


def marks(folder: Path = ROOT / "tests") -> dict[str, list[str]]:
    """Provision code → tests that prove it, as ``room/file::test``."""
    found = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for code in _codes(node):
                    found[code].append(f"{path.relative_to(folder)}::{node.name}")
    return dict(found)


def page() -> str:
    """The page as it must stand."""
    proven = marks()
    rows = [one for one in shelf.documents().provisions() if one.document in SEEDS]
    done = sum(one.code in proven for one in rows)
    lines = [HEAD, f"共 {len(rows)} 条，已有测试证明 {done} 条，尚缺 {len(rows) - done} 条。\n"]
    for document in SEEDS:
        title = shelf.documents().resolve(document).document.title
        lines.append(f"\n## {document} {title}\n\n| 条款 | 要求 | 测试 |\n| --- | --- | --- |")
        for one in rows:
            if one.document == document:
                tests = "<br>".join(f"`{test}`" for test in proven.get(one.code, ())) or "尚缺"
                lines.append(f"| {one.code} | {one.asks} | {tests} |")
    return "\n".join(lines) + "\n"


def _codes(function: ast.FunctionDef) -> list[str]:
    codes = []
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.provision"):
            codes += [argument.value for argument in decorator.args if isinstance(argument, ast.Constant)]
    return codes


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
