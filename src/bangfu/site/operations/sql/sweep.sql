-- How many deliveries are due at a moment and not sent, and since when the oldest: counts of the whole installation.
create function site_deliveries(moment timestamptz) returns table (due bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), min(d.not_before) from notices_delivery d
    where d.state in ('waiting', 'sending') and d.not_before <= moment $$;
