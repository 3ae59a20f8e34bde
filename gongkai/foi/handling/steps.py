"""The steps between registration and archive: what the organ does, what the applicant does, what follows of itself."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Step
from gongkai.foi.handling import (
    charging,
    consulting,
    correcting,
    deciding,
    delivering,
    explaining,
    extending,
    parting,
    reopening,
)
from gongkai.foi.roles import HEADS, NOBODY, OFFICERS, SECRECY
from gongkai.foi.severing import gates as severing

STATES = {
    "correcting": "待补正", "extending": "待批延期", "charged": "待缴费", "explaining": "待说明理由",
    "proposed": "待保密审查", "cleared": "待审批", "approved": "待送达", "answered": "已答复", "archived": "已归档",
    "withdrawn": "已撤回", "merged": "已并案", "split": "已分拆",
}  # fmt: skip
UNDER_WAY = ("registered", "extending")
WAITING = (*UNDER_WAY, "correcting", "charged", "explaining")
OPEN = ("arrived", "received", *WAITING, "proposed", "cleared", "approved")
TO_HEAD = (deciding.is_whole, deciding.names_a_refusal, consulting.is_heard_out)

CORRECTING = (
    Step(
        "ask_correction", "correction_asked", "要求补正", ("registered",), "correcting", OFFICERS, ("条例-30",),
        asks=True, checks=(correcting.is_first, correcting.is_in_time),
    ),
    Step("correct", "corrected", "申请人补正", ("correcting",), "registered", NOBODY, ("条例-30",), follows=True),
    Step(
        "enter_correction", "corrected", "登记补正", ("correcting",), "registered", OFFICERS, ("条例-30",), asks=True,
    ),
)  # fmt: skip

CONSULTING = (
    Step(
        "ask_third_party", "asked_third_party", "征求第三方意见", UNDER_WAY, None, OFFICERS, ("条例-32",), asks=True,
    ),
    Step(
        "reach_third_party", "third_party_received", "登记第三方收到", WAITING, None, OFFICERS, ("条例-32",), asks=True,
        checks=(consulting.waits_to_be_reached("third_party"),),
    ),
    Step(
        "hear_third_party", "third_party_answered", "登记第三方意见", WAITING, None, OFFICERS, ("条例-32",), asks=True,
        checks=(consulting.waits("third_party"),),
    ),
    Step(
        "lapse_third_party", "third_party_lapsed", "第三方逾期未提意见", WAITING, None, OFFICERS, ("条例-32",),
        asks=True, checks=(consulting.waits("third_party"),),
    ),
    Step("ask_organ", "asked_organ", "征求其他机关意见", UNDER_WAY, None, OFFICERS, ("条例-34",), asks=True),
    Step(
        "reach_organ", "organ_received", "登记机关收到", WAITING, None, OFFICERS, ("条例-34",), asks=True,
        checks=(consulting.waits_to_be_reached("organ"),),
    ),
    Step(
        "hear_organ", "organ_answered", "登记机关意见", WAITING, None, OFFICERS, ("条例-34",), asks=True,
        checks=(consulting.waits("organ"),),
    ),
    Step(
        "lapse_organ", "organ_lapsed", "机关逾期视为同意", WAITING, None, OFFICERS, ("条例-34",), asks=True,
        checks=(consulting.waits("organ"),),
    ),
)  # fmt: skip

EXTENDING = (
    Step(
        "propose_extension", "extension_proposed", "提请延长", ("registered",), "extending", OFFICERS, ("条例-33",),
        asks=True, checks=(extending.is_first, extending.is_in_time),
    ),
    Step(
        "extend", "extended", "同意延长", ("extending",), "registered", HEADS, ("条例-33",),
        needs=("propose_extension",), not_by=("propose_extension",), checks=(extending.is_in_time,),
        then=extending.agree,
    ),
    Step(
        "refuse_extension", "extension_refused", "不同意延长", ("extending",), "registered", HEADS, ("条例-33",),
        says_why=True, then=extending.refuse,
    ),
    Step(
        "tell_extension", "extension_told", "告知延长", UNDER_WAY, None, OFFICERS, ("条例-33",), asks=True,
        checks=(extending.waits_to_be_told, extending.is_in_time),
    ),
)  # fmt: skip

CHARGING = (
    Step(
        "charge", "fee_noticed", "发收费通知", ("registered",), "charged", OFFICERS, ("条例-42",), asks=True,
        checks=(charging.is_first, charging.is_in_time),
    ),
    Step(
        "confirm_fee", "fee_notice_received", "申请人确认收到收费通知", ("charged",), None, NOBODY, ("条例-42",),
        follows=True, checks=(charging.waits_to_be_reached,),
    ),
    Step(
        "reach_fee", "fee_notice_received", "登记收到收费通知", ("charged",), None, OFFICERS, ("条例-42",), asks=True,
        checks=(charging.waits_to_be_reached,),
    ),
    Step("pay", "paid", "登记缴费", ("charged",), "registered", OFFICERS, ("条例-42",), asks=True),
)  # fmt: skip

EXPLAINING = (
    Step(
        "ask_reasons", "reasons_asked", "要求说明理由", ("registered",), "explaining", OFFICERS, ("条例-35",),
        asks=True, checks=(explaining.is_first,),
    ),
    Step("explain", "reasons_given", "申请人说明理由", ("explaining",), "registered", NOBODY, ("条例-35",),
         follows=True),
    Step("enter_reasons", "reasons_given", "登记理由", ("explaining",), "registered", OFFICERS, ("条例-35",),
         asks=True),
    Step(
        "delay", "delay_told", "确定延迟答复", UNDER_WAY, None, HEADS, ("条例-35",), not_by=("ask_reasons",), asks=True,
        checks=(explaining.is_explained, extending.is_in_time),
    ),
)  # fmt: skip

PARTING = (
    Step("split_off", "received", "分出办理", (), "registered", NOBODY, ("国办函〔2020〕109号",), follows=True),
    Step("split", "split", "分拆", ("registered",), "split", OFFICERS, ("国办函〔2020〕109号",), asks=True),
    Step(
        "merge", "merged", "并入另一件", ("registered",), "merged", OFFICERS, ("条例-36",), asks=True,
        checks=(parting.fits_the_other,), tells=parting.told_row,
    ),
    Step(
        "transfer", "transferred", "转其他单位办理", ("received", "registered"), None, OFFICERS, ("条例-10",),
        asks=True, checks=(parting.names_a_unit,), then=parting.pass_on,
    ),
    Step("withdraw", "withdrawn", "申请人撤回", OPEN, "withdrawn", NOBODY, ("条例-29",), follows=True,
         tells=parting.told_row, then=parting.count_withdrawn),
    Step("enter_withdrawal", "withdrawn", "登记撤回", OPEN, "withdrawn", OFFICERS, ("条例-29",), asks=True,
         tells=parting.told_row, then=parting.count_withdrawn),
)  # fmt: skip

DECIDING = (
    Step(
        "propose_decision", "decision_proposed", "送审公开的答复", ("registered",), "proposed", OFFICERS,
        ("条例-36", "条例-37"), binds=True, tells=deciding.tells,
        checks=(deciding.is_whole, deciding.names_a_release, consulting.is_heard_out, severing.materials_are_ready),
    ),
    Step(
        "propose_refusal", "decision_proposed", "送审其他答复",
        ("registered", "correcting", "charged", "explaining"), "cleared", OFFICERS,
        ("条例-36",), binds=True, checks=TO_HEAD, tells=deciding.tells,
    ),
    Step(
        "clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("条例-17",),
        needs=("propose_decision",), not_by=("propose_decision",), binds=True,
    ),
    Step(
        "approve", "approved", "审批", ("cleared",), "approved", HEADS, ("条例-45",),
        not_by=("propose_decision", "propose_refusal", "clear"), binds=True, checks=(deciding.stands,),
        tells=deciding.tells, then=deciding.keep_day,
    ),
    Step(
        "return", "returned", "退回", ("proposed", "cleared", "approved"), "registered", SECRECY | HEADS | OFFICERS,
        ("条例-45",), says_why=True,
    ),
    Step(
        "deliver", "replied", "送达", ("approved",), "answered", OFFICERS, ("条例-33", "条例-40"), needs=("approve",),
        asks=True, tells=deciding.tells,
    ),
    Step("sign", "reply_signed", "登记签收", ("answered", "archived"), None, OFFICERS, ("条例-40",), asks=True,
         checks=(delivering.is_not_signed,)),
    Step("archive", "archived", "归档", ("answered",), "archived", OFFICERS, ("条例-45",)),
    Step(
        "reopen", "reopened", "依复议决定、判决重新办理", ("answered", "archived"), "registered", OFFICERS,
        ("条例-51",), restarts=True, says_why=True, checks=(reopening.is_corrected,),
    ),
)  # fmt: skip

RECOUNT = Step(
    "recount", "recounted", "工作日历有变，重算期限", (*OPEN, "answered"), None, NOBODY, ("条例-33",), follows=True
)
STEPS = (*CORRECTING, *CONSULTING, *EXTENDING, *CHARGING, *EXPLAINING, *PARTING, *DECIDING, RECOUNT)
DUE_ROLE: dict[str, Role] = {}
