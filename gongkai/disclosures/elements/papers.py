"""What the staff page of a document tells besides its text: its elements, what it lacks, what bears its number."""

from datetime import datetime

from django.urls import reverse

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures import concerns
from gongkai.disclosures.elements import linking
from gongkai.disclosures.elements.paper_gates import lacks, namesakes
from gongkai.disclosures.models import Disclosure, Edition


def facts(row: Disclosure, edition: Edition) -> list[tuple[str, object]]:
    """Elements of an official paper (DY-5, KF-0), how long it took to come out, how it stands today."""
    standing = row.get_validity_display() if row.validity else edition.get_validity_display()
    return [
        ("有效性", f"{standing}。{row.validity_note}" if row.validity_note else standing),
        ("施行日期", edition.effective_on), ("有效期至", edition.expires_on), ("主送", edition.addressees),
        ("抄送", edition.copied), ("落款", edition.signed), ("印发日期", edition.issued_on),
        ("印发份数", edition.copies), ("主题词", edition.subject_words), ("目录标题", edition.public_title),
        ("适用对象", concerns.named(edition.concerns)), ("解读形式", "、".join(edition.forms.split())),
        ("解读人", f"{edition.explainer_rank}{edition.explainer}"),
        ("成文到公开", _took(edition, row.published)),
    ]  # fmt: skip


def beside(row: Disclosure, edition: Edition) -> dict:
    """Context of ``disclosures/beside.html``."""
    same = [{"text": f"发文字号“{edition.doc_no}”与{other}相同，请核对"} for other in namesakes(edition)]
    missing = [{"text": says, "link": _interpret(row) if "解读" in says else None} for says in lacks(row)]
    archived = Act.objects.filter(case=row.pk, step="archive").exists()
    package = reverse("disclosures:package", args=[row.pk]) if archived else ""
    return {"package": package, "told": same + missing, "relations": linking.relations(row, edition)}


def _interpret(row: Disclosure) -> tuple[str, str]:
    return "写解读", f"{reverse('disclosures:form')}?interprets={row.pk}"


def _took(edition: Edition, published: datetime | None) -> str:
    """成文 to 公开 in days (KF-0: signed 26 March, out 1 April)."""
    if published is None:
        return ""
    return f"{(published.astimezone(BEIJING).date() - edition.formed_on).days}天"
