-- What the public may learn of projects, where a county chose so: what, where, how much, from which kinds of source, for how many
-- households, who built it. No name of a household, and nothing before a project was established.
create function disclosed_projects(county bigint) returns table (id text, name text, place_id bigint, place text, purpose text,
    budget bigint, paid bigint, state text, established_on date, sources text[], households int, for_village boolean,
    builders text[])
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id::text, p.name::text, p.place_id, t.name::text, p.purpose::text, p.budget,
        (select coalesce(sum(a.balance), 0)::bigint from fund_account a where a.project_id = p.id and a.kind = 'outlay'),
        p.state::text, (select max(m."on") from fund_move m where m.project_id = p.id and m.code = 'establish'),
        array(select distinct u.source::text from fund_useline u where u.project_id = p.id order by 1),
        (select count(*)::int from fund_beneficiary b where b.project_id = p.id), p.for_village,
        array(select distinct r.winner::text from fund_procurement r
            where r.project_id = p.id and r.kind <> 'judged' and r.winner <> '' order by 1)
    from disclosure_setting s join fund_project p on p.county_id = s.county_id join roster_place t on t.code = p.place_id
    where s.county_id = county and s.is_open and s.shows_projects and p.state in ('established', 'accepted', 'closed')
    order by p.place_id, p.name $$;

-- The counties whose projects the public may see.
create function discloses_projects(county bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from disclosure_setting s where s.county_id = county and s.is_open and s.shows_projects) $$;
