-- What may happen to a case, from `moves.toml`. Whoever wants a step adds a row to cases_step; the trigger looks whether it
-- may happen, and only it changes what a case says of itself.
create table cases_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

-- Whom a case is about: the person, or where it is about a unit or township as such, whoever answers for it.
create function concerned(c cases_case) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select coalesce(case when c.person_id is not null then c.person_id = scope_person()
        else answers_for(null, c.organisation_id) or exists (select from roster_organisation o
            where o.id = c.organisation_id and o.level = 'township' and answers_for(o.place_id, null)) end, false) $$;
-- Nobody prepares, decides or reviews what is about themselves, or rests on a finding that names them or for which they, or the
-- body for which they answer, are in a case as well.
create function own_case(c cases_case) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select concerned(c) or exists (select from cases_cause a join rectification_finding f on f.id = a.finding_id
            where a.case_id = c.id and f.person_id = scope_person())
        or exists (select from cases_cause a join cases_cause b on b.finding_id = a.finding_id
            join cases_case o on o.id = b.case_id where a.case_id = c.id and concerned(o))
        or exists (select from cases_cause a join cases_case d on d.id = a.decision_id
            where a.case_id = c.id and concerned(d)) $$;
-- A unit decides where the clause says so, unless it answers itself for a finding behind the case.
create function unit_decides(c cases_case) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select c.unit_id is not null and not exists (select from cases_cause a join cases_cause b on b.finding_id = a.finding_id
        join cases_case o on o.id = b.case_id
        where a.case_id = c.id and o.person_id is null and o.organisation_id = c.unit_id) $$;
-- The body that decides: that unit, else whoever decides for the area.
create function is_deciding_body(c cases_case) returns boolean language sql stable as $$
    select case when unit_decides(c) then c.unit_id = scope_organisation()
        else scope_sees() = 'area' and in_scope(c.place_id) end $$;
create function decides_for(c cases_case) returns boolean language sql stable as $$
    select coalesce(may('decide') and is_deciding_body(c), false) $$;
create function serves_case(c cases_case, what text) returns boolean language sql stable as $$
    select case what when 'concerned' then concerned(c) when 'decide' then decides_for(c)
        when 'itself' then pg_trigger_depth() > 1 else may(what) and in_scope(c.place_id) end $$;

-- Whether whoever asks took one of these steps, by whatever account.
create function took_part(wanted text, codes text[]) returns boolean language sql stable as $$
    select exists (select from cases_step s where s.case_id = wanted and s.code = any (codes) and s.by = any (own_accounts())) $$;

-- Findings and recalls bear a case of their county while they stand, and at the place of one of them; a ranking that was
-- published bears one of the county.
create function is_grounded(c cases_case) returns boolean language plpgsql stable as $$
begin
    return coalesce(bool_and(case
                when a.finding_id is not null then f.county_id = c.county_id
                    and f.state not in ('', 'drafted', 'discarded', 'withdrawn')
                when a.decision_id is not null then d.county_id = c.county_id and is_recall(d.measure, d.state)
                else exists (select from assessment_publication p where p.county_id = c.county_id
                    and p.year::text = split_part(a.ranking, ':', 2)) end)
            and bool_or(c.place_id in (f.place_id, d.place_id) or (a.ranking <> '' and c.place_id = c.county_id)), false)
        from cases_cause a left join rectification_finding f on f.id = a.finding_id
            left join cases_case d on d.id = a.decision_id where a.case_id = c.id;
end $$;

-- What a step lacks, as a code of the catalogue of errors; null where it has all that its kind needs.
create function step_lacks(c cases_case, step cases_step, needs text[]) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare reviewed boolean := c.state = 'under_review';
begin
    if 'text' = any (needs) and length(btrim(step.text)) < 2 then return 'case_needs_words'; end if;
    if 'deadline' = any (needs) and (step.deadline is null or step.deadline <= step."on") then return 'case_needs_deadline'; end if;
    if 'grounds' = any (needs) and not is_grounded(c) then return 'case_no_ground'; end if;
    if 'in_time' = any (needs) and step."on" > c.answer_by then return 'case_appeal_too_late'; end if;
    if 'heard' = any (needs) and c.state = 'notified' and c.answer_by >= step."on" then return 'case_not_heard'; end if;
    if 'standing' = any (needs) and exists (select from cases_cause a join rectification_finding f on f.id = a.finding_id
            where a.case_id = c.id and f.state in ('disputed', 'withdrawn', 'discarded')) then return 'case_disputed'; end if;
    if 'standing' = any (needs) and exists (select from cases_cause a join cases_case d on d.id = a.decision_id
            where a.case_id = c.id and (d.state = 'under_review' or not is_recall(d.measure, d.state))) then
        return 'case_disputed'; end if;
    if 'replaced' = any (needs) and not is_replaced(c, step."on") then return 'case_needs_successor'; end if;
    if 'document' = any (needs) and btrim(step.document) = '' then return 'case_needs_document'; end if;
    if 'measure' = any (needs) and (step.measure = '' or step.start is null or step."end" < step.start) then
        return 'case_needs_measure'; end if;
    if 'as_proposed' = any (needs) and not coalesce(step.measure = any (c.proposed_measure || c.choices::text[])
            and begins_well(c, step) and is_within(c, step), false) then return 'case_not_as_proposed'; end if;
    if 'milder' = any (needs) and not coalesce(begins_well(c, step) and case when reviewed
            then is_milder(step.measure, step.start, step."end", c.measure, c.effect_from, c.effect_to)
            else is_milder(step.measure, step.start, step."end", c.proposed_measure, c.proposed_from, c.proposed_to) end, false)
        then return 'case_not_milder'; end if;
    -- One case at a time: whoever decides has read it.
    if 'alone' = any (needs) and exists (select from cases_step s join cases_rule r on r.code = s.code
            where s.by = step."by" and s.within = pg_current_xact_id()::text::bigint
                and 'alone' = any (r.needs)) then return 'case_one_at_a_time'; end if;
    return null;
end $$;

-- The reason why a step may not be taken; null where it may. Who may not know of a case is told nothing of its state.
create function against_step(c cases_case, step cases_step) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r cases_rule;
begin
    select * into r from cases_rule where code = step.code;
    if r.code is null then return 'case_no_such_step'; end if;
    if not coalesce(serves_case(c, r.may), false) then return 'case_not_yours'; end if;
    if r.may in ('weigh', 'decide', 'review') and own_case(c) then return 'case_own'; end if;
    if not c.state = any (r.froms) then return 'case_not_now'; end if;
    if took_part(c.id, r.unlike) then return 'case_second_person'; end if;
    return step_lacks(c, step, r.needs);
end $$;

create function move_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c cases_case; r cases_rule; reason text; after text; decided boolean; moved boolean;
begin
    select * into c from cases_case where id = new.case_id for update;
    select * into r from cases_rule where code = new.code;
    new."on" := scope_today();
    -- What a step does not need says nothing.
    new.deadline := case when 'deadline' = any (r.needs) then new.deadline end;
    new.document := case when 'document' = any (r.needs) then new.document else '' end;
    new.measure := case when 'measure' = any (r.needs) then new.measure else '' end;
    new.start := case when 'measure' = any (r.needs) then new.start end;
    new."end" := case when 'measure' = any (r.needs) then new."end" end;
    if 'grounds' = any (r.needs) then  -- no finding is withdrawn until the case is there to fall with it
        perform from rectification_finding f where f.id in (select a.finding_id from cases_cause a where a.case_id = c.id)
            order by f.id for share;
    end if;
    reason := case when c.id is null then 'case_not_yours' else against_step(c, new) end;
    if reason is not null then
        raise exception '%', reason using errcode =
            case when reason in ('case_not_yours', 'case_own') then 'insufficient_privilege' else 'check_violation' end;
    end if;
    new.former := c.state;
    new.within := pg_current_xact_id()::text::bigint;
    new.number := (select coalesce(max(s.number), 0) + 1 from cases_step s where s.case_id = c.id);
    after := r.state;
    if 'former' = any (r.needs) then  -- a review leaves a case where it was: to be served, in effect or carried out
        after := coalesce((select s.former from cases_step s join cases_rule o on o.code = s.code where s.case_id = c.id
            and o.state = c.state and s.former <> c.state order by s.number desc limit 1), after);
    end if;
    if new.code = 'notify' then
        perform pg_advisory_xact_lock(hashtext('cases' || c.county_id || extract(year from new."on")));
        c.year := extract(year from new."on");
        c.number := (select coalesce(max(o.number), 0) + 1 from cases_case o
            where o.county_id = c.county_id and o.year = c.year);
    end if;
    decided := new.code in ('confirm', 'lighten', 'refuse');
    moved := new.code in ('confirm', 'lighten', 'grant_part');
    update cases_case set state = after, year = c.year, number = c.number,
        answer_by = coalesce(new.deadline, answer_by),
        measure = case when moved then new.measure else measure end,
        effect_from = case when moved then new.start else effect_from end,
        effect_to = case when moved then new."end" else effect_to end,
        decided_on = case when decided then new."on" else decided_on end,
        decided_by = case when decided then new."by" else decided_by end,
        document = case when new.code = 'serve' then new.document else document end,
        last_cause = case when new.code = 'open' then (select max(coalesce(a.finding_id, a.decision_id, a.ranking) collate "C")
            from cases_cause a where a.case_id = c.id) else last_cause end
        where id = c.id;
    return new;
end $$;
create trigger move before insert on cases_step for each row execute function move_case();

-- A case begins without a state, with what it rests on; its first step opens it in the same transaction.
create function begin_case() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' and (new.state <> '' or new.number is not null or new.answer_by is not null
            or new.measure <> '' or new.effect_from is not null or new.effect_to is not null or new.decided_on is not null
            or new.decided_by <> '' or new.document <> '' or new.year is not null or new.last_cause <> '') then
        raise exception 'a case begins with what is proposed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger begin before insert on cases_case for each row execute function begin_case();
create function begun_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from cases_step s where s.case_id = new.id) or not exists (select from cases_cause a
            where a.case_id = new.id) then
        raise exception 'a case begins with a step and with what it rests on' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger begun after insert on cases_case deferrable initially deferred
    for each row execute function begun_case();
