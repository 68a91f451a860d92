-- Services that were written down before the day on which they were given.
SELECT g.id FROM plans_servicegiven g WHERE g."on" > (g.at AT TIME ZONE %(zone)s)::date
