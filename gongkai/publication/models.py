"""What the public sees, and nothing else: one row a record shown, kept as a tombstone when it is withdrawn."""

from django.db import models

from gongkai.publication import index_pattern


class ShownQuerySet(models.QuerySet):
    def live(self):
        """Rows that are out: shown and not withdrawn."""
        return self.filter(withdrawn=None)


class Shown(models.Model):
    """One record at the door. ``key`` names its source, ``address`` its place for the public; both are for ever.

    ``number`` says how often the page changed, so that a reader's copy can be told stale without making the page.
    Withdrawn, the row holds no word of the record any more: only where it stood, since when it is gone, and why.
    """

    key = models.CharField(max_length=100, unique=True)
    address = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=12)
    column = models.CharField("栏目", max_length=40, blank=True)  # that lists it; empty for columns and units
    unit = models.CharField("单位", max_length=40, blank=True)
    title = models.CharField("标题", max_length=500, blank=True)
    validity = models.CharField("有效性", max_length=10, blank=True)
    moment = models.DateTimeField("公布时间")
    docid = models.BigIntegerField(unique=True)  # seconds of ``moment`` << 22 | serial: newest first without a sort
    serial = models.BigIntegerField()
    fields = models.JSONField(default=dict)
    html = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    etag = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=1)
    # Counts every showing and withdrawal of the house, given under the door's lock: who has read up to one misses none.
    turn = models.BigIntegerField(default=0, db_index=True)
    changed = models.DateTimeField("最近变动")
    withdrawn = models.DateTimeField("撤回时间", null=True)
    reason = models.CharField("撤回理由", max_length=300, blank=True)

    objects = ShownQuerySet.as_manager()

    class Meta:
        verbose_name = "已公布信息"
        indexes = [
            # Lists are numbered over all rows ever shown: a withdrawal leaves a gap and moves nothing.
            models.Index(fields=["column", "docid"], name="in_column"),
            models.Index(fields=["unit", "docid"], name="of_unit"),
            models.Index(fields=["kind", "docid"], name="of_kind"),
        ]

    def __str__(self):
        return self.title or self.key


class ShownLink(models.Model):
    """A typed relation between two records, kept by the target's key: it shows once the target is out."""

    source = models.ForeignKey(Shown, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12)
    target = models.CharField(max_length=100, db_index=True)
    order = models.PositiveSmallIntegerField(default=0)


class ShownFile(models.Model):
    """A file that some record lists. It can be fetched while one such record is out; withdrawn, it has no name."""

    source = models.ForeignKey(Shown, models.CASCADE, related_name="files")
    short = models.CharField(max_length=16, db_index=True)  # first 16 characters of sha256, as in its address
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=120)


class ShownDate(models.Model):
    """A day that a record which is out tells of: from when it applies, until when."""

    source = models.ForeignKey(Shown, models.CASCADE, related_name="dates")
    what = models.CharField(max_length=12)  # the field that says it
    day = models.DateField(db_index=True)


class ShownConcern(models.Model):
    """That a record stands behind a door of 政策服务 (适用对象): a policy, a guide to something done, a list.

    Withdrawn or no longer in force it ``stands`` no more and leaves a gap: the pages of a door are numbered over all
    that ever stood behind it.
    """

    source = models.ForeignKey(Shown, models.CASCADE, related_name="concerns")
    code = models.CharField(max_length=20)
    sort = models.CharField(max_length=6)
    docid = models.BigIntegerField()
    stands = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["code", "sort", "docid", "stands"], name="behind_door")]


class Former(models.Model):
    """What a document said in public until ``until``, when a new edition took its place; gone once it is taken back."""

    source = models.ForeignKey(Shown, models.CASCADE, related_name="formers")
    until = models.DateTimeField()
    title = models.CharField(max_length=500)
    fields = models.JSONField(default=dict)
    plain = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "until"], name="former_once")]


class OldAddress(models.Model):
    """Where something stood before: a path of the old site, and the record (``key``) or the file it led to."""

    path = models.CharField(max_length=500, unique=True)
    key = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=300, blank=True)


class Counter(models.Model):
    """How often something changed: ``frame``, ``all``, ``column:<code>``, ``unit:<code>``; ``serial`` numbers rows."""

    name = models.CharField(max_length=60, primary_key=True)
    number = models.BigIntegerField()


class Stale(models.Model):
    """What of the tree of files is to be written anew: rows by key (``item``), a list or the sitemap by its rows."""

    scope = models.CharField(max_length=60)
    low = models.BigIntegerField()
    high = models.BigIntegerField()


class Site(models.Model):
    """What the national site rules want on every page (国办发〔2017〕47号). One row."""

    name = models.CharField("网站名称", max_length=80)
    section = models.CharField("栏目名", max_length=40, default="政务公开")
    domain = models.CharField("域名", max_length=100, blank=True)
    id_code = models.CharField("网站标识码", max_length=10, blank=True)
    icp = models.CharField("ICP备案号", max_length=60, blank=True)
    police = models.CharField("公安备案号", max_length=60, blank=True)
    host = models.CharField("主办单位", max_length=80, blank=True)
    maker = models.CharField("承办单位", max_length=80, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    notice = models.CharField("页首说明", max_length=200, blank=True)
    index_pattern = models.CharField("索引号写法", max_length=60, default=index_pattern.STANDARD, blank=True)

    class Meta:
        verbose_name = "站点"

    def save(self, *args, **kwargs):
        from gongkai.publication import counters

        super().save(*args, **kwargs)
        counters.bump(["frame"])

    def __str__(self):
        return self.name
