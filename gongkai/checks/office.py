"""隐藏内容: what a file carries beyond what is seen in it, for the one who publishes to confirm or to clean away.

A reader of the file tells what there is (a kind, where, which); this says it in words. A `confirm` must be explained by
an act or go from the file, as `block` must; a `warn` is for a person's eye.
"""

from gongkai.checks.finding import Finding, Level

CLEAN = "请清除后重新上传；确认可以公开的，须写明理由。"
KINDS: dict[str, tuple[Level, str, str]] = {
    "sheet": ("confirm", "隐藏的工作表", CLEAN),
    "rows": ("confirm", "隐藏的行", CLEAN),
    "columns": ("confirm", "隐藏的列", CLEAN),
    "comments": ("confirm", "批注", CLEAN),
    "changes": ("confirm", "修订痕迹", "请接受或拒绝全部修订后重新上传；确认可以公开的，须写明理由。"),
    "vanished": ("confirm", "设为隐藏的文字", CLEAN),
    "unseen": (
        "confirm",
        "看不见的文字（与底色同色、被图形盖住，或者极小）",
        "请删去，或者改成看得见的颜色和字号，重新上传；确认可以公开的，须写明理由。",
    ),
    "shape": ("warn", "浮在文字上面的色块", "请移开看看，下面的文字要删去，不能只盖住。"),
    "person": ("confirm", "文件属性里的人名", CLEAN),
    "covered": ("confirm", "被色块盖住、仍能复制的文字", "请删去文字后重新导出；确认可以公开的，须写明理由。"),
    "scan": ("warn", "没有文字层的页", "机器查不到，请人工核对。"),
    "unchecked": ("warn", "没有查全的地方", "请人工核对。"),
}


def finding(kind: str, which: str = "") -> Finding:
    """What one trace means: a kind of `KINDS`, and which (places or a masked name). It has no place in any text."""
    level, name, advice = KINDS[kind]
    told = f"（{which}）" if which else ""
    return Finding(f"hidden_{kind}", level, 0, 0, which or name, f"有{name}{told}，{advice}")
