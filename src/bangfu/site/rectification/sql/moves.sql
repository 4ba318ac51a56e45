-- What may happen to a finding, from `moves.toml`. Whoever wants a move adds a row to rectification_move; the trigger looks
-- whether it may happen, and only it changes the state.
create table rectification_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

-- Whether whoever asks answers for the body of a finding: the account of just that township or county, or of the unit.
create function answers_for(at bigint, unit text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    -- What is unknown is a no.
    select may('answer') and coalesce(case when unit is not null then unit = scope_organisation()
        else scope_sees() = 'area' and at = scope_lo()
            and scope_hi() = (select p.last from roster_place p where p.code = at) end, false) $$;

-- The reason why a move may not happen, as a code of the catalogue of errors; null where it may.
create function against_move(f rectification_finding, move rectification_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r rectification_rule;
begin
    select * into r from rectification_rule where code = move.code;
    if r.code is null then return 'finding_no_such_move'; end if;
    -- Who may not know of the finding is told nothing of its state.
    if not may(r.may) then return 'finding_not_your_role'; end if;
    if r.may = 'answer' and not answers_for(f.body_id, f.organisation_id) then return 'finding_not_your_body'; end if;
    if r.may <> 'answer' and not in_scope(f.place_id) then return 'finding_not_your_area'; end if;
    if not f.state = any (r.froms) then return 'finding_not_now'; end if;
    if exists (select from rectification_move m where m.finding_id = f.id and m.by = scope_account()
            and m.code = any (r.unlike)) then return 'finding_second_person'; end if;
    if 'text' = any (r.needs) and length(btrim(move.text)) < 2 then return 'finding_needs_words'; end if;
    if 'opinion' = any (r.needs) and (btrim(f.opinion) = '' or f.leader_id is null) then return 'finding_needs_opinion'; end if;
    if 'deadline' = any (r.needs) and (move.deadline is null or move.deadline <= move."on") then return 'finding_needs_deadline'; end if;
    if 'evidence' = any (r.needs) and not exists (select from rectification_evidence e
            where e.finding_id = f.id and e.move = move.id) then return 'finding_needs_evidence'; end if;
    return null;
end $$;

create function move_finding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f rectification_finding; reason text; after text;
begin
    select * into f from rectification_finding where id = new.finding_id for update;
    reason := case when f.id is null then 'finding_not_your_area' else against_move(f, new) end;
    if reason is not null then
        raise exception '%', reason using errcode =
            case when starts_with(reason, 'finding_not_your') then 'insufficient_privilege' else 'check_violation' end;
    end if;
    new.former := f.state;
    new.number := (select coalesce(max(m.number), 0) + 1 from rectification_move m where m.finding_id = f.id);
    select state into after from rectification_rule where code = new.code;
    if new.code = 'feed_back' then
        perform pg_advisory_xact_lock(hashtext('rectification' || f.county_id || extract(year from new."on")));
        f.year := extract(year from new."on");
        f.number := (select coalesce(max(o.number), 0) + 1 from rectification_finding o
            where o.county_id = f.county_id and o.year = f.year);
        f.fed_back_on := new."on";
    end if;
    update rectification_finding set state = after, year = f.year, number = f.number, fed_back_on = f.fed_back_on,
        deadline = case when new.code = 'ask_extension' then deadline else coalesce(new.deadline, deadline) end,
        ended_on = case when after in ('struck_off', 'withdrawn', 'discarded') then new."on" end,
        reopened = reopened + (new.code = 'reopen')::int
        where id = f.id;
    return new;
end $$;
create trigger move before insert on rectification_move for each row execute function move_finding();

-- A finding begins without a state; its first move drafts it in the same transaction.
create function begin_finding() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' and (new.state <> '' or new.number is not null or new.fed_back_on is not null
            or new.ended_on is not null or new.reopened <> 0) then
        raise exception 'a finding begins as a draft' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger begin before insert on rectification_finding for each row execute function begin_finding();
create function begun_finding() returns trigger language plpgsql as $$
begin
    if not exists (select from rectification_move m where m.finding_id = new.id) then
        raise exception 'a finding begins with a move' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger begun after insert on rectification_finding deferrable initially deferred
    for each row execute function begun_finding();
