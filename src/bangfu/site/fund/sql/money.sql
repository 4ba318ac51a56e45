-- Money moves by vouchers. The database makes the two postings of each, keeps the balances by them, and refuses what would
-- spend money twice, elsewhere than it was given for, or before a project may spend.

-- An account says what the one above it says; only what is new about it is heard.
create function open_account() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a fund_account; p fund_project;
begin
    select * into a from fund_account where id = new.above_id;
    select * into p from fund_project where id = coalesce(a.project_id, new.project_id);
    if not fund_may('fund', coalesce(p.place_id, a.place_id, new.county_id)) then perform fund_refuse('fund_not_yours'); end if;
    if new.kind is distinct from (case a.kind when 'source' then 'receipt' when 'receipt' then 'allotment'
            when 'allotment' then 'outlay' when 'outlay' then null else 'source' end)
            or (new.kind in ('allotment', 'outlay')) is distinct from (p.id is not null)
            or a.county_id <> new.county_id or p.county_id <> new.county_id then
        perform fund_refuse('fund_wrong_accounts'); end if;
    if new.kind = 'source' and new.source = '' or new.kind = 'outlay' and (btrim(new.payee) = '' or new.purpose = '') then
        perform fund_refuse('fund_needs_payee'); end if;
    if new.kind = 'receipt' and a.earmark <> '' and new.earmark not in ('', a.earmark) then
        perform fund_refuse('fund_earmarked'); end if;
    if new.household_id is not null and not exists (select from fund_beneficiary b
            where b.project_id = p.id and b.household_id = new.household_id) then perform fund_refuse('fund_no_such_beneficiary'); end if;
    new.project_id := p.id;
    new.place_id := coalesce(p.place_id, new.county_id);
    new.source := coalesce(a.source, new.source);
    new.earmark := coalesce(nullif(a.earmark, ''), new.earmark);
    new.purpose := case when new.kind = 'outlay' then new.purpose else '' end;
    new.balance := 0;
    return new;
end $$;
create trigger open before insert on fund_account for each row execute function open_account();

-- What a county set last, as of a day: from which budget on a contract needs a tender; null where it set nothing.
create function tender_from(county bigint, day date) returns bigint language sql stable as $$
    select s.tender_from from fund_setting s where s.county_id = county and s.start <= day order by s.start desc limit 1 $$;
-- A contract is paid only after it came about as the county's threshold asks; without one, after a person judged it
-- (二(五)/o and p, reading G18). What a household gets is no contract.
create function lacks_tender(p fund_project) returns text language plpgsql stable as $$
declare at_least bigint := tender_from(p.county_id, scope_today());
begin
    if at_least is null and not exists (select from fund_procurement r where r.project_id = p.id) then
        return 'fund_needs_judgement'; end if;
    if p.budget >= at_least and not exists (select from fund_procurement r where r.project_id = p.id
            and r.kind in ('tender', 'procurement')) then return 'fund_needs_tender'; end if;
    return null;
end $$;

-- Why an allotment may not be filled: 二(五)/a and g.
create function against_allotting(v fund_voucher, i fund_account, p fund_project) returns text language plpgsql stable as $$
begin
    if p.state not in ('established', 'accepted') then return 'fund_not_established'; end if;
    if project_holds(p.id, 'allotment') + project_holds(p.id, 'outlay') + v.amount > p.budget then return 'fund_over_budget'; end if;
    if v.amount + (select coalesce(sum(a.balance), 0) from fund_account a
            where a.project_id = p.id and a.kind in ('allotment', 'outlay') and a.source = i.source)
            > (select coalesce(sum(u.amount), 0) from fund_useline u where u.project_id = p.id and u.source = i.source) then
        return 'fund_not_in_use_plan'; end if;
    return null;
end $$;
-- Why nothing may be paid into an outlay: 二(五)/g and i.
create function against_paying(v fund_voucher, i fund_account, p fund_project) returns text language plpgsql stable as $$
begin
    if p.state not in ('established', 'accepted') then return 'fund_not_established'; end if;
    if i.earmark not in ('', i.purpose) then return 'fund_earmarked'; end if;
    if v.amount + (select coalesce(sum(a.balance), 0) from fund_account a
            where a.project_id = p.id and a.kind = 'outlay' and a.source = i.source and a.purpose = i.purpose)
            > (select coalesce(sum(u.amount), 0) from fund_useline u
                where u.project_id = p.id and u.source = i.source and u.purpose = i.purpose) then
        return 'fund_not_in_use_plan'; end if;
    return case when i.household_id is null then lacks_tender(p) end;
end $$;

-- Whether a voucher goes between accounts as its kind does. A refund, a return and a reversal go the other way; what has an
-- account of its own fills it once.
create function goes_right(v fund_voucher, o fund_account, i fund_account) returns boolean language sql stable as $$
    select coalesce(case
        when v.code in ('receive', 'allot', 'pay') then i.above_id = o.id
            and i.kind = case v.code when 'receive' then 'receipt' when 'allot' then 'allotment' else 'outlay' end
            and (v.code = 'allot' or not exists (select from fund_voucher f where f.into_id = i.id))
        when v.code in ('refund', 'return') then o.above_id = i.id
            and o.kind = case v.code when 'refund' then 'outlay' else 'allotment' end
        when v.code = 'reverse' then exists (select from fund_voucher f where f.id = v.reverses_id and f.code <> 'reverse'
            and f.out_of_id = v.into_id and f.into_id = v.out_of_id and f.amount = v.amount and f."on" <= v."on")
        else false end, false) $$;
create function against_voucher(v fund_voucher, o fund_account, i fund_account, p fund_project) returns text
language plpgsql stable as $$
begin
    if v.reverses_id is not null and exists (select from fund_voucher f where f.reverses_id = v.reverses_id) then
        return 'fund_reversed_already'; end if;
    if not goes_right(v, o, i) then return 'fund_wrong_accounts'; end if;
    if btrim(v.document) = '' then return 'fund_needs_document'; end if;
    if v.code in ('refund', 'return', 'reverse') and length(btrim(v.words)) < 2 then return 'fund_needs_words'; end if;
    if v."on" > scope_today() then return 'fund_day_to_come'; end if;
    if o.kind <> 'source' and o.balance < v.amount then return 'fund_overdrawn'; end if;
    -- By what it does, not by what it is called: reversing a return allots again, and reversing a refund pays again.
    if i.kind = 'allotment' and o.kind = 'receipt' then return against_allotting(v, i, p); end if;
    if i.kind = 'outlay' then return against_paying(v, i, p); end if;
    return null;
end $$;

create trigger checked before insert on fund_voucher for each row execute function check_voucher();

create function post_voucher() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into fund_posting (voucher_id, account_id, amount)
        values (new.id, new.out_of_id, -new.amount), (new.id, new.into_id, new.amount);
    return null;
end $$;
create trigger posted after insert on fund_voucher for each row execute function post_voucher();

create function carry_posting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update fund_account set balance = balance + new.amount where id = new.account_id;
    return null;
end $$;
create trigger carried after insert on fund_posting for each row execute function carry_posting();

-- Whoever makes postings, they say what their voucher says, and sum to nothing.
create function balanced_postings() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not (select sum(p.amount) = 0 and count(*) = 2 and bool_and(p.amount = case p.account_id
                when v.into_id then v.amount when v.out_of_id then -v.amount end)
            from fund_posting p join fund_voucher v on v.id = p.voucher_id where p.voucher_id = new.voucher_id) then
        raise exception 'fund_unbalanced' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger balanced after insert on fund_posting deferrable initially deferred
    for each row execute function balanced_postings();
