-- Of each entry of practice what the district said of it last.
SELECT DISTINCT ON (e.part, e.code) e.part, e.code, e.said::json AS said, e.is_reviewed
FROM law_practiceedit e
ORDER BY e.part, e.code, e.id DESC
