"""Keys of names and ids that the database writes: the order of lists, and what finds somebody.

Names from data made up for a district's office: apostrophes as systems write them, accents, and
names of several words.
"""

# ruff: noqa: RUF001 - names as people write them

import unicodedata
from random import Random

import pytest
from django.db.models import Q

from accounts.models import User
from core import sql
from students.models import Guardian, Region, School, Student
from students.queries import known_as, with_words, words_of
from students.rules.names import by_name
from students.rules.words import plain, plain_id
from tests.factories import GuardianFactory, SchoolFactory, StudentFactory

pytestmark = pytest.mark.django_db

IN_ORDER = (
    "Adams", "Álvarez", "de", "De La Cruz", "de la Torre", "Dean", "Delacruz", "Lopez", "López",
    "Lopez-Ruiz", "López Ruiz", "Łukasz", "Nava", "Nzinga", "Ñañez", "Oak", "O'Brien", "OBrien",
    "O‘Bríen", "O’Brien", "Obrin", "Olson", "Ørsted", "Osei", "Ōta", "Peck", "Smith", "Smith-Jones",
    "Smithers", "St. Pierre", "Strasse", "Straße", "Zuniga", "Zúñiga", "Адамян", "Яковлев", "Ադամյան",
    "김",
)  # fmt: skip


def in_order(names):
    return list(names.order_by(*by_name()).values_list("last_name", flat=True))


def test_names_stand_in_the_order_of_the_alphabet_whatever_their_accents_and_capitals():
    mixed = [*IN_ORDER]
    Random(3).shuffle(mixed)
    for name in mixed:
        StudentFactory(first_name="Tess", last_name=name)
    assert in_order(Student.objects.all()) == [*IN_ORDER]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("Nava", "Zoe", ""), ("Nava Ruiz", "Ana", "")),
        (("Nava", "Ana", ""), ("Nava", "Ana", "Maria")),
        (("Nava", "Ana", "Zoe"), ("Nava", "Ana Maria", "")),
        (("Nava", "", ""), ("Nava", "Ana", "")),
        (("Ito", "Ana", ""), ("", "Jo", "")),  # one name only stands by that
        (("", "Ito", ""), ("Ito", "Ana", "")),
        (("Nunez", "Zoe", ""), ("Nuñez", "Ana", "")),
        (("Nunzio", "Ana", ""), ("Nuñez", "Ana", "")),
        (("Nuñez", "Ana", ""), ("Nuo", "Ana", "")),
        (("Nuñez", "Ana", ""), ("Nuñez", "Zoe", "")),
        (("NUN\u0303EZ", "Ana", ""), ("Nuñez", "Bea", "")),  # decomposed, in capitals
        (("Lopez", "Ana", ""), ("López", "Ana", "")),  # equal but as they are written
        (("López", "Ana", ""), ("Lopez", "Bea", "")),
    ],
)
def test_a_shorter_name_comes_first_and_the_next_part_decides(first, then):
    keys = [
        StudentFactory(last_name=last, first_name=name, middle_name=middle).name_order
        for last, name, middle in (first, then)
    ]
    assert keys[0] < keys[1]


def test_one_name_twice_is_in_the_order_of_the_keys():
    twins = StudentFactory.create_batch(5, last_name="Twin", first_name="Ana")
    assert list(Student.objects.order_by(*by_name())) == twins


def test_schools_regions_and_staff_stand_in_the_same_order():
    names = ["Adams", "Álvarez", "Nava", "Ñañez", "Olson", "Ørsted", "St. Mary's", "Zuniga"]
    for number, name in enumerate(reversed(names)):
        SchoolFactory(name=name)
        Region.objects.create(code=f"r{number}", name=name)
        User.objects.create(email=f"u{number}@example.org", name=name)
    for model in (School, Region, User):
        found = model.objects.filter(name__in=names).order_by(*by_name())
        assert [row.name for row in found] == names, model


def test_an_order_is_bytes_on_every_server():
    """The collation of the column is its own, not the one of the database."""
    written = sql.tuples(
        "SELECT table_name, collation_name FROM information_schema.columns"
        " WHERE column_name IN ('name_order', 'search_key', 'id_key') AND table_schema = 'public'"
    )
    assert {collation for _, collation in written} == {"C"}
    assert {table for table, _ in written} == {
        "accounts_user", "students_guardian", "students_region", "students_school", "students_student",
    }  # fmt: skip


def test_keys_follow_a_change_of_the_name_in_whatever_way_it_came():
    student = StudentFactory(last_name="Abel", sis_id="a1")
    Student.objects.filter(pk=student.pk).update(last_name="Ñ", sis_id="B2")
    student.refresh_from_db()
    assert student.name_order.startswith("n~ ")
    assert "n" in student.search_key.split()
    assert student.id_key == "b2"


# --- Found ----------------------------------------------------------------------------------

FOUND = [
    ("O'Brien", ("obrien", "o'brien", "o’brien", "O`Brien", "o brien", "brien", "OBRI")),
    ("OBrien", ("obrien", "o'brien", "o’brien", "o brien", "tess o brien", "o brien tess")),
    ("D‘Angelo", ("dangelo", "d'angelo", "d angelo", "d\u00b4angelo", "angelo")),
    ("O`Malley", ("omalley", "o'malley", "o malley")),
    ("De La Cruz", ("delacruz", "de la cruz", "dela cruz", "de lacruz", "lacruz", "cruz", "tess delacruz")),
    ("Delacruz", ("delacruz", "de la cruz", "de la cruz tess", "tess de la cruz", "dela cruz")),
    ("Kaʻahumanu", ("kaahumanu", "ka'ahumanu", "ka ahumanu", "kaʻahumanu")),
    ("St. Pierre", ("stpierre", "st pierre", "st. pierre", "pierre")),
    ("StPierre", ("stpierre", "st pierre", "st.pierre")),
    ("Smith-Jones", ("smith jones", "smithjones", "smith-jones", "jones", "jones smith")),
    ("McDonald-O’Neil", ("oneil", "o'neil", "mcdonald oneil", "mcdonaldoneil", "neil", "mcd o n")),
    ("MacDonald", ("macdonald", "mac donald")),
    ("Nuñez", ("nunez", "nuñez", "NUN\u0303EZ")),
    ("Nunez", ("nunez", "nuñez")),
    ("Straße", ("strasse", "straße")),
    ("Đỗ", ("do", "đỗ")),
    ("Ørsted", ("orsted", "ørsted")),
]  # fmt: skip
TYPED = [(name, text) for name, texts in FOUND for text in texts]


@pytest.mark.parametrize(("name", "text"), TYPED)
def test_a_name_is_found_however_it_is_typed(name, text):
    student = StudentFactory(first_name="Tess", last_name=name)
    adult = GuardianFactory(first_name="Tess", last_name=name)
    StudentFactory(first_name="Wim", last_name="Vos")
    assert list(Student.objects.filter(known_as(text))) == [student]
    assert list(Guardian.objects.filter(with_words(words_of(text), "search_key"))) == [adult]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("O'Brien", "rien"),
        ("De La Cruz", "acruz"),
        ("De La Cruz", "delator"),
        ("Smith-Jones", "smiths"),
        ("Smith", "smith jones"),
        ("Obrien", "o brian"),
        ("Nuñez", "n_nez"),
    ],
)
def test_a_name_is_not_found_by(name, text):
    StudentFactory(first_name="Tess", last_name=name)
    assert not Student.objects.filter(known_as(text)).exists()


@pytest.mark.parametrize(
    ("sis_id", "text"),
    [
        ("C11001", "c11001"),
        ("c11001", "C11001"),
        ("C-11001", "c11001"),
        ("C11001", "c-11001"),
        ("C11001", " C 11001 "),
        ("00901", "901"),
        ("901", "00901"),
        ("00901", "00901"),
    ],
)
def test_an_id_is_found_however_it_is_typed(sis_id, text):
    student = StudentFactory(sis_id=sis_id, first_name="Tess", last_name="Vos")
    StudentFactory(sis_id="9010", first_name="Wim", last_name="Vos")
    assert list(Student.objects.filter(known_as(text))) == [student]


@pytest.mark.parametrize("text", ["0", "000", "-0-"])
def test_zeros_alone_are_nobody_s_id(text):
    StudentFactory(sis_id="000")
    assert not Student.objects.filter(known_as(text)).exists()


@pytest.mark.parametrize("text", ["", " ", "'", "-", "’"])
def test_a_text_without_a_word_narrows_nothing(text):
    assert words_of(text) == []
    assert known_as(text) == Q()


def test_six_words_at_most_are_looked_for():
    assert words_of("a b c d e f g") == ["a", "b", "c", "d", "e", "f"]


# --- The two that say what a letter is ------------------------------------------------------

BLOCKS = (
    (0x20, 0x24F), (0x2B0, 0x2C0), (0x386, 0x3CE), (0x400, 0x4BF), (0x4D0, 0x587), (0x5D0, 0x5EA),
    (0x621, 0x65F), (0x1E00, 0x1EF9), (0x2010, 0x2027), (0x202A, 0x2040), (0x4E00, 0x4E20),
    (0xAC00, 0xAC20), (0xFF01, 0xFF5E),
)  # fmt: skip


def test_what_is_typed_is_read_as_what_is_on_file_letter_by_letter():
    letters = [
        f"a{chr(number)}b"
        for first, last in BLOCKS
        for number in range(first, last + 1)
        if unicodedata.category(chr(number)) not in ("Cc", "Cn")
    ]
    kept = sql.tuples(
        "SELECT given, replace(name_folded(given, false), '''', '')"
        " FROM unnest(%(letters)s) given",
        {"letters": letters},
    )
    assert {given: folded for given, folded in kept if folded != plain(given)} == {}


def test_a_letter_is_read_alike_whatever_else_the_name_has():
    """What most names are is looked for first: that way and the whole one say the same."""
    letters = "aZéÉñÑüçßøÆ’'- .·~łİ김"
    names = [one + two + three for one in letters for two in letters for three in letters]
    kept = sql.tuples(
        "SELECT given FROM unnest(%(names)s) given, (VALUES (true), (false)) k (keeps)"
        " WHERE name_folded(given, keeps) <> name_folded_wholly(given, keeps)",
        {"names": names},
    )
    assert kept == []


@pytest.mark.parametrize("sis_id", ["C-11001", "00901", "a_b.c", "Ñ7", "000", " 12 "])
def test_an_id_is_read_as_the_one_on_file(sis_id):
    assert sql.value("SELECT id_key(%(sis_id)s)", {"sis_id": sis_id}) == plain_id(sis_id)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Íñigo  Núñez-Castro", "inigo nunez castro"),
        ("Ánh Đỗ", "anh do"),
        ("  O’Neil Łukasz", "oneil lukasz"),
        ("서연 Kim", "서연 kim"),
        ("Straße", "strasse"),
        ("Gal·la", "galla"),
        ("\u200bIto\u00ad", "ito"),
    ],
)
def test_a_text_without_accents(text, words):
    assert plain(text) == unicodedata.normalize("NFKD", words)
