SET LOCAL work_mem TO DEFAULT;
SET LOCAL random_page_cost TO DEFAULT;
SET LOCAL enable_nestloop TO DEFAULT;
