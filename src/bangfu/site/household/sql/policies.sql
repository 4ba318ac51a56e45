-- A file is read by who sees the household, and added to by who keeps the roster there.
create function keeps_household(wanted text) returns boolean language sql stable as $$
    select exists (select from roster_household h where h.id = wanted and (select may('households')) and in_scope(h.place_id)) $$;
create policy site_read on household_version for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on household_version for insert to bangfu_app
    with check (keeps_household(household_id) and recorded_by = (select scope_account()));
create policy site_read on household_member for select to bangfu_app
    using (exists (select from household_version v where v.id = version_id));
create policy site_add on household_member for insert to bangfu_app
    with check (exists (select from household_version v where v.id = version_id and keeps_household(v.household_id)));
create policy site_read on household_income for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on household_income for insert to bangfu_app
    with check (keeps_household(household_id) and recorded_by = (select scope_account()));
