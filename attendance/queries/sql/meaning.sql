-- What each pattern says of the day (D1 to D4, D6).
CREATE TEMP TABLE judging_meaning AS
WITH said AS (
  SELECT k.pattern,
         bit_or(CASE WHEN k.period = '' THEN c.whole_says ELSE c.period_says END) AS bits,
         count(*) FILTER (WHERE c.missed > 0 AND k.position IS NOT NULL) AS bell_missed
  FROM judging_known k
  JOIN judging_code c ON c.code_id = k.code_id
  GROUP BY k.pattern
), taken AS (
  SELECT s.*, k.periods, coalesce('' = ANY (u.untaken), false) AS not_taken,
         s.bits & 7 > 0 AND s.bits & (8 + 16384 + 32768 + 65536) = 0
         AND s.bell_missed >= coalesce(k.periods, 0)
         AND coalesce('' = ALL (u.untaken), true) AS by_periods
  FROM said s
  JOIN judging_pattern p ON p.pattern = s.pattern
  JOIN judging_school k ON k.school_id = p.school_id
  LEFT JOIN (SELECT DISTINCT reading, untaken FROM judging_untaken) u ON u.reading = p.reading
)
SELECT d.pattern,
       CASE WHEN not_taken THEN %(outcome_not_taken)s
            WHEN bits & 16384 > 0 THEN %(outcome_absent)s
            WHEN bits & 32768 > 0 THEN %(outcome_suspended_out)s
            WHEN bits & 65536 > 0 THEN %(outcome_study_incomplete)s
            WHEN by_periods THEN CASE bits & 7 WHEN 2 THEN %(outcome_suspended_out)s WHEN 4 THEN %(outcome_study_incomplete)s
                                               ELSE %(outcome_absent)s END
            WHEN bits & (1 + 2 + 4 + 16) > 0 THEN %(outcome_partial)s
            WHEN bits & 32 > 0 THEN %(outcome_tardy)s
            WHEN bits & 64 > 0 THEN %(outcome_suspended_in)s
            WHEN bits & 128 > 0 THEN %(outcome_study_complete)s
            ELSE %(outcome_attended)s END AS outcome,
       CASE WHEN not_taken OR bits & (32768 + 65536) > 0 THEN ''
            WHEN bits & 16384 > 0
              THEN CASE WHEN bits & 262144 > 0 THEN %(excuse_excused)s
                        WHEN bits & 524288 > 0 THEN %(excuse_unexcused)s ELSE %(excuse_unverified)s END
            WHEN by_periods AND bits & 7 NOT IN (1, 2, 4) THEN %(excuse_mixed)s
            WHEN by_periods AND bits & 7 IN (2, 4) THEN ''
            WHEN by_periods
              THEN CASE bits & (2048 + 4096 + 8192) WHEN 2048 THEN %(excuse_excused)s
                        WHEN 4096 THEN %(excuse_unexcused)s WHEN 8192 THEN %(excuse_unverified)s ELSE %(excuse_mixed)s END
            WHEN bits & (1 + 2 + 4 + 16 + 32) > 0
              THEN CASE bits & (256 + 512 + 1024) WHEN 0 THEN '' WHEN 256 THEN %(excuse_excused)s
                        WHEN 512 THEN %(excuse_unexcused)s WHEN 1024 THEN %(excuse_unverified)s ELSE %(excuse_mixed)s END
            ELSE '' END AS excuse,
       CASE WHEN NOT not_taken AND bits & (16384 + 32768 + 65536) = 0 THEN g.minutes END AS gap,
       CASE WHEN NOT not_taken AND bits & (16384 + 32768 + 65536) = 0
            THEN coalesce(g.passing, 0) ELSE 0 END AS passing,
       bits & 131072 > 0 AS has_open, bits & 1024 > 0 AS has_unverified,
       bits & 512 > 0 AS has_unexcused,
       by_periods AND periods IS NULL AND NOT not_taken AS no_bell,
       NOT not_taken AND bits & 32 > 0 AND bits & (16384 + 32768 + 65536) = 0 AS is_tardy
FROM taken d LEFT JOIN judging_gap g ON g.pattern = d.pattern;

ANALYZE judging_meaning;
