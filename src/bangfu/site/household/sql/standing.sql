-- What stands on which days, for lists: made anew from the versions of a household whenever one is added. Of two versions with the
-- same first day the one recorded later stands, as `reading.as_of` reads it.
create function restand(wanted text) returns void language sql security definer set search_path = public, pg_temp as $$
    delete from household_standing where household_id = wanted;
    insert into household_standing (version_id, household_id, place, start, until, names, letters, persons, causes, unmet, unasked)
    select v.id, v.household_id, h.place_id, v.start, coalesce(lead(v.start) over (order by v.start), date '9999-12-31'),
        coalesce(m.names, ''), coalesce(m.letters, ''), m.persons, v.causes,
        array(select g.code from (values (1, 'education', v.education), (2, 'medical', v.medical), (3, 'housing', v.housing),
            (4, 'water', v.water)) g (number, code, state) where g.state = 'no' order by g.number),
        array(select g.code from (values (1, 'education', v.education), (2, 'medical', v.medical), (3, 'housing', v.housing),
            (4, 'water', v.water)) g (number, code, state) where g.state = '' order by g.number)
    from (select distinct on (start) * from household_version where household_id = wanted order by start, recorded_at desc) v
        join roster_household h on h.id = v.household_id
        cross join lateral (select count(*) persons, string_agg(k.name, ' ' order by k.number) names,
            string_agg(k.letters, ' ' order by k.number) letters from household_member k where k.version_id = v.id) m $$;
revoke execute on function restand(text) from public;

create function stand() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform restand(new.household_id);
    return null;
end $$;
create constraint trigger stand after insert on household_version deferrable initially deferred
    for each row execute function stand();

-- A household whose village is put right is listed there.
create function stand_elsewhere() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update household_standing set place = new.place_id where household_id = new.id;
    return null;
end $$;
create trigger stand after update of place_id on roster_household for each row
    when (old.place_id is distinct from new.place_id) execute function stand_elsewhere();

-- Read by who sees the household; its place stands here so that an area is asked for once and not row by row.
create policy site_read on household_standing for select to bangfu_app using (
    in_scope(place) or household_id in (select g.household_id from roster_pairing g where g.person_id = (select scope_person()))
    or ((select scope_sees()) = 'unit' and household_id in (
        select g.household_id from roster_pairing g where g.person_id in (select colleagues()))));

-- Files that were there before.
select restand(h.id) from (select distinct household_id id from household_version) h;
