-- Schools within reach by their keys.
SELECT k.* FROM students_school k
WHERE k.id = ANY(%(keys)s) AND (%(reach_all)s OR k.id = ANY(%(reach_schools)s)
                                OR k.region_id = ANY(%(reach_regions)s))
ORDER BY k.name_order, k.id
