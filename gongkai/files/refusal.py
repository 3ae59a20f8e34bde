"""The one way this room says no to a file."""


class FileRefused(ValueError):
    """A file that is not taken in. ``str()`` is a Chinese sentence: what is wrong and what to do; ``name`` the file's.

    When it is raised, nothing of the file is left on the disk and no row names it.
    """

    status = 422

    def __init__(self, says: str, *, name: str = ""):
        self.says, self.name = says, name
        super().__init__(f"“{name}”：{says}" if name else says)


class Unreadable(ValueError):
    """A stored file whose text cannot be had: damaged, encrypted, a picture, too much of it. ``str()`` says which."""
