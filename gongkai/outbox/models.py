"""发件箱: what is to be sent, a row each under a key of its own. No word and no address of a message stands here."""

from django.db import models


class Way(models.TextChoices):
    MAIL = "mail", "邮件"
    SMS = "sms", "短信"
    WECOM = "wecom", "企业微信"
    ROBOT = "robot", "群机器人"


class Outcome(models.TextChoices):
    SENT = "sent", "已发出"
    DOUBTFUL = "doubtful", "已发出，可能发了两次"
    VOID = "void", "不必再发"
    FAILED = "failed", "没有发成"


class Message(models.Model):
    """``key`` says what it is and keeps it from being put twice; ``about`` is the row it is composed from when sent."""

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20)
    way = models.CharField("渠道", max_length=6, choices=Way.choices, default=Way.MAIL)
    about = models.BigIntegerField()
    at = models.DateTimeField("放入时间")
    due = models.DateTimeField("下次发送")
    tries = models.PositiveSmallIntegerField(default=0)
    begun = models.BooleanField("交给了邮件服务器，没有听到结果", default=False)
    repeated = models.BooleanField("再发过一次，可能重复", default=False)
    done = models.DateTimeField("办结时间", null=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices, blank=True)
    fault = models.CharField("没有发成的原因", max_length=40, blank=True)

    class Meta:
        verbose_name = "待发消息"
        indexes = [
            models.Index(fields=["done", "due"], name="to_be_sent"),
            models.Index(fields=["kind", "about"], name="sent_about"),
        ]
