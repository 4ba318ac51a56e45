-- From which day a finding is a fact that more may follow from. It is so once the body accepts it or the office upholds it,
-- and no longer while it is disputed or after it was withdrawn. `moves.toml` says which moves do what; only they set the day.
alter table rectification_rule add column stands boolean;

-- The day on which whoever asks works, as the site told it; what a statement says of it is not heard.
create function scope_today() returns date language sql stable parallel safe as $$ select coalesce(
    nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Asia/Shanghai')::date) $$;
-- The accounts of whoever asks: two accounts of one person are no two people.
create function own_accounts() returns text[] language sql stable security definer set search_path = public, pg_temp as
    $$ select array(select a.id from web_account a where a.id = scope_account() or a.person_id = scope_person()) $$;

-- Whether a case is being loaded by whoever owns the tables, for nobody: the site's own role never does.
create function findings_are_loaded() returns boolean language sql stable as $$
    select scope_account() is null and session_user =
        (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.rectification_finding'::regclass) $$;

-- As in `moves.sql`. A case that is loaded tells the moves and not who made them, nor by when and with what words: of these
-- only the order is asked.
create or replace function against_move(f rectification_finding, move rectification_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r rectification_rule;
begin
    select * into r from rectification_rule where code = move.code;
    if r.code is null then return 'finding_no_such_move'; end if;
    if findings_are_loaded() then return case when not f.state = any (r.froms) then 'finding_not_now' end; end if;
    -- Who may not know of the finding is told nothing of its state.
    if not may(r.may) then return 'finding_not_your_role'; end if;
    if r.may = 'answer' and not answers_for(f.body_id, f.organisation_id) then return 'finding_not_your_body'; end if;
    if r.may <> 'answer' and not in_scope(f.place_id) then return 'finding_not_your_area'; end if;
    if not f.state = any (r.froms) then return 'finding_not_now'; end if;
    if exists (select from rectification_move m where m.finding_id = f.id and m.by = any (own_accounts())
            and m.code = any (r.unlike)) then return 'finding_second_person'; end if;
    if 'text' = any (r.needs) and length(btrim(move.text)) < 2 then return 'finding_needs_words'; end if;
    if 'opinion' = any (r.needs) and (btrim(f.opinion) = '' or f.leader_id is null) then return 'finding_needs_opinion'; end if;
    if 'deadline' = any (r.needs) and (move.deadline is null or move.deadline <= move."on") then return 'finding_needs_deadline'; end if;
    if 'evidence' = any (r.needs) and not exists (select from rectification_evidence e
            where e.finding_id = f.id and e.move = move.id) then return 'finding_needs_evidence'; end if;
    return null;
end $$;

create or replace function move_finding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f rectification_finding; reason text; r rectification_rule;
begin
    select * into f from rectification_finding where id = new.finding_id for update;
    if not findings_are_loaded() then new."on" := scope_today(); end if;
    reason := case when f.id is null then 'finding_not_your_area' else against_move(f, new) end;
    if reason is not null then
        raise exception '%', reason using errcode =
            case when starts_with(reason, 'finding_not_your') then 'insufficient_privilege' else 'check_violation' end;
    end if;
    new.former := f.state;
    new.number := (select coalesce(max(m.number), 0) + 1 from rectification_move m where m.finding_id = f.id);
    select * into r from rectification_rule where code = new.code;
    if new.code = 'feed_back' then
        perform pg_advisory_xact_lock(hashtext('rectification' || f.county_id || extract(year from new."on")));
        f.year := extract(year from new."on");
        f.number := (select coalesce(max(o.number), 0) + 1 from rectification_finding o
            where o.county_id = f.county_id and o.year = f.year);
        f.fed_back_on := new."on";
    end if;
    update rectification_finding set state = r.state, year = f.year, number = f.number, fed_back_on = f.fed_back_on,
        confirmed_on = case when r.stands then coalesce(f.confirmed_on, new."on")
            when r.stands is null then f.confirmed_on end,
        deadline = case when new.code = 'ask_extension' then deadline else coalesce(new.deadline, deadline) end,
        ended_on = case when r.state in ('struck_off', 'withdrawn', 'discarded') then new."on" end,
        reopened = reopened + (new.code = 'reopen')::int
        where id = f.id;
    return new;
end $$;

create or replace function begin_finding() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' and (new.state <> '' or new.number is not null or new.fed_back_on is not null
            or new.confirmed_on is not null or new.ended_on is not null or new.reopened <> 0) then
        raise exception 'a finding begins as a draft' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
