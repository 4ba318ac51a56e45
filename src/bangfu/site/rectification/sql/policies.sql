-- Drafts are for those who inspect in the area. What was fed back is seen by whoever sees the area, by the unit that
-- answers, and by the people it names.
create policy site_read on rectification_finding for select to bangfu_app using (
    ((select may('inspect')) and in_scope(place_id))
    or (state not in ('', 'drafted', 'discarded') and (
        ((select scope_sees()) = 'area' and in_scope(place_id))
        or organisation_id = (select scope_organisation())
        or leader_id = (select scope_person()) or person_id = (select scope_person()))));
create function may_find(f rectification_finding) returns boolean language sql stable as $$
    select (select may('inspect')) and in_scope(f.place_id) and f.county_id = f.place_id / 1000000 * 1000000
        and (f.body_id is null or f.place_id between f.body_id and (select p.last from roster_place p where p.code = f.body_id))
        and (f.organisation_id is null or exists (select from roster_organisation o where o.id = f.organisation_id))
        and (f.person_id is null or exists (select from roster_person q where q.id = f.person_id))
        and (f.leader_id is null or exists (select from roster_person q where q.id = f.leader_id))
        and (f.campaign_id is null or exists (select from supervision_campaign c where c.id = f.campaign_id))
        and (f.repeats_id is null or exists (select from rectification_finding o where o.id = f.repeats_id))
        and (f.similar_to_id is null or exists (select from rectification_finding o where o.id = f.similar_to_id)) $$;
create policy site_add on rectification_finding for insert to bangfu_app
    with check (may_find(rectification_finding) and made_by = (select scope_account()));
create policy site_change on rectification_finding for update to bangfu_app
    using (state = 'drafted' and (select may('inspect')) and in_scope(place_id))
    with check (state = 'drafted' and may_find(rectification_finding));

create policy site_read on rectification_move for select to bangfu_app
    using (finding_id in (select f.id from rectification_finding f));
create policy site_add on rectification_move for insert to bangfu_app with check (
    by = (select scope_account()) and finding_id in (select f.id from rectification_finding f));
create policy site_read on rectification_evidence for select to bangfu_app
    using (finding_id in (select f.id from rectification_finding f));
create policy site_add on rectification_evidence for insert to bangfu_app with check (
    added_by = (select scope_account()) and finding_id in (select f.id from rectification_finding f)
    and (entry_id is null or entry_id in (select e.id from ledger_entry e))
    and exists (select from rectification_finding f where f.id = finding_id and answers_for(f.body_id, f.organisation_id)));

create policy site_read on rectification_practice for select to bangfu_app using (
    ((select may('inspect')) and in_scope(place_id))
    or (state <> 'drafted' and (((select scope_sees()) = 'area' and in_scope(place_id))
        or organisation_id = (select scope_organisation()))));
create policy site_add on rectification_practice for insert to bangfu_app with check (
    (select may('inspect')) and in_scope(place_id) and made_by = (select scope_account()) and state = 'drafted'
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id)));
create policy site_change on rectification_practice for update to bangfu_app
    using ((select may('inspect')) and in_scope(place_id) and state <> 'publicised')
    with check (in_scope(place_id) and (state = 'drafted' and (select may('inspect')) or (select may('supervise'))));
create function keep_practice() returns trigger language plpgsql as $$
begin
    if old.state = 'drafted' and new.state = 'publicised' or old.state = 'commended' and new.state = 'drafted' then
        raise exception 'practice_in_order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on rectification_practice for each row execute function keep_practice();

create policy site_read on rectification_findingevent for select to bangfu_app using (
    (select may('audit')) or id in (select f.id from rectification_finding f where (select may('inspect'))));
create policy site_read on rectification_practiceevent for select to bangfu_app using (
    (select may('audit')) or id in (select p.id from rectification_practice p where (select may('inspect'))));
