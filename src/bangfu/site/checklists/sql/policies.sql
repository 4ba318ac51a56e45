-- A sheet is filled by inspectors: of a campaign by the members of its teams and the office, without one by those of the
-- area. The inspected see theirs, by area or unit, once it was handed in and the campaign was opened.
create function sheet_handed_in(sheet text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from checklists_handing h where h.sheet_id = sheet) $$;
create function campaign_opened(campaign text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from supervision_campaign c where c.id = campaign and c.opened_at is not null) $$;
create function campaign_at_work(campaign text, at bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from supervision_campaign c join roster_place p on p.code = c.place_id
        where c.id = campaign and c.closed_at is null and at between p.code and p.last) $$;
create function fills_sheets(campaign text, at bigint) returns boolean language sql stable as $$
    select (select may('inspect')) and case when campaign is null then in_scope(at) else inspects(campaign) end $$;
create policy site_read on checklists_sheet for select to bangfu_app using (
    fills_sheets(campaign_id, place_id)
    or ((select may('answer')) and sheet_handed_in(id) and (campaign_id is null or campaign_opened(campaign_id))
        and (in_scope(place_id) or organisation_id = (select scope_organisation())
            or ((select scope_sees()) = 'unit' and person_id in (select colleagues())))));
create function sees_sheet(sheet text) returns boolean language sql stable as $$
    select exists (select from checklists_sheet s where s.id = sheet) $$;
create policy site_add on checklists_sheet for insert to bangfu_app with check (
    begun_by = (select scope_account()) and fills_sheets(campaign_id, place_id) and in_scope(place_id)
    and (campaign_id is null or campaign_at_work(campaign_id, place_id))
    and (person_id is null or exists (select from roster_person q where q.id = person_id))
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and (corrects_id is null or (sees_sheet(corrects_id) and sheet_handed_in(corrects_id))));

create function my_sheet(sheet text) returns boolean language sql stable as $$
    select exists (select from checklists_sheet s where s.id = sheet and s.begun_by = (select scope_account())) $$;
create policy site_read on checklists_answer for select to bangfu_app using (sees_sheet(sheet_id));
create policy site_add on checklists_answer for insert to bangfu_app with check (my_sheet(sheet_id));
create policy site_read on checklists_handing for select to bangfu_app using (sees_sheet(sheet_id));
create policy site_add on checklists_handing for insert to bangfu_app
    with check (my_sheet(sheet_id) and handed_by = (select scope_account()));

-- What the ledger says is taken from the sheet, whatever whoever answers says it says; nothing is answered that was not
-- asked, and nothing after the sheet was handed in.
create function fill_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if session_user = 'bangfu_app'
            and not exists (select from checklists_sheet s where s.id = new.sheet_id and s.begun_by = scope_account()) then
        raise exception 'somebody else fills this sheet' using errcode = 'insufficient_privilege';
    end if;
    select s.says ->> new.row into new.ledger from checklists_sheet s where s.id = new.sheet_id and s.says ? new.row;
    if not found then
        raise exception 'the sheet does not ask this' using errcode = 'check_violation';
    elsif sheet_handed_in(new.sheet_id) then
        raise exception 'the sheet was handed in' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger fill before insert on checklists_answer for each row execute function fill_answer();
create function keep_handing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if session_user = 'bangfu_app'
            and not exists (select from checklists_sheet s where s.id = new.sheet_id and s.begun_by = scope_account()) then
        raise exception 'somebody else fills this sheet' using errcode = 'insufficient_privilege';
    end if;
    if (select count(*) from checklists_answer a where a.sheet_id = new.sheet_id)
            <> (select count(*) from checklists_sheet s, jsonb_object_keys(s.says) where s.id = new.sheet_id) then
        raise exception 'every row is answered' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before insert on checklists_handing for each row execute function keep_handing();
