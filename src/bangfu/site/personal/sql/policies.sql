-- Somebody asks about their own file; whoever keeps the roster where they work reads and answers it, and for those of a unit who
-- work in no place, whoever keeps it for a county where their unit works.
create function keeps_person(wanted text) returns boolean language sql stable as $$
    select (select may('roster')) and (wanted in (select people_in_scope()) or ((select scope_lo()) % 1000000 = 0
        and wanted in (select q.id from roster_person q where q.organisation_id in (select units_in_scope())))) $$;
create policy site_read on personal_correction for select to bangfu_app
    using (person_id = (select scope_person()) or keeps_person(person_id));
create policy site_add on personal_correction for insert to bangfu_app with check (
    person_id = (select scope_person()) and asked_by = (select scope_account()) and state = 'asked' and answer = ''
    and answered_by = '' and answered_at is null);
create policy site_answer on personal_correction for update to bangfu_app
    using (state = 'asked' and keeps_person(person_id)
        and person_id is distinct from (select scope_person()))
    with check (state <> 'asked' and length(btrim(answer)) > 1 and answered_by = (select scope_account()));
create policy site_read on personal_correctionevent for select to bangfu_app using ((select may('audit')));
