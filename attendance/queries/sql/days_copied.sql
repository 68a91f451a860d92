-- Standings are judged from the days just resolved: judging_day is the computation itself, and is
-- read once.
CREATE TEMP TABLE judging_copy AS SELECT * FROM judging_day;

ANALYZE judging_copy;

CREATE TEMP VIEW judging_resolved AS SELECT * FROM judging_copy;
