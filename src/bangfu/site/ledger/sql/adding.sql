-- What every added entry is asked; thousands may come at once, so a function that cannot be put in line (one that may
-- see more than whoever asks) is called only where nothing simpler has answered.
create function works_in(county bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from roster_presence p where p.place / 1000000 = county
        and (p.person_id = scope_person() or p.organisation_id = scope_organisation())) $$;
create or replace function may_place(at bigint) returns boolean language sql stable as $$
    select at is null or in_scope(at) or at % 100000000 = 0 or at / 1000000 * 1000000 = scope_county()
        or works_in(at / 1000000) $$;

drop policy site_add on ledger_entry;
-- A foreign key asks for no scope: what an entry names must be seen by whoever adds it.
create policy site_add on ledger_entry for insert to bangfu_app with check (
    recorded_by = (select scope_account()) and may_place(nullif(book, 0))
    and (corrects_id is null or may_stand_on(corrects_id, book))
    and (area is null or book = area / 1000000 * 1000000)
    and ((withdraws and takes_back(ledger_entry)) or (
        may_place(place_id)
        and (area is null or household_id is not null or area is not distinct from place_id)
        and (household_id is null or exists (select from roster_household h where h.id = household_id
            and (area is null or area = coalesce(ledger_entry.place_id, h.place_id))))
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

-- Nobody looks for the beginning of an id.
drop index ledger_entry_id_a00ffd04_like, ledger_entry_corrects_id_2925b5f6_like;

-- Few entries put another one right; the others need not stand in that index.
alter table ledger_entry drop constraint ledger_entry_corrects_id_key;
create unique index entry_corrected_once on ledger_entry (corrects_id) where corrects_id is not null;
