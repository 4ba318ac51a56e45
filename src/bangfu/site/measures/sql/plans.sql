-- Plans of households, their measures and decisions. All of it is seen with the eyes of whoever writes.
create function help_refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode =
        case when reason = 'help_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;
-- Who helps writes of every household in view, who keeps households of those in the area.
create function writes_about(wanted text) returns boolean language sql stable as $$
    select exists (select from roster_household h where h.id = wanted
        and ((select may('help')) or ((select may('households')) and in_scope(h.place_id)))) $$;

create function keep_household_plan() returns trigger language plpgsql as $$
begin
    if not writes_about(new.household_id) then perform help_refuse('help_not_yours'); end if;
    if tg_op = 'INSERT' then
        if new.adopted_on is not null then perform help_refuse('help_plan_adopted'); end if;
        if not records_today(new.recorded_at, new.recorded_by) then perform help_refuse('help_not_yours'); end if;
        if new.former_id is not null and not exists (select from measures_plan p
                where p.id = new.former_id and p.household_id = new.household_id and p.adopted_on is not null) then
            perform help_refuse('help_not_its_plan'); end if;
        return new;
    end if;
    if old.adopted_on is not null then perform help_refuse('help_plan_adopted'); end if;
    if new.adopted_on > scope_today() then perform help_refuse('help_day_to_come'); end if;
    -- 二(三)/f: what the household wants is asked first.
    if new.adopted_on is not null and not exists (select from measures_wish w
            where w.household_id = new.household_id and w."on" <= new.adopted_on) then
        perform help_refuse('help_needs_wish'); end if;
    return new;
end $$;
create trigger keep before insert or update on measures_plan for each row execute function keep_household_plan();

create function keep_measure() returns trigger language plpgsql as $$
declare p measures_plan;
begin
    select * into p from measures_plan where id = new.plan_id for share;
    if not found or not writes_about(p.household_id) then perform help_refuse('help_not_yours'); end if;
    if tg_op = 'INSERT' then
        if p.adopted_on is not null then perform help_refuse('help_plan_adopted'); end if;
        if not records_today(new.recorded_at, new.recorded_by) then perform help_refuse('help_not_yours'); end if;
    else
        if old.state in ('done', 'dropped') then perform help_refuse('help_is_over'); end if;
        if new.state = 'planned' and old.state <> 'planned' then perform help_refuse('help_is_over'); end if;
    end if;
    if new.state in ('done', 'dropped') and length(btrim(new.result)) < 2 then perform help_refuse('help_needs_words'); end if;
    if length(btrim(new.text)) < 2 then perform help_refuse('help_needs_words'); end if;
    return new;
end $$;
create trigger keep before insert or update on measures_measure for each row execute function keep_measure();

create function keep_decision() returns trigger language plpgsql as $$
begin
    if not writes_about(new.household_id) or not records_today(new.recorded_at, new.recorded_by) then
        perform help_refuse('help_not_yours'); end if;
    if new."on" > scope_today() then perform help_refuse('help_day_to_come'); end if;
    return new;
end $$;
create trigger keep before insert on measures_decision for each row execute function keep_decision();
