-- Verdicts are seen as entries are: by area, by unit, by oneself.
create policy site_read on duties_verdict for select to bangfu_app using (
    ((select scope_sees()) = 'area' and (in_scope(area) or (area is null and (
        organisation_id in (select units_in_scope())
        or person_id in (select people_in_scope())))))
    or ((select scope_sees()) = 'unit' and (organisation_id = (select scope_organisation())
        or person_id in (select colleagues())))
    or person_id = (select scope_person()));
create policy site_read on duties_snapshot for select to bangfu_app using ((select scope_account()) is not null);
create policy site_read on duties_adoption for select to bangfu_app using ((select scope_account()) is not null);
create policy site_write on duties_adoption for all to bangfu_app
    using ((select may('regulations')) and in_scope(place_id))
    with check ((select may('regulations')) and in_scope(place_id));

-- An exemption is asked by whoever sees the person or unit, and decided by another account that may approve.
create policy site_read on duties_exemption for select to bangfu_app using (
    ((select scope_sees()) = 'area' and (in_scope(area) or (area is null and (
        organisation_id in (select units_in_scope())
        or person_id in (select people_in_scope())))))
    or ((select scope_sees()) = 'unit' and organisation_id = (select scope_organisation()))
    or person_id = (select scope_person()) or asked_by = (select scope_account()));
create policy site_ask on duties_exemption for insert to bangfu_app with check (
    (select may('ask')) and asked_by = (select scope_account()) and state = 'asked'
    and may_place(place_id) and may_place(area)
    and (person_id is null or exists (select from roster_person q where q.id = person_id))
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and (household_id is null or exists (select from roster_household h where h.id = household_id)) and (
        person_id = (select scope_person()) or organisation_id = (select scope_organisation())
        or person_id in (select colleagues())
        or ((select scope_sees()) = 'area' and (in_scope(area)
            or organisation_id in (select units_in_scope())
            or person_id in (select people_in_scope())))));
create policy site_decide on duties_exemption for update to bangfu_app
    using ((select may('approve')) and asked_by <> (select scope_account()) and (in_scope(area) or (area is null and (
        organisation_id in (select units_in_scope())
        or person_id in (select people_in_scope())))))
    with check ((select may('approve')) and decided_by = (select scope_account()) and asked_by <> decided_by);

create policy site_read on duties_adoptionevent for select to bangfu_app
    using ((select may('audit')) or in_scope(place_id));
create policy site_read on duties_exemptionevent for select to bangfu_app
    using ((select may('audit')) or id in (select x.id from duties_exemption x));

create function tell_roster() returns trigger language plpgsql as $$
begin
    notify bangfu_roster;
    return null;
end $$;
do $$
declare
    name text;
begin
    foreach name in array array['roster_place', 'roster_organisation', 'roster_person', 'roster_post',
        'roster_household', 'roster_pairing', 'duties_adoption', 'duties_exemption'] loop
        execute format('create trigger tell after insert or update or delete on %I
            for each statement execute function tell_roster()', name);
    end loop;
end $$;

-- Only the owner of a table may count it anew for the planner; whoever wrote it anew asks for it.
create function know_verdicts() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze duties_verdict;
end $$;
revoke execute on function know_verdicts() from public;
grant execute on function know_verdicts() to bangfu_judge;
