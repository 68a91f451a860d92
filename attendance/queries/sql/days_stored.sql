-- Standings are judged from the stored days.
CREATE TEMP VIEW judging_resolved AS SELECT * FROM judging_stored_day;
