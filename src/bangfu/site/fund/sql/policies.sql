-- Who reads of funds reads what lies in the area, and what belongs to the county as a whole: its sources and receipts, without
-- which no payment could be traced to where it came from. What is in the area is written there.
create function reads_fund(at bigint) returns boolean language sql stable as $$
    select coalesce(may('funds') and scope_sees() = 'area'
        and (in_scope(at) or (at % 1000000 = 0 and at = (select scope_county()))), false) $$;

create policy site_read on fund_plan for select to bangfu_app using ((select may('funds')) and in_scope(place_id));
create policy site_add on fund_plan for insert to bangfu_app with check (
    (select may('plan')) and in_scope(place_id) and county_id = place_id / 1000000 * 1000000 and made_by = (select scope_account())
    and exists (select from roster_place t where t.code = place_id and t.level = 'township'));
create policy site_change on fund_plan for update to bangfu_app
    using ((select may('plan')) and in_scope(place_id)) with check ((select may('plan')) and in_scope(place_id));
create policy site_read on fund_item for select to bangfu_app using (plan_id in (select p.id from fund_plan p));
create policy site_add on fund_item for insert to bangfu_app with check (
    (select may('plan')) and plan_id in (select p.id from fund_plan p) and made_by = (select scope_account())
    and (responsible_id is null or responsible_id in (select q.id from roster_person q)));
create policy site_change on fund_item for update to bangfu_app
    using ((select may('plan')) and plan_id in (select p.id from fund_plan p));

create policy site_read on fund_project for select to bangfu_app using ((select may('funds')) and in_scope(place_id));
create policy site_add on fund_project for insert to bangfu_app with check (
    (select may('plan')) and in_scope(place_id) and county_id = place_id / 1000000 * 1000000 and made_by = (select scope_account())
    and item_id in (select i.id from fund_item i));
create policy site_read on fund_move for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_move for insert to bangfu_app with check (
    by = (select scope_account()) and project_id in (select p.id from fund_project p));
create policy site_read on fund_useline for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_useline for insert to bangfu_app with check (
    written_by = (select scope_account()) and project_id in (select p.id from fund_project p));
create policy site_remove on fund_useline for delete to bangfu_app
    using ((select may('plan')) and project_id in (select p.id from fund_project p));
-- Whom a project serves: households that whoever writes sees, of the project's place.
create policy site_read on fund_beneficiary for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_beneficiary for insert to bangfu_app with check (
    written_by = (select scope_account()) and exists (select from fund_project p join roster_place t on t.code = p.place_id
        join roster_household h on h.place_id between t.code and t.last
        where p.id = project_id and h.id = household_id));
create policy site_remove on fund_beneficiary for delete to bangfu_app
    using ((select may('plan')) and project_id in (select p.id from fund_project p));
create policy site_read on fund_procurement for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_procurement for insert to bangfu_app with check (
    by = (select scope_account()) and project_id in (select p.id from fund_project p));

create policy site_read on fund_account for select to bangfu_app using (reads_fund(place_id));
create policy site_add on fund_account for insert to bangfu_app with check (
    (select may('fund')) and in_scope(county_id) and in_scope(place_id) and made_by = (select scope_account())
    and (household_id is null or household_id in (select h.id from roster_household h)));
create policy site_read on fund_voucher for select to bangfu_app using (reads_fund(place_id));
create policy site_add on fund_voucher for insert to bangfu_app with check (
    (select may('fund')) and in_scope(place_id) and by = (select scope_account()));
create policy site_read on fund_posting for select to bangfu_app using (voucher_id in (select v.id from fund_voucher v));

create policy site_read on fund_setting for select to bangfu_app using (reads_fund(county_id));
create policy site_add on fund_setting for insert to bangfu_app with check (
    (select may('fund')) and in_scope(county_id) and county_id % 1000000 = 0 and made_by = (select scope_account()));

create policy site_read on fund_supervision for select to bangfu_app using (allotment_id in (select a.id from fund_account a));
create policy site_add on fund_supervision for insert to bangfu_app with check (
    by = (select scope_account()) and allotment_id in (select a.id from fund_account a));
-- Of a misuse knows who may know of its finding.
create policy site_read on fund_misuse for select to bangfu_app using (
    voucher_id in (select v.id from fund_voucher v) and finding_id in (select f.id from rectification_finding f));
create policy site_add on fund_misuse for insert to bangfu_app with check (
    by = (select scope_account()) and voucher_id in (select v.id from fund_voucher v)
    and finding_id in (select f.id from rectification_finding f));
create policy site_read on fund_asset for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_asset for insert to bangfu_app with check (
    by = (select scope_account()) and project_id in (select p.id from fund_project p));
create policy site_read on fund_income for select to bangfu_app using (asset_id in (select a.id from fund_asset a));
create policy site_add on fund_income for insert to bangfu_app with check (
    by = (select scope_account()) and asset_id in (select a.id from fund_asset a)
    and household_id in (select h.id from roster_household h));

create policy site_read on fund_planevent for select to bangfu_app
    using ((select may('audit')) or id in (select p.id from fund_plan p));
create policy site_read on fund_itemevent for select to bangfu_app
    using ((select may('audit')) or plan_id in (select p.id from fund_plan p));
create policy site_read on fund_projectevent for select to bangfu_app
    using ((select may('audit')) or id in (select p.id from fund_project p));
create policy site_read on fund_uselineevent for select to bangfu_app
    using ((select may('audit')) or project_id in (select p.id from fund_project p));
create policy site_read on fund_beneficiaryevent for select to bangfu_app
    using ((select may('audit')) or project_id in (select p.id from fund_project p));
create policy site_read on fund_settingevent for select to bangfu_app
    using ((select may('audit')) or id in (select s.id from fund_setting s));
