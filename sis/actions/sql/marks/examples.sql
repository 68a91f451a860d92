-- Some rows of which these become, with what is on file under their keys.
SELECT k.line,
       jsonb_build_object('code_id', k.old_code_id, 'minutes_missed', k.old_minutes,
         'reason', coalesce(k.old_reason, '')) AS old,
       to_jsonb(k) AS new
FROM (SELECT * FROM staging.import_becoming k
      WHERE becomes = ANY(%(becomes)s) LIMIT %(most)s) k
ORDER BY k.line
