-- A case is seen by those who prepare, decide or review in the area, and by whom it is about: once they were told, and not
-- before, whatever else they may do.
create function sees_case(c cases_case) returns boolean language sql stable as $$
    select case when concerned(c) then c.number is not null
        else (((select may('weigh')) or (select may('review'))) and in_scope(c.place_id)) or decides_for(c) end $$;
create policy site_read on cases_case for select to bangfu_app using (sees_case(cases_case));
-- A unit decides, where the clause says so, about its people, and never about itself or who heads it.
create function unit_may_decide(c cases_case) returns boolean language sql stable as $$
    select c.unit_id = c.organisation_id and cases_says('of_the_unit', c.conducted_by)
        and (exists (select from roster_person q where q.id = c.person_id and q.organisation_id = c.unit_id)
            or exists (select from roster_post p where p.person_id = c.person_id and p.organisation_id = c.unit_id))
        and not exists (select from roster_post p where p.person_id = c.person_id and p.organisation_id = c.unit_id
            and cases_says('head', p.role)) $$;
create function may_open(c cases_case) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select may('weigh') and in_scope(c.place_id) and not own_case(c) and c.made_by = scope_account()
        and c.county_id = c.place_id / 1000000 * 1000000
        and (c.unit_id is null or unit_may_decide(c)) $$;
create policy site_add on cases_case for insert to bangfu_app with check (
    may_open(cases_case)
    and (person_id is null or exists (select from roster_person q where q.id = person_id))
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id)));

create policy site_read on cases_cause for select to bangfu_app using (
    case_id in (select c.id from cases_case c where sees_case(c)));
create policy site_add on cases_cause for insert to bangfu_app with check (
    (select may('weigh')) and case_id in (select c.id from cases_case c where c.state = '')
    and (finding_id is null or exists (select from rectification_finding f where f.id = finding_id
        and f.state not in ('', 'drafted', 'discarded', 'withdrawn')))
    and (decision_id is null or exists (select from cases_case d where d.id = decision_id
        and sees_case(d) and is_recall(d.measure, d.state))));
create policy site_read on cases_step for select to bangfu_app using (
    case_id in (select c.id from cases_case c where sees_case(c)));
create policy site_add on cases_step for insert to bangfu_app with check (
    by = (select scope_account()) and case_id in (select c.id from cases_case c));
create policy site_read on cases_caseevent for select to bangfu_app using ((select may('audit')));

-- Whom a case is about, and who decides it, reads what it rests on. Asked through a function: whoever opens a case adds
-- causes, for which findings are looked at, and the policy of findings may not ask for causes again.
create function findings_of_my_cases() returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select a.finding_id from cases_cause a join cases_case c on c.id = a.case_id
    where a.finding_id is not null and sees_case(c) $$;
create policy site_case on rectification_finding for select to bangfu_app using (id in (select findings_of_my_cases()));
-- Of a recall that a case rests on they read what was decided, not what was said in it.
create function recalls_of_my_cases() returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select a.decision_id from cases_cause a join cases_case c on c.id = a.case_id
    where a.decision_id is not null and sees_case(c) $$;
create policy site_rests on cases_case for select to bangfu_app using (id in (select recalls_of_my_cases()));
