-- For this transaction alone: it sorts and hashes whole files.
SELECT set_config('work_mem', '128MB', true)
