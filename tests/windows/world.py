"""One of everything that an address of services, windows and cards can name, for the table of who may do what."""

from datetime import date

from gongkai.acts.models import Due
from gongkai.acts.taking import Opening, open_many
from gongkai.findings.cards import answering, issuing
from gongkai.registers.models import Line, Register
from gongkai.windows.bulletins import drawing
from gongkai.windows.bulletins.counting import Quarter
from gongkai.windows.centres import entering as centring
from gongkai.windows.events import entering as telling
from gongkai.windows.handling import receiving
from gongkai.windows.items import entering
from gongkai.windows.models import Part
from gongkai.windows.staffing import serving


def one_window(county, at):
    """The road bureau's own centre with a window, an item, a case in which it is asked too, a card."""
    told = centring.Told("county", "试县政务服务中心", county.topic, "政务", "某路", "工作日", "1", "2")
    centre = centring.open_many_centres([(county.roads, told)], county.ban, at)[0]
    window = serving.set_up_many([serving.Setting(county.roads, centre, "A1", "公路窗口", 1)], county.ban, at)[0]
    event = telling.enter_many([telling.Told(window, "banner", at.date(), "锦旗")], county.xin, at)[0]
    line = Line.objects.create(register=Register.objects.first(), key="9", name="某许可")
    item = entering.enter_many([line], county.xin, at)[0]
    row = receiving.take_in_many([receiving.Wish(item, "李小河", "1", by=county.xin)], at)[0].row

    def asked(cases):
        Part.objects.create(case=cases[0], whole=row)

    part = open_many("service_part", "send", [Opening(county.roads, "某许可", None, at, follows=True)], asked)[0]
    bulletin = drawing.draw_up(Quarter(date(2024, 10, 1), date(2024, 12, 31)), county.topic, county.ban, at)
    monitoring = answering.begin(county.ban, at)
    due = Due.objects.create(case=row.case, limit="x", role="proposer", started=at, due=at)
    card = issuing.issue([due], "yellow", at)[0]
    return {
        "centre": centre.pk, "service_window": window.pk, "window_event": event.pk, "service_item": item.pk,
        "service_case": row.pk, "joint_part": part.pk, "service_bulletin": bulletin.pk, "monitoring": monitoring.pk,
        "card": card.pk,
    }  # fmt: skip
