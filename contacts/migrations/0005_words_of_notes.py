"""The words of a note's text, for a search: small letters without accents, apostrophes closed up."""

import django.contrib.postgres.indexes
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations
from django.db.models import F, Func

WORDS = """
CREATE FUNCTION public.text_words(given text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
-- As students.rules.words has them; a word longer than an index takes is left out.
SELECT to_tsvector('pg_catalog.simple'::regconfig,
                   translate(public.name_folded(given, false), '''', ''))
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_forget_immigration_status"),
        ("students", "0006_keys_of_names"),
    ]

    operations = [
        migrations.RunSQL(WORDS, "DROP FUNCTION public.text_words(text)"),
        migrations.AddIndex(
            model_name="note",
            index=django.contrib.postgres.indexes.GinIndex(
                Func(F("text"), function="public.text_words", output_field=SearchVectorField()),
                name="note_by_word",
            ),
        ),
    ]
