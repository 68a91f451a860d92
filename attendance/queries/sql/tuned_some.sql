SET LOCAL work_mem = '256MB';
SET LOCAL random_page_cost = 1.1;
