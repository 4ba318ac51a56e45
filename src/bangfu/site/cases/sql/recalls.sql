-- A decided recall is a fact from which more follows (A12: recalled from the decision, which is told from its serving). It
-- stands while a case says so; while it is reviewed it is disputed.
create function is_recall(measure text, state text) returns boolean language sql immutable parallel safe as $$
    select measure = 'recall_procedure' and state in ('in_effect', 'carried_out', 'under_review') $$;

-- Whoever was recalled has left the post, and somebody else holds it since; whoever takes a post over holds one there.
create function is_replaced(c cases_case, day date) returns boolean language sql stable as $$
    with here as (select p.* from roster_post p join roster_place v on v.code = c.place_id
        where p.place_id between v.code and v.last and p.person_id is not null and coalesce(p.start, '-infinity') <= day)
    select case c.measure
        when 'recall_procedure' then exists (select from here p join here q on q.role = p.role and q.place_id = p.place_id
                and q.person_id <> p.person_id and q.start >= p."end" and (q."end" is null or q."end" >= day)
                where p.person_id = c.person_id)
            and not exists (select from here p where p.person_id = c.person_id and (p."end" is null or p."end" > day))
        when 'head_takes_post' then exists (select from here p where p.person_id = c.person_id and p.start >= c.decided_on)
        else true end $$;

-- What falls takes with it what it carried: what is not decided ends, what was decided is looked at again (S15).
create function fall_with(fallen_finding text, fallen_decision text) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare c cases_case; step text;
begin
    for c in select k.* from cases_case k where k.id in (select a.case_id from cases_cause a
            where a.finding_id = fallen_finding or a.decision_id = fallen_decision) order by k.id for update of k loop
        step := (select r.code from cases_rule r where r.may = 'itself' and c.state = any (r.froms));
        if step is not null then
            insert into cases_step (id, case_id, number, code, former, within, text, measure, document, "on", by, at)
                values (gen_random_uuid()::text, c.id, 0, step, '', 0, '', '', '',
                    scope_today(), coalesce(scope_account(), ''), now());
        end if;
    end loop;
end $$;
revoke execute on function fall_with from public;
create function fall_with_finding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform fall_with(new.id, null);
    return null;
end $$;
create trigger fall after update of state on rectification_finding for each row
    when (new.state in ('withdrawn', 'discarded') and old.state is distinct from new.state) execute function fall_with_finding();
create function fall_with_recall() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform fall_with(null, new.id);
    return null;
end $$;
create trigger fall after update of state, measure on cases_case for each row
    when (is_recall(old.measure, old.state) and not is_recall(new.measure, new.state)) execute function fall_with_recall();
