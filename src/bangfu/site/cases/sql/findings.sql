-- What the cases that somebody sees rest on. Asked through a function: whoever opens a case adds causes, for which findings
-- are looked at, and the policy of findings may not ask for causes again.
create function findings_of_my_cases() returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select a.finding_id from cases_cause a join cases_case c on c.id = a.case_id
    where a.finding_id is not null and sees_case(c) $$;
drop policy site_case on rectification_finding;
create policy site_case on rectification_finding for select to bangfu_app using (
    id in (select findings_of_my_cases()));
