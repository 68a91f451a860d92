"""The made-up district as the plain bundle that a SIS would send: one file a table, whole."""

from pathlib import Path

from django.db import connection

FILES = {
    "schools.csv": """
SELECT k.sis_id AS school_id, k.name, k.level, r.name AS region, k.cds_code, k.is_charter
FROM students_school k LEFT JOIN students_region r ON r.id = k.region_id""",
    "codes.csv": "SELECT code, label, kind, excuse, minutes FROM attendance_attendancecode",
    "bell.csv": """
SELECT k.sis_id AS school_id, b.period, b.minutes
FROM attendance_bellperiod b JOIN students_school k ON k.id = b.school_id ORDER BY 1, b.position""",
    "calendar.csv": """
SELECT k.sis_id AS school_id, d.date, d.is_school_day, d.note
FROM students_schoolday d JOIN students_school k ON k.id = d.school_id""",
    "students.csv": """
SELECT sis_id AS student_id, first_name, middle_name, last_name, birth_date, sex,
       street, city, state, zip, email, ssid, home_language FROM students_student""",
    "guardians.csv": """
SELECT a.sis_id AS guardian_id, s.sis_id AS student_id,
       coalesce(nullif(g.relation_text, ''), g.relation) AS relation, g.primary, g.lives_with,
       a.first_name, a.last_name, a.street, a.city, a.state, a.zip, a.phone, a.phone2, a.email,
       a.language, a.interpreter, g.holds_education_rights, g.receives_mail, g.no_contact,
       g.court_order, g.order_ends, g.safe_address, g.caregiver_affidavit, g.agency_worker
FROM students_guardianship g JOIN students_guardian a ON a.id = g.guardian_id
JOIN students_student s ON s.id = g.student_id WHERE g.is_current""",
    "enrollments.csv": """
SELECT s.sis_id AS student_id, k.sis_id AS school_id, e.entry_date, e.exit_date, e.grade,
       e.entry_type, e.exit_type
FROM students_enrollment e JOIN students_student s ON s.id = e.student_id
JOIN students_school k ON k.id = e.school_id""",
    "populations.csv": """
SELECT s.sis_id AS student_id, coalesce(nullif(p.label, ''), p.kind) AS population, p.start, p.end
FROM students_population p JOIN students_student s ON s.id = p.student_id""",
    "submissions.csv": """
SELECT k.sis_id AS school_id, b.date, b.period, b.section, b.taken
FROM attendance_submission b JOIN students_school k ON k.id = b.school_id""",
    "marks.csv": """
SELECT s.sis_id AS student_id, k.sis_id AS school_id, m.date, m.period, c.code, m.minutes_missed,
       m.reason
FROM attendance_mark m JOIN students_student s ON s.id = m.student_id
JOIN students_school k ON k.id = m.school_id
JOIN attendance_attendancecode c ON c.id = m.code_id""",
}
# What those files fill, for the COPY that the import is held against.
TABLES = (
    "students_school",
    "students_schoolday",
    "students_household",
    "students_student",
    "students_guardian",
    "students_guardianship",
    "students_enrollment",
    "students_population",
    "attendance_attendancecode",
    "attendance_bellperiod",
    "attendance_submission",
    "attendance_mark",
)


def write(folder: Path) -> None:
    """Write the bundle into a new folder."""
    folder.mkdir()
    for name, query in FILES.items():
        with connection.cursor() as cursor, (folder / name).open("w") as file:
            cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv, HEADER)", file)


def copy_out(folder: Path) -> None:
    """Write the rows of the tables as COPY reads them."""
    folder.mkdir()
    for table in TABLES:
        with connection.cursor() as cursor, (folder / table).open("w") as file:
            cursor.copy_expert(f"COPY {table} TO STDOUT", file)
