-- Figures of the whole installation, for its administrator and for machines: how many entries, how many of them are
-- judged and since when, how large the database is. They say nothing of any county, place or person.
create function site_figures() returns table (entries bigint, judged bigint, judged_at timestamptz, bytes bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select sum(b.seq) from ledger_book b), 0)::bigint,
        (select s.seq from duties_snapshot s where s.live), (select s.made_at from duties_snapshot s where s.live),
        pg_database_size(current_database()) $$;
