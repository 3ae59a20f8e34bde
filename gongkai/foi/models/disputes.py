"""复议诉讼 about openness."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.foi.models.asking import Request
from gongkai.foi.vocabulary import DisputeSort, Outcome


class Dispute(models.Model):
    """复议诉讼: a reconsideration or a lawsuit about openness, with its outcome; of one request where it is about one.

    ``poor``: it came of the request's being handled badly (DY-F2.5). No word of who went to court stands here.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="dispute")
    sort = models.CharField("类别", max_length=8, choices=DisputeSort.choices)
    number = models.CharField("案号", max_length=80)
    organ = models.CharField("复议机关或者法院", max_length=80)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="disputes")
    filed = models.DateField("受理日期")
    noticed = models.DateField("收到答复通知日", null=True)
    answered = models.DateField("提交答复日", null=True)
    decided = models.DateField("结案日期", null=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True)
    poor = models.BooleanField("因办理不力", null=True)
    papers = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "复议诉讼"
        constraints = [models.UniqueConstraint(fields=["sort", "number"], name="dispute_once")]
