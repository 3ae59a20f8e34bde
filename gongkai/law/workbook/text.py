"""A tree as the text of a rulebook file: a line for what fits on one, blocks for what does not."""

from collections.abc import Iterator

from gongkai.law.reading import Node
from gongkai.law.workbook.compact import compact, key_text

WIDTH = 116


def yaml_text(root: Node) -> str:
    """The file's text. Reading it gives the tree again, places aside."""
    return "\n".join(_entries(root, 0)) + "\n"


def _entries(node: Node, indent: int) -> Iterator[str]:
    for key, child in node.table().items():
        head = f"{' ' * indent}{key_text(key, wide=True)}:"
        if _on_one_line(child, len(head) + 1, top=not indent):
            yield f"{head} {compact(child, wide=True)}"
        else:
            yield head
            yield from _block(child, indent + (2 if isinstance(child.value, dict) else 0))


def _block(node: Node, indent: int) -> Iterator[str]:
    if isinstance(node.value, dict):
        yield from _entries(node, indent)
        return
    for item in node.listing():
        head = f"{' ' * indent}- "
        if _on_one_line(item, len(head)) or isinstance(item.value, list):
            yield head + compact(item, wide=True)
        else:
            lines = list(_entries(item, indent + 2))
            yield head + lines[0].lstrip()
            yield from lines[1:]


def _on_one_line(node: Node, taken: int, top: bool = False) -> bool:
    """Scalars and empty things always; a table or list where it fits, but no tree of indicators."""
    if not isinstance(node.value, dict | list) or not node.value:
        return True
    if isinstance(node.value, dict) and ((top and len(node.value) > 4) or "indicators" in node.value):
        return False
    text = compact(node, wide=True)
    return len(text) + taken <= WIDTH and (not top or isinstance(node.value, dict) or "{" not in text)
