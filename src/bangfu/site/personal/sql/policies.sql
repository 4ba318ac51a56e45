-- Somebody asks about their own file; whoever keeps the roster there and sees the person reads and answers it.
create policy site_read on personal_correction for select to bangfu_app using (
    person_id = (select scope_person()) or ((select may('roster')) and person_id in (select q.id from roster_person q)));
create policy site_add on personal_correction for insert to bangfu_app with check (
    person_id = (select scope_person()) and asked_by = (select scope_account()) and state = 'asked' and answer = '');
create policy site_answer on personal_correction for update to bangfu_app
    using (state = 'asked' and (select may('roster')) and person_id in (select q.id from roster_person q)
        and person_id is distinct from (select scope_person()))
    with check (state <> 'asked' and length(btrim(answer)) > 1 and answered_by = (select scope_account()));
create policy site_read on personal_correctionevent for select to bangfu_app using ((select may('audit')));
