-- A look is seen by those who inspect, in their area, and by nobody of the inspected side.
create policy site_read on signals_look for select to bangfu_app
    using (((select may('inspect')) or (select may('supervise'))) and in_scope(area));
-- Whoever adds one looked in person, at entries that they see.
create policy site_add on signals_look for insert to bangfu_app with check (
    (select may('inspect')) and in_scope(area) and looked_by = (select scope_account()) and cardinality(entries) > 0
    and not exists (select from unnest(entries) as named (id)
        where not exists (select from ledger_entry e where e.id = named.id)));
