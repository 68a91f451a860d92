"""Three children of a small file of students, and how it is loaded."""

from datetime import date

from students.models import Student
from tests.sis.bundles import import_sis

HEAD = "student_id,first_name,last_name,birth_date\n"
ROWS = "1,Ana,Núñez,2015-03-01\n2,Ben,Okafor,2014-05-06\n3,Cai,Lin,2013-07-08\n"
PEOPLE = {
    ("1", "Ana", "Núñez", date(2015, 3, 1)),
    ("2", "Ben", "Okafor", date(2014, 5, 6)),
    ("3", "Cai", "Lin", date(2013, 7, 8)),
}


def people():
    return set(Student.objects.values_list("sis_id", "first_name", "last_name", "birth_date"))


def load(bundle, text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    folder = bundle()
    (folder / "students.csv").write_bytes(content)
    return import_sis(folder, **options)
