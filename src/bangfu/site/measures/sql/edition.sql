-- The edition of what lists of gaps rest on but the ledger: for each history its last number, for what is only added when it was
-- added last. Nothing of any row.
create index household_version_recorded on household_version (recorded_at);
create index household_income_recorded on household_income (recorded_at);
create index measures_wish_recorded on measures_wish (recorded_at);
create index measures_decision_recorded on measures_decision (recorded_at);
create index exits_standing_at on exits_standing (at);
create function gaps_edition() returns text language sql stable security definer set search_path = public, pg_temp as $$
    select concat_ws('/', (select max(pgh_id) from measures_planevent), (select max(pgh_id) from measures_measureevent),
        (select max(pgh_id) from roster_householdevent), (select max(pgh_id) from roster_pairingevent),
        (select count(*) from measures_setting), (select max(recorded_at) from household_version),
        (select max(recorded_at) from household_income), (select max(recorded_at) from measures_wish),
        (select max(recorded_at) from measures_decision), (select max(at) from exits_standing)) $$;
