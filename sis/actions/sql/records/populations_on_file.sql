SELECT count(*) FROM students_population WHERE "end" IS NULL OR "end" >= %(today)s
