-- Whoever sees a household reads how it stands, and every course of it; the triggers say who adds what.
create policy site_read on exits_standing for select to bangfu_app using (household_id in (select h.id from roster_household h));
create policy site_add on exits_standing for insert to bangfu_app with check (
    by = (select scope_account()) and household_id in (select h.id from roster_household h));
create policy site_read on exits_risk for select to bangfu_app using (household_id in (select h.id from roster_household h));
create policy site_add on exits_risk for insert to bangfu_app with check (
    by = (select scope_account()) and household_id in (select h.id from roster_household h));
create policy site_read on exits_course for select to bangfu_app using (household_id in (select h.id from roster_household h));
create policy site_add on exits_course for insert to bangfu_app with check (
    made_by = (select scope_account()) and household_id in (select h.id from roster_household h));
create policy site_read on exits_move for select to bangfu_app using (course_id in (select c.id from exits_course c));
create policy site_add on exits_move for insert to bangfu_app with check (
    by = (select scope_account()) and course_id in (select c.id from exits_course c)
    and (entry_id is null or entry_id in (select e.id from ledger_entry e)));
create policy site_read on exits_objection for select to bangfu_app using (course_id in (select c.id from exits_course c));
create policy site_add on exits_objection for insert to bangfu_app with check (
    by = (select scope_account()) and course_id in (select c.id from exits_course c));

-- What a county set is no secret where somebody works in it; a draw is known to whoever sees a course of it.
create policy site_read on exits_setting for select to bangfu_app using (in_scope(county_id) or county_id = (select scope_county()));
create policy site_add on exits_setting for insert to bangfu_app with check (
    made_by = (select scope_account()) and in_scope(county_id) and county_id % 1000000 = 0);
create policy site_read on exits_lot for select to bangfu_app using (course_id in (select c.id from exits_course c));
create policy site_add on exits_lot for insert to bangfu_app with check (
    (select may('inspect')) and course_id in (select c.id from exits_course c));
create policy site_read on exits_draw for select to bangfu_app using (in_scope(county_id));
create policy site_add on exits_draw for insert to bangfu_app with check (
    by = (select scope_account()) and in_scope(county_id) and county_id % 1000000 = 0);
