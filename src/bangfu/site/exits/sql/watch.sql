-- The risk of a household that is open: found last, not over, and not gone with its coming back or being struck off.
create function exits_open_risk(wanted text) returns text language sql stable as $$
    select r.id from exits_risk r where r.household_id = wanted and not exists (select from exits_standing s
        where s.household_id = r.household_id and (s.risk_id = r.id or (s.word in ('reverted', 'struck') and (s."on", s.at) >= (r."on", r.at))))
    order by r."on" desc, r.at desc, r.id desc limit 1 $$;

create function exits_keep_risk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare h roster_household; now_at text;
begin
    -- Found by whoever helps, or by the confirmation that took it under watch.
    if not (exits_may('help', new.household_id) or exits_may('confirm', new.household_id)) then perform exits_refuse('exit_not_yours'); end if;
    select * into h from roster_household where id = new.household_id for no key update;
    if length(btrim(new.ground)) < 2 or cardinality(new.causes) = 0 then perform exits_refuse('exit_needs_words'); end if;
    if new."on" > scope_today() then perform exits_refuse('exit_day_to_come'); end if;
    now_at := exits_standing_on(new.household_id, new."on");
    if now_at is null then perform exits_refuse('exit_day_before'); end if;
    if not exists (select from exits_riskof k where k.code = new.kind and now_at = any (k.standings)) then
        perform exits_refuse('exit_not_this_risk'); end if;
    if exits_open_risk(new.household_id) is not null then perform exits_refuse('exit_watched_already'); end if;
    return new;
end $$;
create trigger keep before insert on exits_risk for each row execute function exits_keep_risk();

-- What is said against a notice, while it hangs; and its answer, once.
create function exits_keep_objection() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c exits_course; asked exits_objection;
begin
    select * into c from exits_course where id = new.course_id for no key update;
    if not (exits_may('help', c.household_id) or exits_may('households', c.household_id)) then perform exits_refuse('exit_not_yours'); end if;
    new."on" := scope_today();
    if length(btrim(new.text)) < 2 then perform exits_refuse('exit_needs_words'); end if;
    if not exists (select from exits_rule r where r.state = exits_course_state(c.id) and 'notice' = any (r.needs)) then
        perform exits_refuse('exit_not_posted'); end if;
    if new.answers_id is null then
        new.upheld := null;
        return new;
    end if;
    if not exits_may('households', c.household_id) then perform exits_refuse('exit_not_yours'); end if;
    select * into asked from exits_objection o where o.id = new.answers_id;
    if asked.course_id is distinct from c.id or asked.answers_id is not null or new.upheld is null then
        perform exits_refuse('exit_not_its_objection'); end if;
    return new;
end $$;
create trigger keep before insert on exits_objection for each row execute function exits_keep_objection();

create function exits_keep_setting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(may('confirm') and in_scope(new.county_id), false) then perform exits_refuse('exit_not_yours'); end if;
    if length(btrim(new.document)) < 2 then perform exits_refuse('exit_needs_document'); end if;
    return new;
end $$;
create trigger keep before insert on exits_setting for each row execute function exits_keep_setting();

-- Drawn by another body: inspectors, and nobody who had a part in what is drawn over.
create function exits_keep_draw() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(may('inspect') and in_scope(new.county_id), false) then perform exits_refuse('exit_not_yours'); end if;
    new."on" := scope_today();
    return new;
end $$;
create trigger keep before insert on exits_draw for each row execute function exits_keep_draw();
create function exits_keep_lot() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c exits_course; d exits_draw; h roster_household;
begin
    select * into d from exits_draw where id = new.draw_id;
    select * into c from exits_course where id = new.course_id for no key update;
    select * into h from roster_household where id = c.household_id;
    if not coalesce(exits_may('inspect', c.household_id) and in_scope(d.county_id) and d."by" = any (own_accounts())
            and d.county_id = h.place_id / 1000000 * 1000000, false) then perform exits_refuse('exit_not_yours'); end if;
    if exits_course_state(c.id) <> 'exit_heard' then perform exits_refuse('exit_not_now'); end if;
    if exists (select from exits_move m where m.course_id = c.id and m.by = any (own_accounts())) then
        perform exits_refuse('exit_second_person'); end if;
    return new;
end $$;
create trigger keep before insert on exits_lot for each row execute function exits_keep_lot();
