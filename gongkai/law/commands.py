"""The commands on files alone: check, score, explain, whatif, diff, workbook, rulebook. No Django, no database, nothing
but what is named.

Exit codes: 0 fine, 1 findings, 2 unusable input (every fault is printed with its place, and nothing is written).
"""

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.law.reading import Fault, Refused, near

if TYPE_CHECKING:
    from gongkai.law.findings import Finding
    from gongkai.law.results import Results
    from gongkai.law.rulebook import Rulebook

ShelfSource = Callable[[], Any]

EXAMPLES = {
    "check": "例：gongkai check 考核规则.yaml\n    gongkai check 考核规则.yaml --read    把规则读成中文，与文件对照",
    "score": "例：gongkai score 考核规则.yaml 事实.xlsx\n    gongkai score 考核规则.yaml 事实文件夹 --out 结果.xlsx\n"
    "    gongkai score 考核规则.yaml 事实.xlsx --formulas 评分簿.xlsx    每个得分都是公式，改了事实就重算",
    "explain": "例：gongkai explain 考核规则.yaml 事实.xlsx --unit 民政局",
    "whatif": "例：gongkai whatif 今年.yaml 修改稿.yaml 事实.xlsx",
    "diff": "例：gongkai diff 去年.yaml 今年.yaml",
    "workbook": "例：gongkai workbook 考核规则.yaml --out 考核规则.xlsx\n"
    "    gongkai workbook --blank --out 空表.xlsx    空的工作簿：把印发的评分表粘贴进去，再用 gongkai rulebook 读出",
    "rulebook": "例：gongkai rulebook 考核规则.xlsx --out 考核规则.yaml\n"
    "    附表写在同一个文件夹。有错就逐条说明在哪张表的哪一格，什么也不写；写出而还有检查意见的，返回1。\n"
    "    公式不计算，也不采用；文件不超过8兆字节。",
}
HELP = {
    "check": "检查考核规则",
    "score": "按规则给各单位评分、定等、排名",
    "explain": "说明一个单位的每一分从哪里来",
    "whatif": "规则改动对每个单位有什么影响",
    "diff": "两份规则之间改了什么",
    "workbook": "把考核规则写成 Excel 工作簿，在表格里阅读和修改",
    "rulebook": "把 Excel 工作簿读成考核规则",
}


def add_commands(subparsers: Any, shelf: ShelfSource | None = None) -> None:
    """Adds the commands. `shelf`: gives calendars, limits, documents and rulebooks by name (`gongkai.shelf`)."""
    check_ = _add(subparsers, "check", check, shelf)
    check_.add_argument("rulebooks", nargs="+", metavar="规则", help="规则文件（YAML），可以几份")
    check_.add_argument("--read", action="store_true", help="把每条规则读成一句中文")
    score_ = _add(subparsers, "score", score, shelf)
    _rule_and_facts(score_)
    score_.add_argument("--out", help="结果另存为文件（.xlsx、.csv 或 .json）")
    score_.add_argument("--formulas", help="另存为带公式的评分簿（.xlsx），用表格软件就能核对、重算")
    explain_ = _add(subparsers, "explain", explain, shelf)
    _rule_and_facts(explain_)
    explain_.add_argument("--unit", required=True, help="单位名称")
    whatif_ = _add(subparsers, "whatif", whatif, shelf)
    whatif_.add_argument("rulebook", metavar="规则", help="现行规则")
    whatif_.add_argument("other", metavar="修改稿", help="修改后的规则")
    whatif_.add_argument("facts", metavar="事实", help="事实文件或文件夹")
    diff_ = _add(subparsers, "diff", diff, shelf)
    diff_.add_argument("rulebook", metavar="旧规则")
    diff_.add_argument("other", metavar="新规则")
    workbook_ = _add(subparsers, "workbook", workbook, shelf)
    workbook_.add_argument("rulebook", nargs="?", metavar="规则", help="规则文件（YAML）或规则的名称")
    workbook_.add_argument("--blank", action="store_true", help="写一本空的工作簿，供粘贴印发的评分表")
    workbook_.add_argument("--out", required=True, help="写到哪个文件（.xlsx）")
    rulebook_ = _add(subparsers, "rulebook", rulebook, shelf)
    rulebook_.add_argument("workbook", metavar="工作簿", help="工作簿（.xlsx）")
    rulebook_.add_argument("--out", required=True, help="写到哪个文件（.yaml）")


def _add(
    subparsers: Any, name: str, run: Callable[[argparse.Namespace], int], shelf: ShelfSource | None
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name,
        help=HELP[name],
        description=HELP[name],
        epilog=EXAMPLES[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
    parser.set_defaults(run=lambda args: _told(run, args), shelf=shelf)
    return parser


def _rule_and_facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rulebook", metavar="规则", help="规则文件（YAML）")
    parser.add_argument("facts", metavar="事实", help="事实：CSV、XLSX、YAML、JSON 或文件夹")


def _told(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Runs a command; what was refused is printed with its places."""
    try:
        return run(args)
    except Refused as refused:
        if args.json:
            _print_json({"faults": [_fault_plain(fault) for fault in refused.faults]})
        else:
            for fault in refused.faults:
                print(fault, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename or ''}：无法读写（{error.strerror}）", file=sys.stderr)
        return 2


def _fault_plain(fault: Fault) -> dict[str, object]:
    from gongkai.law.findings import coded

    return coded(fault).plain()


# The commands --------------------------------------------------------------------------------------------------------


def check(args: argparse.Namespace) -> int:
    """Reads and lints rulebooks; 1 where a finding calls for somebody."""
    from gongkai.law.findings import LEVELS
    from gongkai.law.lint import lint, open_findings

    found, read = [], []
    for source in args.rulebooks:
        book = _load(args, source)
        found += lint(book)
        read += _readings(book) if args.read else []
    if args.json:
        _print_json({"findings": [finding.plain() for finding in found], "read": read})
    else:
        for line in read:
            print(line["text"])
        for finding in found:
            note = f"（已知悉：{finding.accepted}）" if finding.accepted else ""
            print(f"{LEVELS[finding.level]} {finding.code} {finding}{note}")
        print(f"共{len(found)}条意见，其中{len(open_findings(found))}条需要处理" if found else "没有发现问题")
    return 1 if open_findings(found) else 0


def score(args: argparse.Namespace) -> int:
    """Scores, prints the ranking, writes the results; 1 where somebody is undetermined, held or without a grade."""
    if args.formulas and Path(args.formulas).suffix.lower() != ".xlsx":
        raise Refused(f"评分簿“{args.formulas}”应当以 .xlsx 结尾")
    results = _score(args)
    if args.formulas:
        from gongkai.law.formulas import write_formulas

        write_formulas(results, Path(args.formulas))
    if args.out:
        from gongkai.law.outputs import write_results

        write_results(results, Path(args.out))
    if args.json:
        _print_json({**results.plain(), "sha256": results.sha256})
    else:
        _print_ranking(results)
    return 1 if _unsettled(results) else 0


def explain(args: argparse.Namespace) -> int:
    """Prints one unit's sheet; 1 where it is not complete."""
    results = _score(args)
    if args.unit not in results.facts.index:
        raise Refused(f"事实表里没有单位“{args.unit}”{near(args.unit, results.facts.index)}")
    sheet = results.sheet(args.unit)
    if args.json:
        _print_json(sheet.plain())
    else:
        print(sheet.text())
    return 0 if sheet.complete else 1


def whatif(args: argparse.Namespace) -> int:
    """Prints what another rulebook does to every unit."""
    from gongkai.law.facts.files import read_facts
    from gongkai.law.whatif import whatif as effects_of

    book, other = _load(args, args.rulebook), _load(args, args.other)
    effects = effects_of(read_facts(book, args.facts), other)
    if args.json:
        _print_json([effect.plain() for effect in effects])
        return 0
    rows = []
    for effect in effects:
        told = effect.plain()
        ranks = f"{effect.ranks[0] or ''}→{effect.ranks[1] or ''}" if effect.ranks[0] != effect.ranks[1] else ""
        grades = "→".join(effect.grades) if effect.grades[0] != effect.grades[1] else effect.grades[0]
        rows.append([effect.unit, told["before"], told["after"], told["change"] or "", ranks, grades])
    _print_table(["单位", "现行", "修改后", "变化", "名次", "等次"], rows)
    return 0


def diff(args: argparse.Namespace) -> int:
    """Prints what changed between two rulebooks."""
    from gongkai.law.diff import diff as changes_of

    changes = changes_of(_load(args, args.rulebook), _load(args, args.other))
    if args.json:
        _print_json([change._asdict() for change in changes])
    else:
        for change in changes:
            print(f"{change.kind} {change.says}")
        print(f"共{len(changes)}处不同" if changes else "两份规则没有不同")
    return 0


def workbook(args: argparse.Namespace) -> int:
    """Writes a rulebook, or a blank form, as a workbook."""
    from gongkai.law.workbook import command

    if args.blank == bool(args.rulebook):
        raise Refused("写一份规则，或写 --blank，二者取一")
    written = command.write_workbook(None if args.blank else _load(args, args.rulebook), Path(args.out))
    return _wrote(args, written, [])


def rulebook(args: argparse.Namespace) -> int:
    """Reads a workbook and writes its rulebook with its annexes; 1 where a finding calls for somebody."""
    from gongkai.law.lint import open_findings
    from gongkai.law.workbook import command

    shelf = args.shelf() if args.shelf else None
    written, found = command.write_rulebook(Path(args.workbook), Path(args.out), shelf)
    return _wrote(args, written, open_findings(found))


def _wrote(args: argparse.Namespace, written: Sequence[Path], found: "Sequence[Finding]") -> int:
    if args.json:
        _print_json({"written": list(map(str, written)), "findings": [finding.plain() for finding in found]})
        return 1 if found else 0
    for finding in found:
        print(f"{finding.code} {finding}")
    print(f"已写出：{'、'.join(map(str, written))}" + (f"；还有{len(found)}条检查意见" if found else ""))
    return 1 if found else 0


# What they share -----------------------------------------------------------------------------------------------------


def _load(args: argparse.Namespace, source: str) -> "Rulebook":
    """A rulebook from a path, or by its name on the shelf."""
    from gongkai.law import rulebook

    shelf: Any = args.shelf() if args.shelf else None
    path = Path(source)
    if not path.exists() and path.suffix not in (".yaml", ".yml") and hasattr(shelf, "rulebook"):
        path = shelf.rulebook(source)
    return rulebook.load(path, str(source) if path == Path(source) else "", shelf=shelf)


def _score(args: argparse.Namespace) -> "Results":
    from gongkai.law.facts.files import read_facts
    from gongkai.law.scoring import compile

    book = _load(args, args.rulebook)
    return compile(book).score(read_facts(book, args.facts))


def _readings(book: "Rulebook") -> list[dict[str, Any]]:
    """Each rule as a sentence, beside the office's own `says`."""
    from gongkai.law.diff import node_says
    from gongkai.law.words import cite_words, figure_words

    read: list[dict[str, Any]] = []
    for id, node in book.indicators.items():
        points = f"（{figure_words(book, node.points)}分）" if node.points is not None else ""
        sentences = node_says(book, node)
        text = f"第{node.place.line}行 {node.title}{points}{cite_words(node.cite)}"
        text += "".join(f"\n    规则：{sentence}" for sentence in sentences)
        text += f"\n    原意：{node.says}" if node.says else ""
        read.append({"id": id, "line": node.place.line, "rules": sentences, "says": node.says, "text": text})
    return read


def _unsettled(results: "Results") -> bool:
    waiting = ("待定", "提请领导小组", "无等次")
    open_ = any(standing.state == "待定" or standing.grade in waiting for standing in results.ranking())
    return open_ or bool(results.over_quota())


def _print_ranking(results: "Results") -> None:
    from gongkai.law.explain.nodes import fixed
    from gongkai.law.results import number_text

    places = results.book.rounding.show
    rows = []
    for standing in results.ranking():
        number = fixed(number_text(standing.score), places) if standing.score is not None else standing.state
        grade = standing.grade + ("（暂定）" if standing.provisional else "")
        label = results.book.classes.get(standing.cls, "")
        rows.append([str(standing.rank or ""), standing.unit, label, number, grade])
    _print_table(["名次", "单位", "类别", "得分", "等次"], rows)
    for one in results.lists:
        names = "、".join(results.facts.units[row].shown for row in one.rows)
        held = "、".join(results.facts.units[row].shown for row in one.held)
        print(f"{one.listing.title}：{names or '(无)'}" + (f"；并列，提请领导小组：{held}" if held else ""))
    if apart := results.apart():
        print(f"另列：{'、'.join(apart)}")
    for says in results.over_quota():
        print(f"名额：{says}")
    for following in results.follows:
        from gongkai.law.diff import _use

        print(f"{following.unit}：{_use(results.book, following.use)}")
    print(f"结果校验码 {results.sha256}")


def _print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns lined up as Chinese and Latin letters are wide."""
    table = [list(header), *(list(row) for row in rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(header))]
    for row in table:
        print("  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
