-- The three database roles and what each may do. Run it as a superuser; run it again at will.
--
-- Run it in every database the product uses, and in template1 as well on a server where tests run:
-- Django makes its test database from template1, and what is granted there is granted in the copy.
-- It sets no password and makes no database:
--
--     psql -d template1 -f devtools/roles.sql
--     psql -d template1 -c 'CREATE DATABASE psa OWNER owner'
--     psql -d psa -f devtools/roles.sql
--
-- None of the three is a superuser and none may bypass row-level security.

-- owner migrates. It owns every table, and CREATEDB is for its test databases; production may
-- take that away (ALTER ROLE owner NOCREATEDB).
-- app serves requests. worker runs commands and jobs; NOINHERIT so that a role granted to it
-- later gives nothing until a statement asks for it by SET ROLE.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner') THEN
        CREATE ROLE owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        CREATE ROLE app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'worker') THEN
        CREATE ROLE worker LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
    END IF;
END
$$;

-- A page is short work: starting helpers or a compiler for it takes longer than it saves.
ALTER ROLE app SET max_parallel_workers_per_gather TO 0;
ALTER ROLE app SET jit TO off;

-- Name search (trigrams, accents) and exclusion constraints (no overlapping enrollments).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Only owner makes tables; the others use them.
ALTER SCHEMA public OWNER TO owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app, worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app, worker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app, worker;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app, worker;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO app, worker;

-- worker keeps the planner's statistics and the search index up to date after large loads. Before
-- PostgreSQL 17 only a table's owner may; there autovacuum does it, a minute later.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 170000 THEN
        EXECUTE 'GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO worker';
        EXECUTE 'ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public'
            ' GRANT MAINTAIN ON TABLES TO worker';
    END IF;
END
$$;

-- Imports COPY into here, where no row-level security slows or blocks them; requests never look.
CREATE SCHEMA IF NOT EXISTS staging AUTHORIZATION owner;
REVOKE ALL ON SCHEMA staging FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA staging TO worker;
