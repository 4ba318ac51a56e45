-- Papers of a case are written by who prepares it and read by who sees it, whom it is about excepted; once issued also by the
-- person, unit or township that they are addressed to, and by nobody else: not by who inspects, nor by who oversees.
create function of_a_case(kind text) returns boolean language sql immutable parallel safe as $$
    select kind in ('interview_notice', 'interview_record', 'admonition', 'criticism', 'recall_notice', 'decision', 'review') $$;
create function prepares_case(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select may('weigh') and exists (select from cases_case c where c.id = wanted and sees_case(c) and not own_case(c)) $$;
create function reads_case(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from cases_case c where c.id = wanted and sees_case(c) and not concerned(c)) $$;
create function makes_paper(kind text, about text) returns boolean language sql stable as
    $$ select case when of_a_case(kind) then prepares_case(about) else may('supervise') or may('inspect') end $$;
create function issues_paper(kind text, about text) returns boolean language sql stable as
    $$ select case when of_a_case(kind) then prepares_case(about) else may('supervise') end $$;
create or replace function addressed(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from papers_paperrecipient r where r.paper_id = wanted and (r.person_id = scope_person()
        or (may('answer') and (in_scope(r.place_id) or r.organisation_id = scope_organisation())))) $$;
create or replace function may_replace(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from papers_paper p where p.id = wanted and makes_paper(p.kind, p.about) and in_scope(p.place_id)
        and p.state <> 'draft') $$;

drop policy site_read on papers_series;
create policy site_read on papers_series for select to bangfu_app
    using (((select makes_papers()) or (select may('weigh'))) and in_scope(county_id));

drop policy site_read on papers_paper;
create policy site_read on papers_paper for select to bangfu_app using (
    case when of_a_case(kind) then reads_case(about) else in_scope(place_id) and makes_paper(kind, about) end
    or (number is not null and ((not of_a_case(kind) and (select may('oversee')) and in_scope(place_id)) or addressed(id))));
drop policy site_add on papers_paper;
create policy site_add on papers_paper for insert to bangfu_app with check (
    makes_paper(kind, about) and in_scope(place_id) and made_by = (select scope_account())
    and state = 'draft' and number is null
    and exists (select from papers_series s where s.id = series_id and s.county_id = place_id / 1000000 * 1000000)
    and (replaces_id is null or may_replace(replaces_id)));
drop policy site_edit on papers_paper;
create policy site_edit on papers_paper for update to bangfu_app
    using (state = 'draft' and makes_paper(kind, about) and in_scope(place_id))
    with check (state = 'draft' and makes_paper(kind, about) and in_scope(place_id)
        and exists (select from papers_series s where s.id = series_id and s.county_id = place_id / 1000000 * 1000000));
drop policy site_issue on papers_paper;
create policy site_issue on papers_paper for update to bangfu_app
    using (issues_paper(kind, about) and in_scope(place_id))
    with check (issues_paper(kind, about) and in_scope(place_id)
        and (state <> 'issued' or issued_by = (select scope_account()))
        and (state <> 'withdrawn' or withdrawn_by = (select scope_account())));
drop policy site_read on papers_paperversion;
create policy site_read on papers_paperversion for select to bangfu_app
    using (makes_paper(kind, about) and in_scope(place_id));

drop policy site_add on papers_paperrecipient;
create policy site_add on papers_paperrecipient for insert to bangfu_app with check (
    paper_id in (select p.id from papers_paper p where p.state = 'draft' and makes_paper(p.kind, p.about))
    and (place_id is null or in_scope(place_id))
    and (organisation_id is null or organisation_id in (select o.id from roster_organisation o))
    and (person_id is null or person_id in (select q.id from roster_person q)));
drop policy site_drop on papers_paperrecipient;
create policy site_drop on papers_paperrecipient for delete to bangfu_app using (
    paper_id in (select p.id from papers_paper p where p.state = 'draft' and makes_paper(p.kind, p.about)));
