-- Who works for the whole county sees its choice; its office alone makes it, for its own county.
create policy site_read on disclosure_setting for select to bangfu_app using (in_scope(county_id));
create policy site_add on disclosure_setting for insert to bangfu_app
    with check ((select may('publish')) and in_scope(county_id)
        and exists (select from roster_place p where p.code = county_id and p.level = 'county'));
create policy site_change on disclosure_setting for update to bangfu_app
    using ((select may('publish')) and in_scope(county_id))
    with check ((select may('publish')) and in_scope(county_id));
create policy site_read on disclosure_settingevent for select to bangfu_app
    using ((select may('audit')) or in_scope(county_id));

-- All that somebody who has not signed in can learn: the counties that chose to be seen, and whom to call there.
create function disclosed_counties() returns table (code bigint, name text, hotline text, mailbox text, licence text)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.code, p.name::text, s.hotline::text, s.mailbox::text, s.licence::text
    from disclosure_setting s join roster_place p on p.code = s.county_id where s.is_open order by p.code $$;

-- And of one such county, on one day: which units assist a village, whether somebody holds the post of first secretary and
-- which unit sent them, and how many others work there, from which units. No name, no number, no household.
create function disclosed(county bigint, on_day date) returns table (code bigint, name text, level text, parent bigint,
    units text[], secretaries int, secretary_units text[], team int, helpers int, helper_units text[])
language sql stable security definer set search_path = public, pg_temp as $$
    with shown as (
        select c.code, c.last from roster_place c join disclosure_setting s on s.county_id = c.code
        where c.code = county and s.is_open),
    holds as (
        select t.place_id, t.role, t.person_id, coalesce(t.organisation_id, q.organisation_id) as unit
        from shown, roster_post t left join roster_person q on q.id = t.person_id
        where t.place_id between shown.code and shown.last
            and t.role in ('assisting_unit', 'first_secretary', 'team_leader', 'team_member')
            and coalesce(t.start, on_day) <= on_day and coalesce(t."end", on_day) >= on_day),
    posts as (
        select h.place_id,
            array_agg(distinct o.name::text) filter (where h.role = 'assisting_unit' and o.name <> '') as units,
            count(distinct h.person_id) filter (where h.role = 'first_secretary')::int as secretaries,
            array_agg(distinct o.name::text)
                filter (where h.role = 'first_secretary' and h.person_id is not null and o.name <> '') as secretary_units,
            count(distinct h.person_id) filter (where h.role in ('team_leader', 'team_member'))::int as team
        from holds h left join roster_organisation o on o.id = h.unit group by 1),
    helping as (
        select g.place_id, count(distinct g.person_id)::int as helpers,
            array_agg(distinct o.name::text) filter (where o.name <> '') as units
        from shown, roster_pairing g join roster_person q on q.id = g.person_id
            left join roster_organisation o on o.id = q.organisation_id
        where g.place_id between shown.code and shown.last
            and coalesce(g.start, on_day) <= on_day and coalesce(g."end", on_day) >= on_day group by 1)
    select p.code, p.name::text, p.level::text, p.parent_id, coalesce(a.units, '{}'), coalesce(a.secretaries, 0),
        coalesce(a.secretary_units, '{}'), coalesce(a.team, 0), coalesce(b.helpers, 0), coalesce(b.units, '{}')
    from shown join roster_place p on p.code between shown.code and shown.last
        left join posts a on a.place_id = p.code left join helping b on b.place_id = p.code
    where p.level in ('township', 'village') order by p.code $$;
