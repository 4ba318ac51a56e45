-- County offices see their county whole. A unit, a township or a helper sees its own line and what that rests on, and of the
-- others nothing until a ranking is published; then the list in which it stands itself.
create function sees_county(at bigint) returns boolean language sql stable as
    $$ select coalesce((select scope_sees()) = 'area' and in_scope(at), false) $$;
create function works_here(at bigint) returns boolean language sql stable as
    $$ select coalesce((select scope_sees()) <> 'none' and (at = (select scope_county()) or in_scope(at)), false) $$;
create function own_line(person text, organisation text, place bigint) returns boolean language sql stable as $$
    select coalesce(person = (select scope_person()), false)
        or ((select scope_sees()) = 'unit' and coalesce(organisation = (select scope_organisation()), false))
        or ((select scope_sees()) = 'area' and coalesce(in_scope(place), false)) $$;

-- What a year comes to is written by what works it out, which is nobody's account.
create policy site_read on assessment_outcome for select to bangfu_app using (works_here(county_id));
create policy site_work on assessment_outcome for all to bangfu_app
    using ((select may('work_out')) and in_scope(county_id)) with check ((select may('work_out')) and in_scope(county_id));
create policy site_read on assessment_line for select to bangfu_app using (
    own_line(person_id, organisation_id, place_id)
    or outcome_id in (select o.id from assessment_outcome o where sees_county(o.county_id)));
create policy site_work on assessment_line for all to bangfu_app using ((select may('work_out')))
    with check ((select may('work_out')) and outcome_id in (select o.id from assessment_outcome o where in_scope(o.county_id)));
create policy site_work on assessment_wish for all to bangfu_app using ((select may('work_out')));
create function rows_seen() returns setof text language sql stable as
    $$ select unnest(l.rows) from assessment_line l $$;

create policy site_read on assessment_check for select to bangfu_app using (
    sees_county(place_id) or id in (select rows_seen()));
create policy site_add on assessment_check for insert to bangfu_app with check (
    (select may('inspect')) and made_by = (select scope_account()) and in_scope(county_id) and in_scope(place_id)
    and county_id = place_id / 1000000 * 1000000
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and (person_id is null or exists (select from roster_person q where q.id = person_id)));
create policy site_read on assessment_figure for select to bangfu_app using (
    sees_county(county_id) or sees_county(place_id) or id in (select rows_seen()));
create policy site_add on assessment_figure for insert to bangfu_app with check (
    (select may('assess')) and made_by = (select scope_account()) and in_scope(county_id)
    and (place_id is null or place_id / 1000000 * 1000000 = county_id)
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and (person_id is null or exists (select from roster_person q where q.id = person_id)));
create policy site_read on assessment_weight for select to bangfu_app using (works_here(county_id));
create policy site_add on assessment_weight for insert to bangfu_app with check (
    (select may('assess')) and made_by = (select scope_account()) and in_scope(county_id));
-- Who enters such rows in an area withdraws them there; what one sees only because one's own line rests on it, one does not.
create policy site_read on assessment_withdrawal for select to bangfu_app using (
    check_row_id in (select c.id from assessment_check c) or figure_id in (select f.id from assessment_figure f));
create policy site_add on assessment_withdrawal for insert to bangfu_app with check (
    made_by = (select scope_account()) and coalesce(
        ((select may('inspect')) and check_row_id in (select c.id from assessment_check c where in_scope(c.place_id)))
        or ((select may('assess')) and figure_id in (select f.id from assessment_figure f where in_scope(f.county_id))), false));

create policy site_read on assessment_publication for select to bangfu_app using (works_here(county_id));
create function my_lists() returns table (publication text, kind text, in_area text) language sql stable security definer
set search_path = public, pg_temp as $$
    select p.publication_id, p.subject_kind, p.area from assessment_published p
        where own_line(p.person_id, p.organisation_id, p.place_id) $$;
create policy site_read on assessment_published for select to bangfu_app using (
    publication_id in (select p.id from assessment_publication p where sees_county(p.county_id))
    or (publication_id, subject_kind, area) in (select m.publication, m.kind, m.in_area from my_lists() m));
