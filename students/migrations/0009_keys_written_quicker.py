"""The same keys of names, written in about half the time: what most names are is looked for first.

The columns stay as they are written: each function says of every name what it said before.
"""

from django.db import migrations

# A name of letters alone is folded where it stands, since the planner takes these two apart.
ORDER = r"""
CREATE OR REPLACE FUNCTION public.name_order(
  one text, two text DEFAULT '', three text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN one <> '' AND (one || two || three) COLLATE "C" ~ '^[a-zA-Z]*$'
            THEN lower((one || ' ' || two || ' ' || three) COLLATE "C")
            ELSE public.name_place(one, two, three) END
       || E'\t' || one || E'\t' || two || E'\t' || three
$$
"""
WORDS = r"""
CREATE OR REPLACE FUNCTION public.name_words(VARIADIC parts text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN parts[4] IS NULL AND (parts[1] || coalesce(parts[2], '')
                 || coalesce(parts[3], '')) COLLATE "C" ~ '^[a-zA-Z]*$'
            THEN replace(btrim(lower((parts[1] || ' ' || coalesce(parts[2], '')
                               || ' ' || coalesce(parts[3], '')) COLLATE "C")), '  ', ' ')
            ELSE public.name_pieces(parts) END
$$
"""
PLACE = """
CREATE OR REPLACE FUNCTION public.name_place(one text, two text, three text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
-- To be compared byte by byte: apostrophes are nothing, the words of one part hang together, and a
-- shorter part comes first.
BEGIN
  RETURN ltrim(translate(public.name_folded(one, true), ' ''', '-') || ' '
               || translate(public.name_folded(two, true), ' ''', '-') || ' '
               || translate(public.name_folded(three, true), ' ''', '-'));
END $$
"""
PIECES = """
CREATE OR REPLACE FUNCTION public.name_pieces(parts text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
-- The words of all parts, and then those of each part written together from each of them on, so
-- that "De La Cruz" has a word that begins so however it is typed.
DECLARE
  part text COLLATE "C";
  rest text COLLATE "C";
  words text COLLATE "C" := '';
  together text COLLATE "C" := '';
BEGIN
  FOREACH part IN ARRAY parts LOOP
    CONTINUE WHEN part = '';
    part := public.name_folded(part, false);
    IF strpos(part, '''') > 0 THEN
      part := btrim(regexp_replace(part, '[ '']+', ' ', 'g'));
    END IF;
    CONTINUE WHEN part = '';
    rest := part;
    WHILE strpos(rest, ' ') > 0 LOOP
      together := together || ' ' || replace(rest, ' ', '');
      rest := substr(rest, strpos(rest, ' ') + 1);
    END LOOP;
    words := words || ' ' || part;
  END LOOP;
  RETURN ltrim(words || together);
END $$
"""
WHOLLY = "ALTER FUNCTION public.name_folded(text, boolean) RENAME TO name_folded_wholly"
BACK = "ALTER FUNCTION public.name_folded_wholly(text, boolean) RENAME TO name_folded"
FOLDED = """
CREATE FUNCTION public.name_folded(given text, keeps_enye boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  written text COLLATE "C" := given;
  spanish text COLLATE "C";
BEGIN
  IF written ~ '^[a-zA-Z]+([ -][a-zA-Z]+)*$' THEN
    RETURN translate(lower(written), '-', ' ');
  END IF;
  -- Accents as they mostly are.
  spanish := CASE WHEN keeps_enye THEN replace(replace(written, 'ñ', 'n~'), 'Ñ', 'n~')
                  ELSE written END;
  spanish := translate(spanish, 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun');
  IF spanish ~ '^[a-zA-Z~]+([ -][a-zA-Z~]+)*$' AND strpos(written, '~') = 0 THEN
    RETURN translate(lower(spanish), '-', ' ');
  END IF;
  RETURN public.name_folded_wholly(written, keeps_enye);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0008_former_adults")]

    operations = [
        migrations.RunSQL(WHOLLY, BACK),
        migrations.RunSQL(FOLDED, "DROP FUNCTION public.name_folded(text, boolean)"),
        migrations.RunSQL(PLACE, migrations.RunSQL.noop),
        migrations.RunSQL(PIECES, migrations.RunSQL.noop),
        migrations.RunSQL(ORDER, migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
