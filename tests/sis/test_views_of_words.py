"""The page of words: what each touches, who may read it, and who says what it means."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts.choices import Role
from audit.models import AccessEvent, AuditEvent
from core.sql import rows
from sis.models import SourceWord
from students.models import Guardian
from tests.factories import GuardianFactory, SourceWordFactory, act
from tests.letters.world import NOON
from tests.sis.pages import page
from tests.world import hire, sign_in

pytestmark = pytest.mark.usefixtures("committed", "store")


def shown(browser, **asked):
    return page(browser, "words", data=asked).content.decode()


def say(browser, word, **data):
    return browser.post(f"/imports/words/{word.pk}", data)


def test_a_word_stands_with_what_it_touches_and_its_students(director, district):
    SourceWordFactory(
        word="QS",
        examples=[district.ana.pk],
        schools=[[district.oak.pk, 4], [district.pine.pk, 2]],
    )
    found = shown(director)
    for words in ("QS", "Language", "6 students", "7 rows", "Ito", "(4)"):
        assert words in found
    assert AccessEvent.objects.filter(
        page="sis:words", student_ids__contains=[district.ana.pk]
    ).exists()


def test_those_that_touch_most_stand_first(director):
    SourceWordFactory(word="FEW", students=5)
    SourceWordFactory(word="MANY", students=50)
    found = shown(director)
    assert found.index("MANY") < found.index("FEW")


def test_a_meaning_is_saved_with_who_and_when_and_moves_to_those_given(director):
    adult = GuardianFactory(language="QS")
    word = SourceWordFactory(word="QS")
    answer = say(director, word, meaning="Spanish")
    assert answer.status_code == 302
    assert Guardian.objects.get(pk=adult.pk).language == "Spanish"
    found = shown(director)
    assert "Every word can be read" in found
    assert "means: Spanish" in found
    given = shown(director, show="given")
    person = SourceWord.objects.get().given_by
    assert "Spanish" in given
    assert person in given
    # Back again, by a bare click.
    director.post(f"/imports/words/{word.pk}/take-back")
    assert Guardian.objects.get(pk=adult.pk).language == "QS"
    assert "QS" in shown(director)


def test_a_double_click_says_that_it_was_done(director):
    word = SourceWordFactory(word="QS")
    for _ in range(2):
        say(director, word, meaning="Spanish")
    assert AuditEvent.objects.filter(action="import.meaning-given").count() == 1
    assert "somebody has given this word a meaning by now" in shown(director)


@pytest.mark.parametrize("meaning", ["", "Klingon"])
def test_what_is_no_meaning_is_said_beside_its_box(director, meaning):
    word, other = SourceWordFactory(word="QS"), SourceWordFactory(word="QT")
    answer = say(director, word, meaning=meaning)
    assert answer.status_code == 422
    found = answer.content.decode()
    assert f'id="meaning-{word.pk}-meaning_error"' in found
    assert f'id="meaning-{other.pk}-meaning_error"' not in found
    assert SourceWord.objects.filter(meaning="").count() == 2


def test_a_rare_word_is_shown_to_who_may_read_its_records_alone(district):
    SourceWordFactory(word="mums friend Bo", kind="relation", students=4, rows=4)
    common = SourceWordFactory(word="QS", students=5)
    browser = sign_in(hire(Role.SYSTEM_ADMINISTRATOR))
    found = shown(browser)
    assert "QS" in found
    assert "friend Bo" not in found
    assert "1 rare word is shown only" in found
    assert say(browser, common, meaning="Spanish").status_code == 302
    rare = SourceWord.objects.get(kind="relation")
    assert say(browser, rare, meaning="mother").status_code == 404
    assert "friend Bo" in shown(sign_in(hire(Role.DIRECTOR)))


def test_a_coordinator_sees_students_of_the_region_and_no_boxes(district):
    SourceWordFactory(word="QS", examples=[district.ana.pk, district.dov.pk])
    found = shown(sign_in(hire(Role.FIELD_COORDINATOR, district.north)))
    assert district.ana.sis_id in found
    assert district.dov.sis_id not in found
    assert "<select" not in found.partition("<tbody>")[2]
    said = {"meaning": "Spanish", "given_at": act().at, "given_by": "Bo"}
    SourceWordFactory(word="QP", **said)
    for role, place in ((Role.FIELD_COORDINATOR, district.north), (Role.DIRECTOR, None)):
        given = shown(sign_in(hire(role, place)), show="given")
        assert "QP" in given
        assert ("Take back" in given) is (role == Role.DIRECTOR)


@pytest.mark.parametrize("kind", ["relation", "population"])
def test_nobody_is_named_beside_a_word_that_may_tell_of_a_placement(district, kind):
    SourceWordFactory(kind=kind, word="FFA", examples=[district.ana.pk])
    coordinator = sign_in(hire(Role.FIELD_COORDINATOR, district.north))
    assert "FFA" in shown(coordinator)
    assert district.ana.sis_id not in shown(coordinator)
    boss = hire(Role.DIRECTOR)
    assert district.ana.sis_id not in shown(sign_in(boss))
    hire(Role.LIAISON, to=boss)
    assert district.ana.sis_id in shown(sign_in(boss))


def test_words_are_narrowed_by_kind(director):
    SourceWordFactory(word="QS")
    SourceWordFactory(word="FM", kind="relation")
    found = shown(director, kind="relation").partition("<tbody>")[2]
    assert "FM" in found
    assert "QS" not in found


def test_markup_in_a_word_is_only_text(director):
    SourceWordFactory(word='<b id="x">"&')
    found = shown(director)
    assert '<b id="x">' not in found
    assert "&lt;b id=&quot;x&quot;&gt;&quot;&amp;" in found


def test_however_many_words_the_page_asks_as_often(
    director, district, django_assert_max_num_queries
):
    def more(count):
        for _ in range(count):
            SourceWordFactory(examples=[district.ana.pk], schools=[[district.oak.pk, 1]])

    more(2)
    shown(director)
    more(15)
    with django_assert_max_num_queries(16):
        shown(director)


def command(name, *told):
    out = io.StringIO()
    call_command(name, *told, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_commands_list_give_and_take_back():
    adult = GuardianFactory(language="QS")
    SourceWordFactory(word="QS")
    SourceWordFactory(word="", kind="exit", students=1)
    assert [one["word"] for one in command("list_words")["words"]] == ["QS", "(none)"]
    given = command("give_meaning", "language", "qs", "Spanish")
    assert (given["changed"], given["meaning"], given["given_by"]) == (
        1,
        "Spanish",
        "give_meaning",
    )
    assert Guardian.objects.get(pk=adult.pk).language == "Spanish"
    with pytest.raises(CommandError) as again:
        command("give_meaning", "language", "QS", "Spanish")
    assert again.value.returncode == 3
    assert command("list_words", "--given")["words"][0]["word"] == "QS"
    command("take_back_meaning", "language", "QS")
    assert Guardian.objects.get(pk=adult.pk).language == "QS"
    assert command("give_meaning", "exit", "(none)", "never-came")["changed"] == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (("language", "ZZ", "Spanish"), "see list_words"),
        (("language", "QS", "Klingon"), "Spanish"),
    ],
)
def test_a_command_that_cannot_be_says_what_can(told, says):
    SourceWordFactory(word="QS")
    with pytest.raises(CommandError, match=says) as problem:
        command("give_meaning", *told)
    assert problem.value.returncode == 2
    assert rows("SELECT 1 FROM sis_sourceword WHERE meaning = ''")


def test_a_word_of_the_given_stands_with_its_moment():
    SourceWordFactory(word="QS", meaning="Spanish", given_at=NOON, given_by="Ana")
    assert "Ana" in shown(sign_in(hire(Role.DIRECTOR)), show="given")
