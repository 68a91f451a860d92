DROP VIEW pg_temp.attendance_dayoutcome, pg_temp.attendance_standing, pg_temp.attendance_finding;
