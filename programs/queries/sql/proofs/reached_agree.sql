-- Counts of people reached that were written down before the day on which they were.
SELECT r.id FROM programs_reachcount r WHERE r."on" > (r.at AT TIME ZONE %(zone)s)::date
