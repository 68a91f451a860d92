-- What was judged stands in front of what is stored: a name without a schema is first looked for
-- among the temporary ones.
CREATE TEMP VIEW attendance_dayoutcome AS SELECT * FROM judging_copy;

CREATE TEMP VIEW attendance_standing AS SELECT * FROM judging_standing;

CREATE TEMP VIEW attendance_finding AS SELECT * FROM judging_finding;
