"""Grades, credits and discipline of some students, for their page and their packets."""

from datetime import date

from demo import staging

COURSES = {
    "middle": ("English", "Mathematics", "Science", "History", "Physical Education", "Art"),
    "high": ("English", "Algebra", "Biology", "World History", "Physical Education", "Spanish"),
}
# Students of the older levels who do not come regularly, and one in 25 of the others.
CHOSEN = """
SELECT DISTINCT ON (c.number) c.number, c.student_id, c.level, c.habit, s.grade_number
FROM staging.demo_course c JOIN staging.demo_student s USING (number)
WHERE c.level <> 'elementary'
    AND (c.habit IN ('disengaged', 'slipping') OR staging.pick(c.number, 'record', 25) = 0)
ORDER BY c.number, c.entry_date
"""
GRADES = """
INSERT INTO students_schoolrecord (student_id, kind, position, data)
SELECT r.student_id, 'grade', co.position, jsonb_build_object(
    'term', 'Progress report 1', 'course', co.course, 'period', co.position::text,
    'mark', (CASE r.habit WHEN 'disengaged' THEN '{D,F,F,F,NM,C}'::text[]
        WHEN 'slipping' THEN '{B,C,C,D,D,F}' ELSE '{A,A,B,B,C,D}' END)
        [1 + staging.pick(r.number * 8 + co.position, 'grade mark', 6)])
FROM staging.demo_chosen r JOIN staging.demo_subject co USING (level)
ORDER BY r.number, co.position
"""
CREDITS = """
INSERT INTO students_schoolrecord (student_id, kind, position, data)
SELECT student_id, 'credit', 1, jsonb_build_object(
    'earned', greatest(0, (grade_number - 9) * 60 - staging.pick(number, 'credits', 8) * 5
        - CASE habit WHEN 'disengaged' THEN 40 WHEN 'slipping' THEN 15 ELSE 0 END),
    'required', 210, 'on_track_at', (grade_number - 9) * 60)
FROM staging.demo_chosen WHERE level = 'high' ORDER BY number
"""
DISCIPLINE = """
INSERT INTO students_schoolrecord (student_id, kind, position, data)
SELECT m.student_id, 'discipline', 1, jsonb_build_object(
    'date', min(m.date), 'incident', (ARRAY['Defiance', 'Fighting', 'Vaping', 'Disruption'])
        [1 + staging.pick(m.number, 'incident', 4)],
    'action', CASE m.suspension_code WHEN 'S' THEN 'Suspended out of school'
        ELSE 'Suspended in school' END,
    'days', count(*))
FROM staging.demo_coded m
WHERE m.cause = 'suspended'
GROUP BY m.student_id, m.number, m.suspension_code
ORDER BY m.number
"""


def make(*, first_day: date, today: date) -> None:
    """Make the records. Grades are out once the year is six weeks old."""
    staging.table("demo_chosen", CHOSEN)
    staging.copy(
        "demo_subject",
        "level text, position integer, course text",
        (
            (level, position, course)
            for level, courses in COURSES.items()
            for position, course in enumerate(courses, start=1)
        ),
    )
    if (today - first_day).days > 42:
        staging.run(GRADES)
    staging.run(CREDITS)
    staging.run(DISCIPLINE)
