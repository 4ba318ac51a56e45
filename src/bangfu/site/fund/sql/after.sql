-- Looking at what was paid: by nobody who paid it, and of allotments that money went out of.
create function keep_supervision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a fund_account;
begin
    select * into a from fund_account where id = new.allotment_id;
    if not (fund_may('inspect', a.place_id) or fund_may('fund', a.place_id)) then perform fund_refuse('fund_not_yours'); end if;
    if a.kind <> 'allotment' then perform fund_refuse('fund_wrong_accounts'); end if;
    if new."on" > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
    if least(length(btrim(new.checked)), length(btrim(new.finding))) < 2 then perform fund_refuse('fund_needs_words'); end if;
    if exists (select from fund_voucher v where v.out_of_id = a.id and v.code = 'pay' and v.by = any (own_accounts())) then
        perform fund_refuse('fund_second_person'); end if;
    return new;
end $$;
create trigger keep before insert on fund_supervision for each row execute function keep_supervision();

create function keep_procurement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project;
begin
    select * into p from fund_project where id = new.project_id;
    if not (fund_may('fund', p.place_id) or (new.kind <> 'judged' and fund_may('plan', p.place_id))) then
        perform fund_refuse('fund_not_yours'); end if;
    if new."on" > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
    if new.kind = 'judged' and length(btrim(new.words)) < 2 then perform fund_refuse('fund_needs_words'); end if;
    if new.kind <> 'judged' and btrim(new.document) = '' then perform fund_refuse('fund_needs_document'); end if;
    return new;
end $$;
create trigger keep before insert on fund_procurement for each row execute function keep_procurement();

-- A finding is tied to money of the place where it was found, and to no more than was moved.
create function keep_misuse() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare v fund_voucher; f rectification_finding;
begin
    select * into v from fund_voucher where id = new.voucher_id;
    select * into f from rectification_finding where id = new.finding_id;
    if not (fund_may('inspect', v.place_id) and fund_may('inspect', f.place_id)) then perform fund_refuse('fund_not_yours'); end if;
    if f.county_id <> v.place_id / 1000000 * 1000000 or new.amount > v.amount then perform fund_refuse('fund_not_this_money'); end if;
    return new;
end $$;
create trigger keep before insert on fund_misuse for each row execute function keep_misuse();

-- An asset is what a project that was accepted left behind; what it brings goes to households of its place.
create function keep_asset() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project;
begin
    select * into p from fund_project where id = new.project_id for share;
    if not fund_may('fund', p.place_id) then perform fund_refuse('fund_not_yours'); end if;
    if p.state not in ('accepted', 'closed') then perform fund_refuse('fund_not_accepted'); end if;
    if new."on" > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
    return new;
end $$;
create trigger keep before insert on fund_asset for each row execute function keep_asset();
create function keep_income() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project;
begin
    select q.* into p from fund_asset a join fund_project q on q.id = a.project_id where a.id = new.asset_id;
    if not (fund_may('plan', p.place_id) or fund_may('fund', p.place_id)) or not exists (select from roster_household h
            join roster_place t on t.code = p.place_id where h.id = new.household_id and h.place_id between t.code and t.last) then
        perform fund_refuse('fund_not_yours'); end if;
    if new."on" > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
    if btrim(new.document) = '' then perform fund_refuse('fund_needs_document'); end if;
    return new;
end $$;
create trigger keep before insert on fund_income for each row execute function keep_income();
