"""Who keeps the catalogue, and how its files are handed out."""

from gongkai.acts.refusals import NotYourRole
from gongkai.catalogue.steps import KEEPERS


def ask_keeper(request) -> None:
    """Raises ``NotYourRole`` for those who may read the catalogue and not write it."""
    if request.post.role not in KEEPERS:
        raise NotYourRole(f"目录由政务公开办和系统管理员维护，您的岗位是{request.post.get_role_display()}")
