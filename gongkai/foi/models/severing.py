"""区分处理 (条例-37): a document found for a request, what is cut out of it and why, and what is given of it."""

from django.db import models

from gongkai.accounts.models import Post
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.foi.grounds import Ground
from gongkai.foi.models.asking import Request
from gongkai.vault.sealed import SealedText


class Material(models.Model):
    """材料: a document as it was found, enciphered: it may hold what only those who handle the request may read."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="material")
    request = models.ForeignKey(Request, models.PROTECT, related_name="materials")
    name = SealedText(null=True)
    place = models.CharField(max_length=32, unique=True)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField("大小")
    shapes = models.JSONField("各页的宽和高", default=list)
    erased = models.DateTimeField("已清除", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "拟提供的材料"

    @property
    def pages(self) -> int:
        return len(self.shapes)

    @property
    def current(self) -> "Release | None":
        """The copy that was made last."""
        return self.releases.order_by("-number").first()


class Mark(models.Model):
    """遮盖: a box on a page, in ten-thousandths of it as it is seen, and the ground on which it is not given."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="marks")
    page = models.PositiveSmallIntegerField("页")
    top = models.PositiveSmallIntegerField()
    left = models.PositiveSmallIntegerField()
    bottom = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    ground = models.CharField("理由", max_length=16, choices=Ground.choices)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "遮盖"
        ordering = ["page", "top", "left", "pk"]

    @property
    def plain(self) -> list[int]:
        return [self.page, self.top, self.left, self.bottom, self.right]


class Release(models.Model):
    """提供件: the copy with everything marked cut out for good; ``plan`` is what was cut and why, as it stood then."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="releases")
    request = models.ForeignKey(Request, models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField("第几版")
    place = models.CharField(max_length=32, unique=True)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField("大小")
    pages = models.PositiveSmallIntegerField("页数")
    sha256 = models.CharField("SHA-256", max_length=64)
    plan = models.JSONField(default=list)
    at = models.DateTimeField("生成时间")
    erased = models.DateTimeField("已清除", null=True)

    class Meta:
        verbose_name = "提供件"
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="release_of_material_once")]
