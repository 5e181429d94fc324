"""Who acted in whose place, what an event can be found by, its digest and the seals; then only additions."""

from __future__ import annotations

from django.db import migrations, models

import kernespor.foundation.audit.words
from kernespor.foundation.audit.digests import payload_digest
from kernespor.foundation.audit.words import words_of

HEAD_STAYS = """
    AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.verb = OLD.verb AND NEW.subject_type = OLD.subject_type
    AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id AND NEW.doer_id IS NOT DISTINCT FROM OLD.doer_id
    AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.subject_id IS NOT DISTINCT FROM OLD.subject_id
    AND NEW.payload_digest = OLD.payload_digest
"""
ERASES = (
    "OLD.erased_by IS NULL AND NEW.erased_by IS NOT NULL AND NEW.actor = '' AND NEW.subject = '' "
    "AND NEW.why = '' AND NEW.words IN ('', OLD.subject_type || ':' || COALESCE(OLD.subject_id, 0))"
)
SQLITE_WORDS = (
    """
    CREATE VIRTUAL TABLE audit_words USING fts5(
        words, content='audit_auditevent', content_rowid='id', detail=none,
        tokenize="unicode61 remove_diacritics 0 tokenchars '.:_'"
    )
    """,
    "INSERT INTO audit_words (audit_words) VALUES ('rebuild')",
    """
    CREATE TRIGGER audit_words_add AFTER INSERT ON audit_auditevent BEGIN
        INSERT INTO audit_words (rowid, words) VALUES (NEW.id, NEW.words);
    END
    """,
    """
    CREATE TRIGGER audit_words_erase AFTER UPDATE ON audit_auditevent BEGIN
        INSERT INTO audit_words (audit_words, rowid, words) VALUES ('delete', OLD.id, OLD.words);
        INSERT INTO audit_words (rowid, words) VALUES (NEW.id, NEW.words);
    END
    """,
)
SQLITE_REFUSES = (
    f"""
    CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_auditevent
    WHEN NOT ({ERASES} AND NEW.rows = '[]' {HEAD_STAYS.replace('IS NOT DISTINCT FROM', 'IS')})
    BEGIN SELECT RAISE(ABORT, 'audit events are only added'); END
    """,
    """
    CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_auditevent
    BEGIN SELECT RAISE(ABORT, 'audit events are only added'); END
    """,
    """
    CREATE TRIGGER audit_seal_stays BEFORE UPDATE ON audit_auditseal
    BEGIN SELECT RAISE(ABORT, 'audit seals are only added'); END
    """,
    """
    CREATE TRIGGER audit_seal_kept BEFORE DELETE ON audit_auditseal
    BEGIN SELECT RAISE(ABORT, 'audit seals are only added'); END
    """,
)
POSTGRESQL_WORDS = """
ALTER TABLE audit_auditevent ADD COLUMN words_vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED;
CREATE INDEX audit_event_words ON audit_auditevent USING gin (words_vector);
"""
POSTGRESQL_REFUSES = f"""
CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events and seals are only added';
END $$;
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_auditevent FOR EACH ROW
    WHEN (NOT ({ERASES} AND NEW.rows = '[]'::jsonb {HEAD_STAYS})) EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_auditevent FOR EACH ROW
    EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_seal_kept BEFORE UPDATE OR DELETE ON audit_auditseal FOR EACH ROW
    EXECUTE FUNCTION audit_only_added();
"""


def fill(apps, schema_editor):
    events = apps.get_model("audit", "AuditEvent").objects.using(schema_editor.connection.alias)
    for event in events.filter(payload_digest="").order_by("pk").iterator(chunk_size=500):
        events.filter(pk=event.pk).update(payload_digest=payload_digest(event), words=words_of(event))


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE_WORDS + SQLITE_REFUSES:
            schema_editor.execute(statement, params=None)
    else:
        schema_editor.execute(POSTGRESQL_WORDS, params=None)
        schema_editor.execute(POSTGRESQL_REFUSES, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RemoveIndex("auditevent", "audit_audit_subject_7c9afd_idx"),
        migrations.AlterField("auditevent", "at", models.DateTimeField()),
        migrations.AlterField("auditevent", "person_id", models.BigIntegerField(null=True)),
        migrations.AddField("auditevent", "doer_id", models.BigIntegerField(null=True)),
        migrations.AddField("auditevent", "unit_id", models.BigIntegerField(null=True)),
        migrations.AddField("auditevent", "payload_digest", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("auditevent", "erased_by", models.BigIntegerField(null=True)),
        migrations.AddField("auditevent", "words", kernespor.foundation.audit.words.WordsField(blank=True, default=""), preserve_default=False),
        migrations.AddIndex(
            "auditevent",
            models.Index(
                fields=["at", "id", "person_id", "doer_id", "unit_id", "verb", "subject_type", "subject_id"],
                name="audit_event_facets",
            ),
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("sealed_at", models.DateTimeField()),
                ("leaves", models.BinaryField()),
                ("head", models.CharField(max_length=64)),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(guard),
    ]
