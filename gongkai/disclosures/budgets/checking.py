"""预算、决算、经费开支: what the checks say of them (SQ-4.2, TZ-1.3)."""

from collections.abc import Iterator

from gongkai import shelf
from gongkai.checks import budgets, tabled
from gongkai.checks.finding import Finding
from gongkai.disclosures.budgets.approving import approved_on, is_budget
from gongkai.disclosures.models import Edition
from gongkai.files import text

LIMIT = "disclosures.department_budget"
TABLED = ("XLSX", "XLS", "CSV")
PART = "预算决算"


def findings(edition: Edition, plain: str) -> Iterator[tuple[str, Finding, str]]:
    """What the checks say of its tables and words, and that nobody registered when it was approved."""
    if not is_budget(edition):
        return
    rules = shelf.budgets()
    names = {file["sha256"]: file["name"] for file in edition.attachments}
    read = text.kept(names) if names else {}
    tables = tabled.of_page(edition.html, "正文")
    for key, words in read.items():
        tables += _sheets(words, f"附件《{names[key]}》")
    said = "\n".join([plain, *names.values(), *(words.seen for words in read.values())])
    unread = [name for name in names.values() if name.rpartition(".")[2].upper() not in TABLED]
    for place, finding in budgets.find(edition.title, said, tables, rules, unread=unread):
        yield place or PART, finding, ""
    paper = rules.paper(edition.title)
    if paper and paper.yearly and approved_on(edition) is None:
        span = shelf.here()[LIMIT].span
        says = f"还没有登记批准或批复的日期。预算、决算在批准后{span}内公开，请办“登记批准日期”。"
        yield PART, Finding("budget_approval", "warn", 0, 0, "批准日期", says), ""


def _sheets(words: text.Words, file: str) -> list[tabled.Table]:
    """The sheets of a file that a reader sees."""
    found, name = [], ""
    for part in words.parts:
        if part.place == "工作表名称":
            name = part.text
        elif part.grid and not part.hidden:
            found.append(tabled.of_grid(part.text, name, f"{file}{part.place}"))
    return found
