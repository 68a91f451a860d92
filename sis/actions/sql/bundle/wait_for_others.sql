-- One import at a time: a second one waits until this transaction ends.
SELECT pg_advisory_xact_lock(%(number)s)
