"""Why a letter did not go, in words without an address: what the mail server said, and what follows from it."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Fault:
    """``lasting``: trying again would change nothing. ``unclear``: it may have been taken all the same. ``nobody``:
    the server itself did not answer, so that others that go by it need not try for the time of ``rest``.
    """

    says: str
    lasting: bool = False
    unclear: bool = False
    nobody: bool = False
    rest: timedelta = timedelta(minutes=1)


class Failed(Exception):
    """A message that did not go, with what is known of it."""

    def __init__(self, fault: Fault):
        super().__init__(fault.says)
        self.fault = fault


class Unreachable(Exception):
    """The mail server could not be spoken to at all; nothing of the letter was handed over."""


def read(fault: Exception) -> Fault:
    """What a fault means. Its own words are not told: an address may stand in them."""
    if isinstance(fault, Failed):
        return fault.fault
    if isinstance(fault, Unreachable):
        return Fault(_of_connection(fault.__cause__), nobody=True)
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = max((code for code, _ in fault.recipients.values()), default=0)
        return _refused("收件地址", code)
    if isinstance(fault, smtplib.SMTPSenderRefused):
        return Fault(f"发件地址没有被接受（{fault.smtp_code}）")
    if isinstance(fault, smtplib.SMTPResponseException):
        return _refused("信", fault.smtp_code)
    if isinstance(fault, OSError):  # SMTPServerDisconnected among them
        return Fault("发送时连接中断", unclear=True, nobody=True)
    return Fault(type(fault).__name__)


def _refused(what: str, code: int) -> Fault:
    if code >= 500:
        return Fault(f"{what}被邮件服务器拒绝（{code}）", lasting=True)
    return Fault(f"{what}被邮件服务器要求稍后再发（{code}）")


def _of_connection(fault: BaseException | None) -> str:
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return "邮件服务器不认账号或密码"
    if isinstance(fault, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return "与邮件服务器的加密连接没有建立"
    if isinstance(fault, TimeoutError | smtplib.SMTPServerDisconnected):
        return "邮件服务器没有回应"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"邮件服务器不接受连接（{fault.smtp_code}）"
    return "连不上邮件服务器"
