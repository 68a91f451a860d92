-- What was done for all on days of two school years, and looked back on before it began.
SELECT c.id FROM programs_campaign c
WHERE date_part('year', c.starts_on - interval '6 months') <> date_part('year', c.ends_on - interval '6 months')
   OR c.state = %(reviewed)s AND c.state_on < c.starts_on
