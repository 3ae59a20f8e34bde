"""How an installation writes its 索引号: a pattern of set parts and free signs, such as {机构代码}/{年}-{流水号5}."""

import re

STANDARD = "{机构代码}/{年}-{流水号5}"
PART = re.compile(r"\{(机构代码|单位|栏目代码|年|流水号)([2-8]?)\}")
FREE = re.compile(r"[A-Za-z0-9一-鿿〔〕（）()./_-]*")
NEEDED = ("机构代码", "年", "流水号")
MOST_FREE = 20


def fault(pattern: str) -> str:
    """What is wrong with a pattern, in words; empty if numbers written by it are told apart for ever."""
    parts = [found[1] for found in PART.finditer(pattern)]
    free = PART.sub("", pattern)
    if not FREE.fullmatch(free):
        return (
            "只能用 {机构代码}、{单位}、{栏目代码}、{年}、{流水号5} 和字母、数字、汉字、括号、-/._，请核对花括号里的字"
        )
    if missing := [f"{{{name}}}" for name in NEEDED if name not in parts]:
        return f"还缺{'、'.join(missing)}，没有它们会有两件信息得到同一个索引号"
    if any(found[2] and found[1] != "流水号" for found in PART.finditer(pattern)):
        return "只有流水号后面可以写位数，如 {流水号5}"
    return f"花括号以外的字最多{MOST_FREE}个" if len(free) > MOST_FREE else ""


def written(pattern: str, *, code: str, unit: str, topic: str, year: int, number: int) -> str:
    """One 索引号."""
    said = {"机构代码": code, "单位": unit, "栏目代码": topic, "年": str(year)}

    def part(found: re.Match) -> str:
        return str(number).zfill(int(found[2] or 1)) if found[1] == "流水号" else said[found[1]]

    return PART.sub(part, pattern)
