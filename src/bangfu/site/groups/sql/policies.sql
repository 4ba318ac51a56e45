-- A group is seen by those who see its township. What is about one household is not held here.
create policy site_read on groups_group for select to bangfu_app using ((select scope_sees()) = 'area' and in_scope(place_id));
create policy site_add on groups_group for insert to bangfu_app with check (
    (select may('households')) and in_scope(place_id) and county_id = place_id / 1000000 * 1000000
    and made_by = (select scope_account()) and organisation_id in (select o.id from roster_organisation o)
    and exists (select from roster_place t where t.code = place_id and t.level = 'township'));
create policy site_change on groups_group for update to bangfu_app
    using ((select may('households')) and in_scope(place_id)) with check ((select may('households')) and in_scope(place_id));

create policy site_read on groups_member for select to bangfu_app using (group_id in (select g.id from groups_group g));
create policy site_add on groups_member for insert to bangfu_app with check (
    (select may('households')) and group_id in (select g.id from groups_group g) and made_by = (select scope_account())
    and person_id in (select q.id from roster_person q)
    and (unit_id is null or unit_id in (select o.id from roster_organisation o)));
create policy site_change on groups_member for update to bangfu_app
    using ((select may('households')) and group_id in (select g.id from groups_group g))
    with check ((select may('households')) and group_id in (select g.id from groups_group g));

create policy site_read on groups_team for select to bangfu_app using ((select scope_sees()) = 'area' and in_scope(village_id));
create policy site_add on groups_team for insert to bangfu_app with check (
    (select may('households')) and in_scope(village_id) and county_id = village_id / 1000000 * 1000000
    and made_by = (select scope_account()) and leader_id in (select q.id from roster_person q)
    and unit_id in (select o.id from roster_organisation o)
    and exists (select from roster_place v where v.code = village_id and v.level = 'village'));
create policy site_change on groups_team for update to bangfu_app
    using ((select may('households')) and in_scope(village_id)) with check ((select may('households')) and in_scope(village_id));

create policy site_read on groups_note for select to bangfu_app using (group_id in (select g.id from groups_group g));
create policy site_add on groups_note for insert to bangfu_app with check (
    by = (select scope_account()) and group_id in (select g.id from groups_group g)
    and (person_id is null or person_id in (select q.id from roster_person q))
    and (unit_id is null or unit_id in (select o.id from roster_organisation o)));
create policy site_read on groups_check for select to bangfu_app using (group_id in (select g.id from groups_group g));
create policy site_add on groups_check for insert to bangfu_app with check (
    by = (select scope_account()) and group_id in (select g.id from groups_group g));
create policy site_read on groups_copy for select to bangfu_app using (group_id in (select g.id from groups_group g));
create policy site_add on groups_copy for insert to bangfu_app with check (
    by = (select scope_account()) and group_id in (select g.id from groups_group g)
    and (person_id is null or person_id in (select q.id from roster_person q)));
create policy site_read on groups_assessment for select to bangfu_app using (group_id in (select g.id from groups_group g));
create policy site_add on groups_assessment for insert to bangfu_app with check (
    by = (select scope_account()) and group_id in (select g.id from groups_group g));
-- A review also by whoever gave it.
create policy site_read on groups_review for select to bangfu_app using (
    ((select scope_sees()) = 'area' and in_scope(place_id)) or person_id = (select scope_person()));
create policy site_add on groups_review for insert to bangfu_app with check (
    by = (select scope_account()) and person_id in (select q.id from roster_person q));

create policy site_read on groups_groupevent for select to bangfu_app
    using ((select may('audit')) or id in (select g.id from groups_group g));
create policy site_read on groups_memberevent for select to bangfu_app
    using ((select may('audit')) or group_id in (select g.id from groups_group g));
create policy site_read on groups_teamevent for select to bangfu_app
    using ((select may('audit')) or id in (select t.id from groups_team t));
