-- Entries are seen by area (where the account sees its area), by unit, and by whoever did, received or recorded them.
create policy site_read on ledger_entry for select to bangfu_app using (
    ((select scope_sees()) = 'area' and (in_scope(area) or (area is null and (
        organisation_id in (select units_in_scope())
        or person_id in (select people_in_scope())))))
    or ((select scope_sees()) = 'unit' and (organisation_id = (select scope_organisation())
        or person_id in (select colleagues())))
    or person_id = (select scope_person())
    or counterpart_person_id = (select scope_person())
    or (recorded_by = (select scope_account()) and (select scope_sees()) <> 'none'));
-- Where an entry or an exemption may lie: in the area, in the counties where one works, or above any county.
create function may_place(at bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select at is null or in_scope(at) or at % 100000000 = 0 or at / 1000000 * 1000000 = scope_county()
        or exists (select from roster_presence p where p.place / 1000000 = at / 1000000
            and (p.person_id = scope_person() or p.organisation_id = scope_organisation())) $$;
-- An entry that is put right stands in the same book, or is one's own.
create function may_stand_on(entry text, in_book bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select entry is null or exists (select from ledger_entry e where e.id = entry
        and (e.book = in_book or e.recorded_by = scope_account() or e.person_id = scope_person())) $$;
-- Whoever takes an entry back says what it said, of people and households that may have left the scope since.
create function takes_back(entry ledger_entry) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select entry.withdraws and exists (select from ledger_entry e where e.id = entry.corrects_id
        and (e.person_id, e.organisation_id, e.place_id, e.household_id, e.counterpart_person_id,
            e.counterpart_organisation_id, e.area) is not distinct from (entry.person_id, entry.organisation_id,
            entry.place_id, entry.household_id, entry.counterpart_person_id, entry.counterpart_organisation_id,
            entry.area)) $$;
-- A foreign key asks for no scope: what an entry names must be seen by whoever adds it.
-- (The first wording; `adding.sql` asks the same more quickly.)
create policy site_add on ledger_entry for insert to bangfu_app with check (
    recorded_by = (select scope_account()) and may_place(nullif(book, 0)) and may_stand_on(corrects_id, book)
    and (area is null or book = area / 1000000 * 1000000)
    and (takes_back(ledger_entry) or (
        may_place(place_id)
        and (area is null or area = coalesce(place_id, (select h.place_id from roster_household h where h.id = household_id)))
        and (household_id is null or exists (select from roster_household h where h.id = household_id))
        and (person_id is null or exists (select from roster_person q where q.id = person_id))
        and (counterpart_person_id is null or exists (select from roster_person q where q.id = counterpart_person_id))
        and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
        and (counterpart_organisation_id is null
            or exists (select from roster_organisation o where o.id = counterpart_organisation_id))))
    and (
        ((select may('record')) and person_id = (select scope_person()))
        or ((select may('record_unit')) and (organisation_id = (select scope_organisation())
            or person_id in (select colleagues())))
        or ((select may('record_area')) and (in_scope(area) or (area is null and (
            organisation_id in (select units_in_scope())
            or person_id in (select people_in_scope())))))));

create policy site_read on ledger_book for select to bangfu_app using (in_scope(code));

create policy site_read on ledger_photo for select to bangfu_app
    using (entry_id in (select e.id from ledger_entry e));
create policy site_add on ledger_photo for insert to bangfu_app with check (
    added_by = (select scope_account()) and entry_id in (
        select e.id from ledger_entry e where e.recorded_by = (select scope_account())));
