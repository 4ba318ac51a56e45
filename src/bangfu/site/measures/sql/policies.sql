-- Whoever sees a household reads what is wanted, planned and done for it.
create policy site_read on measures_wish for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on measures_wish for insert to bangfu_app with check (
    writes_about(household_id) and recorded_by = (select scope_account())
    and (asked_by_id is null or asked_by_id in (select q.id from roster_person q)));
create policy site_read on measures_difficulty for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on measures_difficulty for insert to bangfu_app with check (
    writes_about(household_id) and recorded_by = (select scope_account())
    and (handler_id is null or handler_id in (select q.id from roster_person q)));
create policy site_change on measures_difficulty for update to bangfu_app using (writes_about(household_id)) with check (
    writes_about(household_id) and (handler_id is null or handler_id in (select q.id from roster_person q)));

create policy site_read on measures_plan for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on measures_plan for insert to bangfu_app with check (
    writes_about(household_id) and recorded_by = (select scope_account()));
create policy site_change on measures_plan for update to bangfu_app
    using (writes_about(household_id)) with check (writes_about(household_id));
create policy site_read on measures_measure for select to bangfu_app
    using (exists (select from measures_plan p where p.id = plan_id));
create policy site_add on measures_measure for insert to bangfu_app with check (
    recorded_by = (select scope_account()) and responsible_id in (select q.id from roster_person q)
    and exists (select from measures_plan p where p.id = plan_id and writes_about(p.household_id)));
create policy site_change on measures_measure for update to bangfu_app
    using (exists (select from measures_plan p where p.id = plan_id and writes_about(p.household_id)))
    with check (responsible_id in (select q.id from roster_person q)
        and exists (select from measures_plan p where p.id = plan_id and writes_about(p.household_id)));
create policy site_read on measures_decision for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on measures_decision for insert to bangfu_app with check (
    writes_about(household_id) and recorded_by = (select scope_account()));

create policy site_read on measures_setting for select to bangfu_app
    using (county_id = (select scope_county()));
create policy site_add on measures_setting for insert to bangfu_app with check (
    (select may('confirm')) and in_scope(county_id) and county_id % 1000000 = 0 and made_by = (select scope_account()));

create policy site_read on measures_planevent for select to bangfu_app
    using ((select may('audit')) or id in (select p.id from measures_plan p));
create policy site_read on measures_measureevent for select to bangfu_app
    using ((select may('audit')) or plan_id in (select p.id from measures_plan p));
create policy site_read on measures_difficultyevent for select to bangfu_app
    using ((select may('audit')) or id in (select d.id from measures_difficulty d));
create policy site_read on measures_settingevent for select to bangfu_app
    using ((select may('audit')) or id in (select s.id from measures_setting s));
