-- Plans about another student than the case that they are of.
SELECT p.id FROM plans_plan p JOIN cases_case c ON c.id = p.case_id WHERE p.student_id <> c.student_id
