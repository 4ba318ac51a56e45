-- Entries are seen by area (where the account sees its area), by unit, and by whoever did, received or recorded them.
create policy site_read on ledger_entry for select to bangfu_app using (
    ((select scope_sees()) = 'area' and (in_scope(area) or (area is null and (
        organisation_id in (select p.organisation_id from roster_presence p where in_scope(p.place))
        or person_id in (select p.person_id from roster_presence p where in_scope(p.place))))))
    or ((select scope_sees()) = 'unit' and (organisation_id = (select scope_organisation())
        or person_id in (select q.id from roster_person q where q.organisation_id = (select scope_organisation()))))
    or person_id = (select scope_person())
    or counterpart_person_id = (select scope_person())
    or (recorded_by = (select scope_account()) and (select scope_sees()) <> 'none'));
create policy site_add on ledger_entry for insert to bangfu_app with check (
    recorded_by = (select scope_account()) and (
        ((select may('record')) and person_id = (select scope_person()))
        or ((select may('record_unit')) and (organisation_id = (select scope_organisation())
            or person_id in (select q.id from roster_person q where q.organisation_id = (select scope_organisation()))))
        or ((select may('record_area')) and (in_scope(area) or (area is null and (
            organisation_id in (select p.organisation_id from roster_presence p where in_scope(p.place))
            or person_id in (select p.person_id from roster_presence p where in_scope(p.place))))))));

create policy site_read on ledger_book for select to bangfu_app using ((select scope_account()) is not null);

create policy site_read on ledger_photo for select to bangfu_app
    using (entry_id in (select e.id from ledger_entry e));
create policy site_add on ledger_photo for insert to bangfu_app with check (
    added_by = (select scope_account()) and entry_id in (
        select e.id from ledger_entry e where e.recorded_by = (select scope_account())));
