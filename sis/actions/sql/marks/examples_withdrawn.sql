SELECT to_jsonb(w) FROM (SELECT * FROM staging.import_withdrawn LIMIT %(most)s) w
