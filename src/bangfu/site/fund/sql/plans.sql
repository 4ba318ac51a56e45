-- Plans and their items. A plan is written, adopted, closed with its result; what was adopted is changed no more.
create function fund_refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode =
        case when reason = 'fund_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;
-- Whether whoever asks plans or handles money at a place. What is unknown is a no.
create function fund_may(what text, at bigint) returns boolean language sql stable as
    $$ select coalesce(may(what) and in_scope(at), false) $$;

create function keep_plan() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare above fund_plan;
begin
    if not fund_may('plan', new.place_id) then perform fund_refuse('fund_not_yours'); end if;
    if tg_op = 'INSERT' then
        if new.adopted_on is not null or new.closed_on is not null then perform fund_refuse('plan_adopted'); end if;
        select * into above from fund_plan p where p.id = new.parent_id;
        if new.kind = 'annual' and not coalesce(above.kind = 'three_year' and above.place_id = new.place_id
                and above.adopted_on is not null and above.closed_on is null
                and new.start_year between above.start_year and above.end_year, false) then
            perform fund_refuse('plan_needs_parent'); end if;
        return new;
    end if;
    if old.closed_on is not null then perform fund_refuse('plan_closed'); end if;
    if old.adopted_on is not null and (new.adopted_on, new.document, new.prepared, new.title)
            is distinct from (old.adopted_on, old.document, old.prepared, old.title) then
        perform fund_refuse('plan_adopted'); end if;
    if new.adopted_on is not null and old.adopted_on is null then
        if not exists (select from fund_item i where i.plan_id = new.id) then perform fund_refuse('plan_empty'); end if;
        if btrim(new.document) = '' then perform fund_refuse('fund_needs_document'); end if;
    end if;
    if greatest(new.adopted_on, new.closed_on) > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
    return new;
end $$;
create trigger keep before insert or update on fund_plan for each row execute function keep_plan();

create function keep_item() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_plan;
begin
    select * into p from fund_plan where id = new.plan_id for share;
    if not fund_may('plan', p.place_id) then perform fund_refuse('fund_not_yours'); end if;
    if tg_op = 'UPDATE' then return new; end if;
    if p.adopted_on is not null then perform fund_refuse('plan_adopted'); end if;
    if not (case p.kind when 'annual' then exists (select from fund_item i
            where i.id = new.parent_id and i.plan_id = p.parent_id) else new.parent_id is null end) then
        perform fund_refuse('item_needs_parent'); end if;
    return new;
end $$;
create trigger keep before insert or update on fund_item for each row execute function keep_item();

-- Whether an item belongs to a plan that was adopted, is not closed, and holds at a place on a day (二(五)/f).
create function is_planned(item text, at bigint, day date) returns boolean language sql stable as $$
    select exists (select from fund_item i join fund_plan p on p.id = i.plan_id join roster_place t on t.code = p.place_id
        where i.id = item and p.adopted_on is not null and p.closed_on is null
            and extract(year from day) between p.start_year and p.end_year and at between t.code and t.last) $$;
