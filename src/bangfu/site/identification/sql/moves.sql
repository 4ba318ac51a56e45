-- What may happen to a screening, from `moves.toml`. Whoever wants a move adds a row to identification_move; the trigger looks
-- whether it may happen, and only it changes the state.
create table identification_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

-- What the lists come to: `judge` where they are not set, or say no to anybody or both; a person then gives the result (GI-09).
create function proposed_result(wanted text) returns text language sql stable as $$
    with s as (select c.id, m.* from identification_screening c join identification_scheme m on m.id = c.scheme_id where c.id = wanted),
    asked as (select 'looks' as list, generate_series(1, cardinality(looks)) as number from s
        union all select 'priorities', generate_series(1, cardinality(priorities)) from s
        union all select 'ins', generate_series(1, cardinality(ins)) from s
        union all select 'outs', generate_series(1, cardinality(outs)) from s),
    given as (select a.list, a.number, (select w.said from identification_answer w where w.screening_id = wanted and w.list = a.list
            and w.number = a.number order by w.id desc limit 1) as said from asked a)
    select case
        when not lists_are_set((select c.scheme_id from identification_screening c where c.id = wanted)) then 'judge'
        when exists (select from given where list = 'outs' and said = 'yes') then 'judge'
        when exists (select from given where said is null) then 'open'
        when exists (select from given where list in ('ins', 'outs') and said = 'unclear') then 'judge'
        when exists (select from given where list = 'ins' and said = 'yes') then 'in' else 'out' end $$;

create function steps_are_taken(wanted text) returns boolean language sql stable as $$
    select coalesce((select cardinality(m.steps) > 0 and cardinality(m.steps) = (select count(*) from identification_steprecord r
        where r.screening_id = c.id and r.number <= cardinality(m.steps))
        from identification_screening c join identification_scheme m on m.id = c.scheme_id where c.id = wanted), false) $$;
-- Whether a notice that names it hung for all its days.
create function identify_was_noticed(wanted text, day date) returns boolean language sql stable as $$
    select exists (select from identification_noticeline l join identification_notice n on n.id = l.notice_id
        where l.screening_id = wanted and n.kind = 'hearing' and n.until <= day and coalesce(n.removed_on, n.until) >= n.until) $$;

-- What a screening or a move lacks, as a code of the catalogue of errors; null where it has all that its kind needs.
create function screening_lacks(s identification_screening, move identification_move, needs text[]) returns text language plpgsql stable as $$
declare t identification_template; m identification_scheme; proposed text := proposed_result(s.id);
begin
    select * into m from identification_scheme where id = s.scheme_id;
    select * into t from identification_template where code = m.template;
    if 'text' = any (needs) and length(btrim(move.text)) < 2 then return 'identify_needs_words'; end if;
    if 'result' = any (needs) and move.result not in ('in', 'out') then return 'identify_needs_result'; end if;
    if 'listed' = any (needs) and proposed = 'open' then return 'identify_not_answered'; end if;
    if 'listed' = any (needs) and proposed = 'judge' then return 'identify_needs_reviewer'; end if;
    if 'doubtful' = any (needs) and proposed <> 'judge' then return 'identify_lists_say'; end if;
    if 'outside' = any (needs) and t.household = 'scattered' and exists (select from roster_place p where p.code = s.place_id
            and 'poor_village' = any (p.tags)) then return 'identify_poor_village'; end if;
    if 'other_hand' = any (needs) and (s."by" = any (own_accounts())
            or exists (select from identification_answer a where a.screening_id = s.id and a."by" = any (own_accounts()))
            or exists (select from identification_steprecord r where r.screening_id = s.id and r."by" = any (own_accounts()))) then
        return 'identify_second_person'; end if;
    if 'in_notice' = any (needs) and not exists (select from identification_noticeline l join identification_notice n
            on n.id = l.notice_id where l.screening_id = s.id and n.kind = 'hearing' and n.removed_on is null) then
        return 'identify_not_posted'; end if;
    if 'steps' = any (needs) and cardinality(m.steps) = 0 then return 'identify_steps_unset'; end if;
    if 'steps' = any (needs) and not steps_are_taken(s.id) then return 'identify_steps_missing'; end if;
    if 'noticed' = any (needs) and not identify_was_noticed(s.id, scope_today()) then return 'identify_notice_short'; end if;
    if 'heard' = any (needs) and exists (select from identification_noticeline l join identification_objection o
            on o.notice_id = l.notice_id where l.screening_id = s.id and o.answered_on is null) then return 'identify_not_heard'; end if;
    if 'household' = any (needs) and not exists (select from roster_household h where h.id = move.household_id
            and h.place_id = s.place_id and h."end" is null
            and (t.household = '' or (h.start = scope_today() and t.household = any (h.kinds)))) then
        return 'identify_no_household'; end if;
    return null;
end $$;

-- The reason why a move may not happen; null where it may. Who may not know of a screening is told nothing of its state.
create function against_screening_move(s identification_screening, move identification_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r identification_rule;
begin
    select * into r from identification_rule where code = move.code;
    if r.code is null then return 'identify_no_such_move'; end if;
    if not identify_may(r.may, s.place_id) then return 'identify_not_yours'; end if;
    if not s.state = any (r.froms) then return 'identify_not_now'; end if;
    if exists (select from identification_move m where m.screening_id = s.id and m."by" = any (own_accounts())
            and m.code = any (r.unlike)) then return 'identify_second_person'; end if;
    return screening_lacks(s, move, r.needs);
end $$;

create function move_screening() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare s identification_screening; reason text;
begin
    select * into s from identification_screening where id = new.screening_id for update;
    reason := case when s.id is null then 'identify_not_yours' else against_screening_move(s, new) end;
    if reason is not null then perform identify_refuse(reason); end if;
    if not records_today(new.at, new."by") then perform identify_refuse('identify_not_yours'); end if;
    new."on" := scope_today();
    new.former := s.state;
    new.number := (select coalesce(max(m.number), 0) + 1 from identification_move m where m.screening_id = s.id);
    new.result := case new.code when 'appraise' then proposed_result(s.id) when 'review' then new.result else '' end;
    if new.code <> 'confirm' then new.household_id := null; end if;
    update identification_screening set state = (select r.state from identification_rule r where r.code = new.code),
        result = case when new.result = '' then result else new.result end where id = s.id;
    return new;
end $$;
create trigger move before insert on identification_move for each row execute function move_screening();
