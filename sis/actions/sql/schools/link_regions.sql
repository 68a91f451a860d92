UPDATE staging.import_schools_last s SET region_id = r.id
FROM students_region r WHERE r.code = left(s.region, 40)
