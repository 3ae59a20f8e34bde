"""Every edition learns the column it was read under, every document how it stands; their hashes stay as they are."""

from django.db import migrations

TOPIC = (
    "UPDATE disclosures_edition SET topic_id = (SELECT record.topic_id FROM disclosures_disclosure record "
    "WHERE record.case_id = disclosures_edition.disclosure_id) WHERE topic_id IS NULL"
)
VALIDITY = (
    "UPDATE disclosures_disclosure SET validity = (SELECT live.validity FROM disclosures_edition live "
    "WHERE live.id = disclosures_disclosure.live_id) WHERE live_id IS NOT NULL"
)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0002_documents")]
    operations = [
        migrations.RunSQL(TOPIC, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(VALIDITY, migrations.RunSQL.noop, elidable=True),
    ]
