from django.apps import AppConfig


class Opinion(AppConfig):
    name = "gongkai.opinion"
    label = "opinion"
    verbose_name = "舆情回应"

    def ready(self):
        from gongkai.opinion import escalating, steps  # noqa: F401 - registers the kind
        from gongkai.opinion.patterns import steps as patterns  # noqa: F401
        from gongkai.opinion.rumours import steps as rumours  # noqa: F401
        from gongkai.outbox import sending

        sending.KINDS |= {escalating.LETTER: escalating.letter}
