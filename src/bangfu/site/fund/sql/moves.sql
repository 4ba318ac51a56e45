-- What may happen to a project, from `moves.toml`. Whoever wants a move adds a row to fund_move; the trigger looks whether it
-- may happen, and only it changes the state.
create table fund_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

-- Whether every allotment that something was paid of was looked at after the first payment (二(五)/h, reading G17).
create function is_watched(wanted text) returns boolean language sql stable as $$
    select not exists (select from fund_account a where a.project_id = wanted and a.kind = 'allotment'
        and not exists (select from fund_supervision s where s.allotment_id = a.id and s."on" >
            (select min(v."on") from fund_voucher v where v.out_of_id = a.id and v.code = 'pay'))
        and exists (select from fund_voucher v where v.out_of_id = a.id and v.code = 'pay'
            and not exists (select from fund_voucher u where u.reverses_id = v.id))) $$;
-- Whether a finding of misuse was decided: by a case that rests on it, or by falling itself (二(五)/q-t).
create function is_settled(wanted text) returns boolean language sql stable as $$
    select not exists (select from fund_misuse m join fund_voucher v on v.id = m.voucher_id
        join fund_account a on a.id in (v.out_of_id, v.into_id) join rectification_finding f on f.id = m.finding_id
        where a.project_id = wanted and f.state not in ('withdrawn', 'discarded')
            and not exists (select from cases_cause e join cases_case c on c.id = e.case_id
                where e.finding_id = f.id and c.state in ('decided', 'in_effect', 'carried_out', 'refused', 'annulled'))) $$;
create function project_holds(wanted text, what text) returns bigint language sql stable as $$
    select coalesce(sum(a.balance), 0)::bigint from fund_account a where a.project_id = wanted and a.kind = what $$;

-- What a project or a move lacks, as a code of the catalogue of errors; null where it has all that its kind needs.
create function project_lacks(p fund_project, move fund_move, needs text[]) returns text language plpgsql stable as $$
begin
    if 'text' = any (needs) and length(btrim(move.text)) < 2 then return 'fund_needs_words'; end if;
    if 'document' = any (needs) and btrim(move.document) = '' then return 'fund_needs_document'; end if;
    if 'planned' = any (needs) and not is_planned(p.item_id, p.place_id, scope_today()) then return 'fund_not_planned'; end if;
    if 'use_plan' = any (needs) and p.budget is distinct from
            (select sum(u.amount) from fund_useline u where u.project_id = p.id) then return 'fund_use_plan_unequal'; end if;
    if 'use_plan' = any (needs) and p.for_village = exists (select from fund_beneficiary b where b.project_id = p.id) then
        return 'fund_no_beneficiary'; end if;
    if 'other_hand' = any (needs) and (exists (select from fund_useline u where u.project_id = p.id
            and u.written_by = any (own_accounts())) or exists (select from fund_beneficiary b where b.project_id = p.id
            and b.written_by = any (own_accounts()))) then return 'fund_second_person'; end if;
    if 'watched' = any (needs) and not is_watched(p.id) then return 'fund_not_supervised'; end if;
    if 'settled' = any (needs) and not is_settled(p.id) then return 'fund_misuse_open'; end if;
    if 'empty' = any (needs) and project_holds(p.id, 'allotment') > 0 then return 'fund_left_over'; end if;
    if 'unpaid' = any (needs) and project_holds(p.id, 'outlay') > 0 then return 'fund_paid_already'; end if;
    return null;
end $$;

-- The reason why a move may not happen; null where it may. Who may not know of a project is told nothing of its state.
create function against_project_move(p fund_project, move fund_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r fund_rule;
begin
    select * into r from fund_rule where code = move.code;
    if r.code is null then return 'fund_no_such_move'; end if;
    if not fund_may(r.may, p.place_id) then return 'fund_not_yours'; end if;
    if not p.state = any (r.froms) then return 'fund_not_now'; end if;
    if exists (select from fund_move m where m.project_id = p.id and m.by = any (own_accounts())
            and m.code = any (r.unlike)) then return 'fund_second_person'; end if;
    return project_lacks(p, move, r.needs);
end $$;

create trigger move before insert on fund_move for each row execute function move_project();

-- A project begins without a state; its first move proposes it in the same transaction.
create function begin_project() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' and new.state <> '' then perform fund_refuse('fund_not_yours'); end if;
    return new;
end $$;
create trigger begin before insert on fund_project for each row execute function begin_project();
create function begun_project() returns trigger language plpgsql as $$
begin
    if not exists (select from fund_move m where m.project_id = new.id) then
        raise exception 'a project begins with a move' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger begun after insert on fund_project deferrable initially deferred
    for each row execute function begun_project();

-- The plan of use and whom it serves are written until they are approved, and never by way of another project.
create trigger write before insert or delete on fund_useline for each row execute function write_use();
create trigger write before insert or delete on fund_beneficiary for each row execute function write_use();
