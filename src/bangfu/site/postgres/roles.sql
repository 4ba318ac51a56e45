-- The three roles of Bangfu and what each may do in this database. On a server of your own, once, as a superuser:
--
--   createdb --template=template0 --encoding=UTF8 --locale=C bangfu
--   psql --dbname=bangfu --file=roles.sql
--   psql --dbname=bangfu --command='\password bangfu_owner'    (and so for bangfu_app and bangfu_judge)
--
-- It may be run again. The embedded server runs this same file.

-- None of them may pass by row-level security: the owner makes tables, the site (app) and the engine (judge) use them.
DO $$
DECLARE
    wanted text;
    found pg_roles;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['bangfu_owner', 'bangfu_app', 'bangfu_judge'] LOOP
        SELECT * INTO found FROM pg_roles WHERE rolname = wanted;
        IF found.rolname IS NULL THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION %s',
                wanted, CASE wanted WHEN 'bangfu_owner' THEN 'CREATEDB' ELSE 'NOCREATEDB' END);
        ELSIF found.rolsuper OR found.rolbypassrls OR found.rolcreaterole OR found.rolreplication THEN
            RAISE EXCEPTION 'role % exists and may more than it should', wanted;
        END IF;
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO bangfu_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO bangfu_app, bangfu_judge', current_database());
    -- The engine stages verdicts in a temporary table before it changes those that differ.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO bangfu_judge', current_database());
END
$$;

ALTER SCHEMA public OWNER TO bangfu_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO bangfu_app, bangfu_judge;
