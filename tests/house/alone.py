"""``gongkai serve`` without the worker and the writer of the tree: what one test does not ask for."""

from gongkai import cli, serving


def main(*command: str) -> int:
    serving.BESIDE = ()
    return cli.main(list(command))
