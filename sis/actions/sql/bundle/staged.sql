-- The run's tables of the staging schema.
SELECT tablename FROM pg_tables
WHERE schemaname = 'staging' AND starts_with(tablename, %(prefix)s)
