"""Pages that stand in for others: for a file taken back, for what needs the application while it is down."""

from gongkai.publication import shell, stamps, tags
from gongkai.publication.frame import frame
from gongkai.publication.pages import Page, etag, rendered

TITLES = {"file_gone": ("该文件已撤回", 410), "apart": ("服务暂时停用", 503), "missing": ("没有找到这个页面", 404)}


def notice(name: str) -> Page:
    """``file_gone``; ``apart``: live pages while the application is down; ``missing``: where no application stands."""
    number = stamps.of_scope("all")[1]
    title, status = TITLES[name]

    def made() -> bytes:
        meta = tags.of_list(title, title, title, "其他")
        return rendered(name, frame(number), {}, title=title, crumbs=[(title, "")], meta=meta, head=shell.NO_ROBOTS)

    return Page(etag(name, number), made, status=status)
