-- What may happen to a course, from `moves.toml`. Whoever wants a move adds a row to exits_move; the trigger looks whether it may
-- happen, and writes what came of it.
create table exits_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

create function exits_course_state(wanted text) returns text language sql stable as $$
    select coalesce((select m.state from exits_move m where m.course_id = wanted order by m.number desc limit 1), '') $$;

-- Whether the draw that a course stood in took one that did not hold up; whether one that it took still waits to be looked at.
create function exits_draw_failed(wanted text) returns boolean language sql stable as $$
    select exists (select from exits_lot l join exits_lot o on o.draw_id = l.draw_id and o.taken
        where l.course_id = wanted and exits_course_state(o.course_id) = 'exit_failed') $$;
create function exits_draw_waits(wanted text) returns boolean language sql stable as $$
    select exists (select from exits_lot l join exits_lot o on o.draw_id = l.draw_id and o.taken
        where l.course_id = wanted and exits_course_state(o.course_id) = 'exit_heard') $$;

-- What was looked at on the spot: of each guarantee something, and where none may be unmet, none is.
create function exits_lacks_looking(m exits_move, all_met boolean) returns text language plpgsql stable as $$
begin
    if '' = any (array[m.education, m.medical, m.housing, m.water]) then return 'exit_not_seen'; end if;
    if all_met and exists (select from exits_guarantee g where g.rights and (to_jsonb(m) ->> g.code = 'no'
            or (to_jsonb(m) ->> g.code = 'not_asked' and not g.may_not_apply))) then return 'exit_bar_guarantee'; end if;
    return null;
end $$;
create function exits_lacks_hearing(c exits_course) returns text language plpgsql stable as $$
begin
    if exists (select from exits_objection o where o.course_id = c.id and o.answers_id is null
            and not exists (select from exits_objection a where a.answers_id = o.id)) then return 'exit_unanswered'; end if;
    if exists (select from exits_objection o where o.course_id = c.id and o.upheld) then return 'exit_upheld'; end if;
    if scope_today() <= (select max(m.until) from exits_move m where m.course_id = c.id) then return 'exit_still_posted'; end if;
    return null;
end $$;
create function exits_lacks_sample(c exits_course, needs text[]) returns text language plpgsql stable as $$
declare taken boolean := (select l.taken from exits_lot l where l.course_id = c.id);
begin
    if 'taken' = any (needs) and taken is distinct from true then return 'exit_not_taken'; end if;
    if 'sampled' = any (needs) and (taken is null or exits_draw_waits(c.id)) then return 'exit_not_sampled'; end if;
    return null;
end $$;
create function exits_lacks_watch(c exits_course, needs text[]) returns text language plpgsql stable as $$
begin
    if 'watched' = any (needs) and exits_open_risk(c.household_id) is distinct from c.risk_id then return 'exit_not_watched'; end if;
    if 'assured' = any (needs) and exists (select from exits_guarantees(c.household_id, scope_today()) g
            join exits_guarantee k using (code) where k.rights and g.state not in ('yes', 'not_asked')) then
        return 'exit_not_assured'; end if;
    if 'left' = any (needs) and exits_standing_on(c.household_id, scope_today()) <> 'lifted' then return 'exit_not_left'; end if;
    return null;
end $$;

-- What a course or a move lacks, as a code of the catalogue of errors; null where it has all that its kind needs.
create function exits_course_lacks(c exits_course, m exits_move, needs text[]) returns text language plpgsql stable as $$
declare h roster_household;
begin
    select * into h from roster_household where id = c.household_id;
    if 'text' = any (needs) and length(btrim(m.text)) < 2 then return 'exit_needs_words'; end if;
    if 'document' = any (needs) and length(btrim(m.document)) < 2 then return 'exit_needs_document'; end if;
    if needs && array['seen', 'looked'] and exits_lacks_looking(m, 'seen' = any (needs)) is not null then
        return exits_lacks_looking(m, 'seen' = any (needs)); end if;
    if 'notice' = any (needs) and (exits_set(h.place_id / 1000000 * 1000000, scope_today())).notice_days is null then
        return 'exit_days_unset'; end if;
    if 'heard' = any (needs) and exits_lacks_hearing(c) is not null then return exits_lacks_hearing(c); end if;
    if needs && array['taken', 'sampled'] and exits_lacks_sample(c, needs) is not null then return exits_lacks_sample(c, needs); end if;
    if exits_lacks_watch(c, needs) is not null then return exits_lacks_watch(c, needs); end if;
    if 'admissible' = any (needs) then
        return coalesce(exits_refusing(c.household_id, scope_today()), case when 'judged' = any (needs)
            and length(btrim(m.judged)) < 2 and (exits_to_judge(c.household_id, scope_today()) or exits_draw_failed(c.id))
            then 'exit_needs_judging' end); end if;
    if 'fallen' = any (needs) and length(btrim(m.judged)) < 2 and not exits_fell(c.household_id, scope_today()) then
        return 'exit_needs_judging'; end if;
    return null;
end $$;

-- The reason why a move may not happen; null where it may. Who may not know of a household is told nothing of its course.
create function exits_against_course_move(c exits_course, m exits_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r exits_rule;
begin
    select * into r from exits_rule where code = m.code;
    if r.code is null then return 'exit_no_such_move'; end if;
    if not exits_may(r.may, c.household_id) then return 'exit_not_yours'; end if;
    if not exits_course_state(c.id) = any (r.froms) then return 'exit_not_now'; end if;
    if exits_course_state(c.id) = '' and m.code <> 'propose_' || c.kind then return 'exit_not_now'; end if;
    if exists (select from exits_move f where f.course_id = c.id and f.by = any (own_accounts())
            and f.code = any (r.unlike)) then return 'exit_second_person'; end if;
    if m.entry_id is not null and not exists (select from ledger_entry e where e.id = m.entry_id
            and e.household_id = c.household_id) then return 'exit_not_its_entry'; end if;
    return exits_course_lacks(c, m, r.needs);
end $$;

create function exits_move_course() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c exits_course; r exits_rule; reason text; county bigint;
begin
    select * into c from exits_course where id = new.course_id for no key update;
    reason := case when c.id is null then 'exit_not_yours' else exits_against_course_move(c, new) end;
    if reason is not null then
        perform exits_refuse(reason, exits_clause(reason)); end if;
    select * into r from exits_rule where code = new.code;
    select h.place_id / 1000000 * 1000000 into county from roster_household h where h.id = c.household_id;
    new."on" := scope_today();
    new.state := r.state;
    new.number := (select coalesce(max(m.number), 0) + 1 from exits_move m where m.course_id = c.id);
    new.until := case when 'notice' = any (r.needs) then scope_today() + (exits_set(county, scope_today())).notice_days end;
    return new;
end $$;
create trigger move before insert on exits_move for each row execute function exits_move_course();

-- What the last move of a course makes of the household.
create function exits_end_course() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c exits_course;
begin
    if new.state in ('lifted', 'cleared', 'reverted') then
        select * into c from exits_course where id = new.course_id;
        insert into exits_standing (id, household_id, word, "on", why, course_id, risk_id, by, at) values
            (new.id, c.household_id, new.state, new."on", new.document, c.id,
             case when new.state = 'cleared' then c.risk_id end, new."by", new.at);
    end if;
    return null;
end $$;
create trigger ends after insert on exits_move for each row execute function exits_end_course();

-- A course begins by itself, one of a kind at a time, and with a move in the same transaction.
create function exits_begin_course() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not (exits_may('help', new.household_id) or exits_may('households', new.household_id)) then
        perform exits_refuse('exit_not_yours'); end if;
    perform from roster_household h where h.id = new.household_id for no key update;
    if exists (select from exits_course c where c.household_id = new.household_id and c.kind = new.kind
            and exists (select from exits_rule r where exits_course_state(c.id) <> '' and exits_course_state(c.id) = any (r.froms))) then
        perform exits_refuse('exit_going_on'); end if;
    new.risk_id := case when new.kind = 'clear' then exits_open_risk(new.household_id) end;
    if new.kind = 'clear' and new.risk_id is null then perform exits_refuse('exit_not_watched'); end if;
    return new;
end $$;
create trigger begin before insert on exits_course for each row execute function exits_begin_course();
create function exits_begun_course() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from exits_move m where m.course_id = new.id) then perform exits_refuse('exit_needs_words'); end if;
    return null;
end $$;
create constraint trigger begun after insert on exits_course deferrable initially deferred
    for each row execute function exits_begun_course();
