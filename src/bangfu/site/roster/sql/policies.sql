-- Who sees and changes the roster. Everybody signed in may read the list of places; the rest is by area, by own unit
-- and by oneself. `site` is the role of the web process, `judge` that of the process that computes verdicts.
create policy site_read on roster_place for select to bangfu_app using ((select scope_account()) is not null);
create policy site_write on roster_place for all to bangfu_app
    using ((select may('roster')) and in_scope(code)) with check ((select may('roster')) and in_scope(code));

create policy site_read on roster_presence for select to bangfu_app
    using (in_scope(place) or person_id = (select scope_person()) or organisation_id = (select scope_organisation()));

-- Who works in the area, and who in one's own unit. The policies below and those of other tables ask for them many times
-- a statement, so they are found once, and without the policies of what they are found in.
create function units_in_scope() returns setof text language sql stable security definer rows 300
set search_path = public, pg_temp as $$
    select distinct p.organisation_id from roster_presence p where p.organisation_id is not null
        and p.place between (select scope_lo()) and (select scope_hi()) $$;
create function people_in_scope() returns setof text language sql stable security definer rows 3000
set search_path = public, pg_temp as $$
    select distinct p.person_id from roster_presence p where p.person_id is not null
        and p.place between (select scope_lo()) and (select scope_hi()) $$;
create function colleagues() returns setof text language sql stable security definer rows 30
set search_path = public, pg_temp as $$
    select q.id from roster_person q where q.organisation_id = (select scope_organisation()) $$;

-- Units are public offices: those of the own county are seen, those that work in the area, and the own. Who keeps the
-- roster also sees those of the prefecture and the province, or nobody could give a new one its first village.
create function scope_county() returns bigint language sql stable security definer
set search_path = public, pg_temp as $$
    select case when scope_sees() = 'none' then null else coalesce(
        case when scope_lo() / 1000000 = scope_hi() / 1000000 then scope_lo() / 1000000 * 1000000 end,
        (select p.place / 1000000 * 1000000 from roster_presence p where p.person_id = scope_person()
            group by 1 order by count(*) desc, 1 limit 1),
        (select p.place / 1000000 * 1000000 from roster_presence p where p.organisation_id = scope_organisation()
            group by 1 order by count(*) desc, 1 limit 1)) end $$;
create function units_of_county() returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select distinct p.organisation_id from roster_presence p where p.organisation_id is not null
        and p.place between (select scope_county()) and (select scope_county() + 999999) $$;
create policy site_read on roster_organisation for select to bangfu_app using (
    id = (select scope_organisation())
    or id in (select units_of_county())
    or id in (select units_in_scope())
    or ((select may('roster')) and place_id in (
        (select scope_lo() / 100000000 * 100000000), (select scope_lo() / 10000000000 * 10000000000)))
    or id = (select q.organisation_id from roster_person q where q.id = (select scope_person())));
create policy site_add on roster_organisation for insert to bangfu_app
    with check ((select may('roster')) and may_seat(place_id));
create policy site_change on roster_organisation for update to bangfu_app
    using ((select may('roster')) and in_scope(place_id)) with check ((select may('roster')) and in_scope(place_id));
-- A unit seated above the counties can be taken back by who entered it; once anything rests on it, nobody removes it.
create policy site_remove on roster_organisation for delete to bangfu_app
    using ((select may('roster')) and (in_scope(place_id) or place_id % 100000000 = 0));

-- People are seen where they work and where their unit works. The policy of units asks for people, so this one must not
-- ask for units.
create policy site_read on roster_person for select to bangfu_app using (
    id = (select scope_person())
    or organisation_id = (select scope_organisation())
    or organisation_id in (select units_in_scope())  -- first, being few: most people are found by their unit
    or id in (select people_in_scope()));
create policy site_add on roster_person for insert to bangfu_app with check ((select may('roster')) and organisation_id in (select units_in_scope()));
create policy site_change on roster_person for update to bangfu_app
    using ((select may('roster')) and organisation_id in (select units_in_scope()))
    with check ((select may('roster')) and organisation_id in (select units_in_scope()));
create policy site_remove on roster_person for delete to bangfu_app
    using ((select may('roster')) and organisation_id in (select units_in_scope()));

-- A unit's own posts without a place (its leaders) are seen where the unit works, and changed where it has its seat.
-- A post and a pairing make people and units seen, so nobody writes one for somebody they do not see already.
create policy site_read on roster_post for select to bangfu_app using (
    in_scope(place_id) or person_id = (select scope_person()) or organisation_id = (select scope_organisation())
    or (place_id is null and organisation_id in (select units_in_scope())));
create policy site_write on roster_post for all to bangfu_app
    using ((select may('roster')) and (in_scope(place_id) or (place_id is null
        and organisation_id in (select o.id from roster_organisation o where in_scope(o.place_id)))))
    with check ((select may('roster')) and (in_scope(place_id) or (place_id is null
        and organisation_id in (select o.id from roster_organisation o where in_scope(o.place_id))))
        and (person_id is null or person_id in (select q.id from roster_person q))
        and (organisation_id is null or organisation_id in (select o.id from roster_organisation o)));

create policy site_read on roster_pairing for select to bangfu_app using (
    in_scope(place_id) or person_id = (select scope_person())
    or ((select scope_sees()) = 'unit' and person_id in (select colleagues())));
create policy site_write on roster_pairing for all to bangfu_app
    using ((select may('roster')) and in_scope(place_id))
    with check ((select may('roster')) and in_scope(place_id) and person_id in (select q.id from roster_person q));

create policy site_read on roster_household for select to bangfu_app using (
    in_scope(place_id) or id in (select g.household_id from roster_pairing g where g.person_id = (select scope_person()))
    or ((select scope_sees()) = 'unit' and id in (select g.household_id from roster_pairing g where g.person_id in (select colleagues()))));
create policy site_write on roster_household for all to bangfu_app
    using ((select may('roster')) and in_scope(place_id)) with check ((select may('roster')) and in_scope(place_id));

-- History is seen with the row it tells of, and whole by the audit administrator. It is written by triggers only.
create policy site_read on roster_placeevent for select to bangfu_app using ((select may('audit')) or in_scope(code));
create policy site_read on roster_organisationevent for select to bangfu_app
    using ((select may('audit')) or id in (select o.id from roster_organisation o));
create policy site_read on roster_personevent for select to bangfu_app
    using ((select may('audit')) or id in (select q.id from roster_person q));
create policy site_read on roster_postevent for select to bangfu_app
    using ((select may('audit')) or in_scope(place_id) or id in (select s.id from roster_post s));
create policy site_read on roster_householdevent for select to bangfu_app
    using ((select may('audit')) or in_scope(place_id));
create policy site_read on roster_pairingevent for select to bangfu_app
    using ((select may('audit')) or in_scope(place_id));
