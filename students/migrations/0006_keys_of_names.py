"""What a name is in a list and for a search, as the database itself writes it.

An ICU collation orders names as well, but not every server has ICU, and then a list would be in
one order here and in another there. This needs nothing but UTF-8: marks are taken off by their
numbers, and no letter is compared or made small by what a server believes of a language.
"""

from django.db import migrations


def _letters(first, last, step=1):
    return "".join(map(chr, range(first, last + 1, step)))


def _shifted(letters, by):
    return "".join(chr(ord(letter) + by) for letter in letters)


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


# The two parts of a word hang together over one of these, and are found apart or together.
APOSTROPHES = "\u00b7\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\ua78c\u055a\u05f3"
# What else stands in a name and is no letter of it.
GAPS = "".join(
    (
        '\t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_{|}~',
        "\u00a0\u00ab\u00bb\u201a\u201c\u201d\u201e\u2022\u2212",
        _letters(0x2010, 0x2015),
    )
)
# Letters that no decomposition takes apart.
SINGLE = dict(zip("ÐðĐđĦħıŁłØøŦŧŊƏς", "ddddhhilloottŋəσ", strict=True))
DOUBLE = {"ß": "ss", "ẞ": "ss", "Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "Þ": "th", "þ": "th"}
# Capitals of languages in Latin letters with letters of their own; they stand in no order.
LATIN = "ƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎ"
LATIN_SMALL = "ɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏ"
# First and last capital of a row, the step within it, and how far the small letters are.
ROWS = (
    (0x391, 0x3A1, 1, 0x20),  # Greek
    (0x3A3, 0x3A9, 1, 0x20),
    (0x402, 0x40F, 1, 0x50),  # Cyrillic
    (0x410, 0x42F, 1, 0x20),
    (0x460, 0x480, 2, 1),
    (0x48A, 0x4BE, 2, 1),
    (0x4D0, 0x52E, 2, 1),
    (0x531, 0x556, 1, 0x30),  # Armenian
)
CAPITALS = LATIN + "".join(_letters(first, last, step) for first, last, step, _ in ROWS)
SMALL = LATIN_SMALL + "".join(
    _shifted(_letters(first, last, step), by) for first, last, step, by in ROWS
)
COMMON_MARKS = _letters(0x300, 0x30C) + "\u0323\u0327\u0328\u031b"
# Accents, the points of Hebrew and Arabic, and what nobody sees.
MARKS = (
    r"[\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670\u00AD\u1AB0-\u1AFF"
    r"\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\u20D0-\u20FF\uFE20-\uFE2F\uFEFF]"
)
REST = "written"
for _letter, _two in DOUBLE.items():
    REST = f"replace({REST}, '{_letter}', '{_two}')"

FOLDED = f"""
CREATE FUNCTION public.name_folded(given text, keeps_enye boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
-- Small letters without marks, words with one space between them, every apostrophe as '. An ñ that
-- is kept is n~, which comes after nz. What is rarer is looked for only where it can be.
DECLARE
  written text COLLATE "C" := given;
BEGIN
  IF written ~ '^[a-zA-Z]*$' THEN
    RETURN lower(written);
  END IF;
  IF octet_length(written) > length(written) THEN
    written := normalize(replace(written, '\u00b4', ''''), NFKD);
  END IF;
  written := translate(written, {_quoted(GAPS + "`")}, {_quoted(" " * len(GAPS) + "'")});
  IF octet_length(written) > length(written) THEN
    IF keeps_enye THEN
      written := replace(replace(written, 'n\u0303', 'n~'), 'N\u0303', 'n~');
    END IF;
    written := translate(written, '{COMMON_MARKS}', '');
  END IF;
  IF octet_length(written) > length(written) THEN
    written := translate(written, '{APOSTROPHES}', {_quoted("'" * len(APOSTROPHES))});
    written := translate({REST}, '{"".join(SINGLE) + CAPITALS}',
                         '{"".join(SINGLE.values()) + SMALL}');
    written := regexp_replace(written, '{MARKS}', '', 'g');
  END IF;
  IF written ~ '^ |  | $' THEN
    written := btrim(regexp_replace(written, ' +', ' ', 'g'));
  END IF;
  RETURN lower(written);
END $$
"""
ORDER = """
CREATE FUNCTION public.name_order(
  one text, two text DEFAULT '', three text DEFAULT '') RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
-- To be compared byte by byte: apostrophes are nothing, the words of one part hang together, a
-- shorter part comes first, and equal ones follow each other as they are written.
SELECT ltrim(translate(public.name_folded(one, true), ' ''', '-') || ' '
             || translate(public.name_folded(two, true), ' ''', '-') || ' '
             || translate(public.name_folded(three, true), ' ''', '-'))
       || E'\\t' || one || E'\\t' || two || E'\\t' || three
$$
"""
WORDS = """
CREATE FUNCTION public.name_words(VARIADIC parts text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
-- The words of all parts, and then those of each part written together from each of them on, so
-- that "De La Cruz" has a word that begins so however it is typed.
DECLARE
  part text COLLATE "C";
  pieces text[];
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
    IF strpos(part, ' ') > 0 THEN
      pieces := string_to_array(part, ' ');
      FOR n IN 1 .. cardinality(pieces) - 1 LOOP
        together := together || ' ' || array_to_string(pieces[n:], '');
      END LOOP;
    END IF;
    words := words || ' ' || part;
  END LOOP;
  RETURN ltrim(words || together);
END $$
"""
ID = """
CREATE FUNCTION public.id_key(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT ltrim(regexp_replace(lower(given COLLATE "C"), '[^0-9a-z]', '', 'g'), '0')
$$
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0005_history_planned_anew")]

    operations = [
        migrations.RunSQL(FOLDED, "DROP FUNCTION public.name_folded(text, boolean)"),
        migrations.RunSQL(ORDER, "DROP FUNCTION public.name_order(text, text, text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION public.name_words(text[])"),
        migrations.RunSQL(ID, "DROP FUNCTION public.id_key(text)"),
    ]
