-- Who keeps or confirms households, and who inspects, reads what lies in the area; whoever reported reads the own report.
create policy site_read on identification_scheme for select to bangfu_app using (
    county_id = (select scope_county()) and ((select may('households')) or (select may('confirm')) or (select may('inspect'))
        or (select may('supervise'))));
create policy site_add on identification_scheme for insert to bangfu_app with check (
    (select may('confirm')) and in_scope(county_id) and county_id % 1000000 = 0 and by = (select scope_account()));

create policy site_read on identification_roll for select to bangfu_app using (reads_identification(place_id));
create policy site_add on identification_roll for insert to bangfu_app with check (
    (select may('households')) and in_scope(place_id) and by = (select scope_account()));
create policy site_leave on identification_roll for update to bangfu_app
    using ((select may('households')) and in_scope(place_id)) with check ((select may('households')) and in_scope(place_id));

create policy site_read on identification_report for select to bangfu_app using (
    reads_identification(place_id) or (by <> '' and by = (select scope_account())));
create policy site_add on identification_report for insert to bangfu_app with check (
    by = (select scope_account()) and code = '' and channel <> 'self'
    and (roll_id is null or roll_id in (select r.id from identification_roll r)));
create policy site_answer on identification_report for update to bangfu_app
    using ((select may('households')) and in_scope(place_id)) with check ((select may('households')) and in_scope(place_id));

create policy site_read on identification_screening for select to bangfu_app using (reads_identification(place_id));
create policy site_add on identification_screening for insert to bangfu_app with check (
    (select may('households')) and in_scope(place_id) and by = (select scope_account())
    and roll_id in (select r.id from identification_roll r) and scheme_id in (select s.id from identification_scheme s)
    and (report_id is null or report_id in (select p.id from identification_report p)));
create policy site_read on identification_answer for select to bangfu_app
    using (screening_id in (select s.id from identification_screening s));
create policy site_add on identification_answer for insert to bangfu_app with check (
    by = (select scope_account()) and screening_id in (select s.id from identification_screening s));
create policy site_read on identification_person for select to bangfu_app
    using (screening_id in (select s.id from identification_screening s));
create policy site_add on identification_person for insert to bangfu_app with check (
    by = (select scope_account()) and screening_id in (select s.id from identification_screening s));
create policy site_read on identification_steprecord for select to bangfu_app
    using (screening_id in (select s.id from identification_screening s));
create policy site_add on identification_steprecord for insert to bangfu_app with check (
    by = (select scope_account()) and screening_id in (select s.id from identification_screening s));
create policy site_read on identification_move for select to bangfu_app
    using (screening_id in (select s.id from identification_screening s));
create policy site_add on identification_move for insert to bangfu_app with check (
    by = (select scope_account()) and screening_id in (select s.id from identification_screening s)
    and (household_id is null or household_id in (select h.id from roster_household h)));

create policy site_read on identification_notice for select to bangfu_app using (reads_identification(place_id));
create policy site_add on identification_notice for insert to bangfu_app with check (
    (select may('households')) and in_scope(place_id) and by = (select scope_account()));
create policy site_remove on identification_notice for update to bangfu_app
    using ((select may('households')) and in_scope(place_id)) with check ((select may('households')) and in_scope(place_id));
create policy site_read on identification_noticeline for select to bangfu_app
    using (notice_id in (select n.id from identification_notice n));
create policy site_add on identification_noticeline for insert to bangfu_app with check (
    notice_id in (select n.id from identification_notice n) and screening_id in (select s.id from identification_screening s));
create policy site_read on identification_objection for select to bangfu_app
    using (notice_id in (select n.id from identification_notice n));
create policy site_answer on identification_objection for update to bangfu_app
    using (notice_id in (select n.id from identification_notice n) and ((select may('households')) or (select may('confirm'))));
