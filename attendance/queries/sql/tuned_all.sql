SET LOCAL work_mem = '256MB';
SET LOCAL enable_nestloop = off;
