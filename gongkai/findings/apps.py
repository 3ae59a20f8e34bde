from django.apps import AppConfig


class Findings(AppConfig):
    name = "gongkai.findings"
    label = "findings"
    verbose_name = "问题与整改"

    def ready(self):
        from gongkai.findings import steps  # noqa: F401 - registers the kinds
        from gongkai.findings.cards import letters
        from gongkai.findings.cards import steps as cards  # noqa: F401
        from gongkai.findings.incidents import steps as incidents  # noqa: F401
        from gongkai.findings.mending import steps as mending  # noqa: F401
        from gongkai.outbox import sending

        sending.KINDS |= {letters.KIND: letters.letter}
