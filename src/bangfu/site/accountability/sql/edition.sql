-- The edition of everything that proposals rest on but the ledger: for each history the last number, and how many of the
-- thousand before it are there, since a transaction that began earlier may end later. Numbers alone, nothing of any row.
-- Published rankings are only added.
create or replace function weighed_edition() returns text language plpgsql stable security definer
set search_path = public, pg_temp as $$
declare history text; part text; whole text := '';
begin
    foreach history in array array['rectification_findingevent', 'roster_placeevent', 'roster_organisationevent',
            'roster_personevent', 'roster_postevent', 'roster_householdevent', 'roster_pairingevent', 'cases_caseevent', 'fund_planevent'] loop
        execute format('select max(pgh_id) || ''/'' || count(*) from (select pgh_id from %I
            where pgh_id > (select max(pgh_id) - 1000 from %I)) lately', history, history) into part;
        whole := whole || coalesce(part, '-') || ' ';
    end loop;
    return whole || (select count(*) from assessment_publication);
end $$;
