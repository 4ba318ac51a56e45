-- The office that inspects sees all inspections of its area. Members of a team see theirs. Everybody else of the county
-- sees one once it was opened; a draw once it was opened itself.
create function supervises(at bigint) returns boolean language sql stable as
    $$ select (select may('supervise')) and in_scope(at) $$;
create function my_campaigns() returns setof text language sql stable security definer rows 10
set search_path = public, pg_temp as $$
    select t.campaign_id from supervision_member m join supervision_team t on t.id = m.team_id
        where m.person_id = (select scope_person()) and (select may('inspect')) $$;
create function prepares(campaign text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from supervision_campaign c where c.id = campaign and c.closed_at is null
        and may('supervise') and in_scope(c.place_id)) $$;
create function plans(campaign text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select prepares(campaign) and exists (
        select from supervision_campaign c where c.id = campaign and c.opened_at is null) $$;
create function inspects(campaign text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select campaign in (select my_campaigns()) or exists (select from supervision_campaign c
        where c.id = campaign and may('supervise') and in_scope(c.place_id)) $$;

create policy site_read on supervision_campaign for select to bangfu_app using (
    supervises(place_id) or id in (select my_campaigns())
    or (opened_at is not null and (in_scope(place_id) or place_id = (select scope_county()))));
create policy site_add on supervision_campaign for insert to bangfu_app with check (
    supervises(place_id) and made_by = (select scope_account()) and opened_at is null and closed_at is null);
create policy site_change on supervision_campaign for update to bangfu_app
    using (supervises(place_id)) with check (supervises(place_id));

-- What belongs to a campaign is seen with it.
create policy site_read on supervision_stage for select to bangfu_app
    using (campaign_id in (select c.id from supervision_campaign c));
create policy site_write on supervision_stage for all to bangfu_app
    using (plans(campaign_id)) with check (plans(campaign_id));
create policy site_read on supervision_briefing for select to bangfu_app
    using (campaign_id in (select c.id from supervision_campaign c));
create policy site_add on supervision_briefing for insert to bangfu_app
    with check (inspects(campaign_id) and made_by = (select scope_account()));
create policy site_read on supervision_team for select to bangfu_app
    using (campaign_id in (select c.id from supervision_campaign c));
create policy site_write on supervision_team for all to bangfu_app
    using (prepares(campaign_id)) with check (prepares(campaign_id));
create function prepares_team(team text) returns boolean language sql stable security definer
set search_path = public, pg_temp as
    $$ select prepares((select t.campaign_id from supervision_team t where t.id = team)) $$;
create policy site_read on supervision_member for select to bangfu_app
    using (team_id in (select t.id from supervision_team t));
create policy site_write on supervision_member for all to bangfu_app
    using (prepares_team(team_id)) with check (prepares_team(team_id)
        and exists (select from roster_person q where q.id = person_id));
create policy site_read on supervision_assignment for select to bangfu_app
    using (team_id in (select t.id from supervision_team t));
create policy site_write on supervision_assignment for all to bangfu_app
    using (prepares_team(team_id)) with check (prepares_team(team_id)
        and (place_id is null or in_scope(place_id))
        and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id)));
-- Who was in the team enters that it was there; the rest of the row is the office's, and what was entered stays.
create function inspects_in(team text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from supervision_team t join supervision_campaign c on c.id = t.campaign_id
        where t.id = team and c.opened_at is not null and c.closed_at is null and inspects(c.id)) $$;
create policy site_enter on supervision_assignment for update to bangfu_app
    using (inspects_in(team_id)) with check (inspects_in(team_id));
create function keep_assignment() returns trigger language plpgsql as $$
begin
    if old.entry <> '' and (tg_op = 'DELETE' or (new.entry, new.inspected_on, new.team_id, new.place_id, new.organisation_id)
            is distinct from (old.entry, old.inspected_on, old.team_id, old.place_id, old.organisation_id)) then
        raise exception 'what was inspected stays' using errcode = 'check_violation';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    if (new.team_id, new.place_id, new.organisation_id) is distinct from (old.team_id, old.place_id, old.organisation_id)
            or (new.entry <> '' and old.entry = '' and not exists (select from supervision_campaign c
                join supervision_team t on t.campaign_id = c.id where t.id = new.team_id and c.opened_at is not null)) then
        raise exception 'another place is another assignment, and a hidden inspection is not entered' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update or delete on supervision_assignment for each row execute function keep_assignment();

-- Who inspects enters the inspection in the ledger, for the unit or the person that made it, and may put that right.
create policy site_inspect on ledger_entry for insert to bangfu_app with check (
    (select may('inspect')) and recorded_by = (select scope_account())
    and kind in ('comprehensive_inspection', 'special_inspection') and household_id is null and counterpart_person_id is null
    and in_scope(book) and (area is null or (in_scope(area) and area = place_id)) and (place_id is null or in_scope(place_id))
    and (corrects_id is null or may_stand_on(corrects_id, book))
    and (person_id is null or exists (select from roster_person q where q.id = person_id))
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and (counterpart_organisation_id is null
        or exists (select from roster_organisation o where o.id = counterpart_organisation_id)));

-- What somebody declared is for the office, and for whoever declared it.
create policy site_read on supervision_tie for select to bangfu_app
    using (supervises(county_id) or person_id = (select scope_person()));
create policy site_write on supervision_tie for all to bangfu_app
    using (supervises(county_id)) with check (supervises(county_id)
        and exists (select from roster_person q where q.id = person_id));

create policy site_read on supervision_draw for select to bangfu_app using (
    inspects(campaign_id) or (opened_at is not null and campaign_id in (select c.id from supervision_campaign c)));
create policy site_add on supervision_draw for insert to bangfu_app with check (
    prepares(campaign_id) and fixed_by = (select scope_account()) and taken is null and word = '' and opened_at is null);
create policy site_change on supervision_draw for update to bangfu_app
    using (prepares(campaign_id)) with check (prepares(campaign_id));
create policy site_read on supervision_drawn for select to bangfu_app
    using (draw_id in (select d.id from supervision_draw d));
create policy site_add on supervision_drawn for insert to bangfu_app with check (
    in_scope(place_id) and draw_id in (select d.id from supervision_draw d where d.drawn_by = (select scope_account())
        and d.opened_at is null and prepares(d.campaign_id)));

-- What was fixed stays; one draw has one outcome; it is opened after it was done, and not taken back.
create function keep_draw() returns trigger language plpgsql as $$
begin
    if (new.campaign_id, new.level, new.subject, new.method, new.strata, new.secret, new.commitment, new.fixed_by, new.fixed_at)
            is distinct from (old.campaign_id, old.level, old.subject, old.method, old.strata, old.secret, old.commitment, old.fixed_by, old.fixed_at)
        or (old.taken is not null and (new.word, new.taken, new.drawn_by, new.drawn_at)
            is distinct from (old.word, old.taken, old.drawn_by, old.drawn_at))
        or (old.opened_at is not null and (new.opened_by, new.opened_at) is distinct from (old.opened_by, old.opened_at))
        or (new.opened_at is not null and new.taken is null) then
        raise exception 'a draw stays as it was fixed and done' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on supervision_draw for each row execute function keep_draw();

-- An inspection is opened once and closed once; of what was opened nothing changes but that it is closed.
create function keep_campaign() returns trigger language plpgsql as $$
begin
    if (old.opened_at is not null and to_jsonb(new) - 'closed_by' - 'closed_at' <> to_jsonb(old) - 'closed_by' - 'closed_at')
        or (old.closed_at is not null and new is distinct from old)
        or (new.closed_at is not null and new.opened_at is null)
        or (new.made_by, new.made_at) is distinct from (old.made_by, old.made_at) then
        raise exception 'an inspection is opened once and closed once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on supervision_campaign for each row execute function keep_campaign();

-- History is no way round: until an inspection is opened, who audits learns of it as little as the inspected do.
create function tells_history(campaign text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from supervision_campaign c where c.id = campaign and (
        (may('audit') and c.opened_at is not null) or (may('supervise') and in_scope(c.place_id)))) $$;
-- A team that was taken away is known by its own history.
create function tells_team(team text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select tells_history((select e.campaign_id from supervision_teamevent e where e.id = team limit 1)) $$;
create policy site_read on supervision_campaignevent for select to bangfu_app using (tells_history(id));
create policy site_read on supervision_stageevent for select to bangfu_app using (tells_history(campaign_id));
create policy site_read on supervision_teamevent for select to bangfu_app using (tells_history(campaign_id));
create policy site_read on supervision_memberevent for select to bangfu_app using (tells_team(team_id));
create policy site_read on supervision_assignmentevent for select to bangfu_app using (tells_team(team_id));
create policy site_read on supervision_tieevent for select to bangfu_app
    using ((select may('audit')) or supervises(county_id));
