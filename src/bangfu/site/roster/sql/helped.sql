-- Which households somebody sees because they, or in their unit's view a colleague, help or helped them. The policies of households
-- ask for them in every statement: found by a function, as units and people in scope are, they cost the planner nothing, so that a
-- page of fifty is read from an index instead of after all households of the county.
create function households_helped() returns setof text language sql stable security definer rows 60
set search_path = public, pg_temp as $$
    select g.household_id from roster_pairing g where g.person_id = (select scope_person())
    union all
    select g.household_id from roster_pairing g where (select scope_sees()) = 'unit' and g.person_id in (select colleagues()) $$;

alter policy site_read on roster_household using (in_scope(place_id) or id in (select households_helped()));
