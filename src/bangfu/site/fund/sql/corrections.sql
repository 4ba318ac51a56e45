-- What can be put right while a project is being written, items that were reached, and papers kept with a project.

-- Until it was found feasible, a project's name, purpose and budget may still be corrected; its state only by moves.
create function correct_project() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' then
        if not fund_may('plan', old.place_id) then perform fund_refuse('fund_not_yours'); end if;
        if old.state <> 'proposed' then perform fund_refuse('fund_reviewed'); end if;
    end if;
    return new;
end $$;
create trigger correct before update on fund_project for each row execute function correct_project();
create policy site_change on fund_project for update to bangfu_app
    using ((select may('plan')) and in_scope(place_id)) with check ((select may('plan')) and in_scope(place_id));

-- An item is reached on a day that came, of a plan that was adopted and is not closed; a wrong day is corrected.
create or replace function keep_item() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_plan;
begin
    select * into p from fund_plan where id = new.plan_id for share;
    if not fund_may('plan', p.place_id) then perform fund_refuse('fund_not_yours'); end if;
    if tg_op = 'UPDATE' then
        if p.adopted_on is null then perform fund_refuse('plan_not_adopted'); end if;
        if p.closed_on is not null then perform fund_refuse('plan_closed'); end if;
        if new.done_on > scope_today() then perform fund_refuse('fund_day_to_come'); end if;
        return new;
    end if;
    if p.adopted_on is not null then perform fund_refuse('plan_adopted'); end if;
    if not (case p.kind when 'annual' then exists (select from fund_item i
            where i.id = new.parent_id and i.plan_id = p.parent_id) else new.parent_id is null end) then
        perform fund_refuse('item_needs_parent'); end if;
    return new;
end $$;

-- Who plans, handles or inspects money at a place adds papers to its project; what a paper is about belongs to that project.
create function keep_attachment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project;
begin
    select * into p from fund_project where id = new.project_id;
    if not (fund_may('plan', p.place_id) or fund_may('fund', p.place_id) or fund_may('inspect', p.place_id)) then
        perform fund_refuse('fund_not_yours'); end if;
    if num_nonnulls(new.voucher_id, new.supervision_id, new.move_id) > 1
        or new.voucher_id is not null and not exists (select from fund_voucher v join fund_account a
            on a.id in (v.out_of_id, v.into_id) where v.id = new.voucher_id and a.project_id = p.id)
        or new.supervision_id is not null and not exists (select from fund_supervision s join fund_account a
            on a.id = s.allotment_id where s.id = new.supervision_id and a.project_id = p.id)
        or new.move_id is not null and not exists (select from fund_move m
            where m.id = new.move_id and m.project_id = p.id) then
        perform fund_refuse('fund_not_of_project'); end if;
    return new;
end $$;
create trigger keep before insert on fund_attachment for each row execute function keep_attachment();
create policy site_read on fund_attachment for select to bangfu_app using (project_id in (select p.id from fund_project p));
create policy site_add on fund_attachment for insert to bangfu_app with check (
    by = (select scope_account()) and project_id in (select p.id from fund_project p));

-- As `reads_fund`, but in line: a list of thousands of vouchers is read without a call for each.
drop policy site_read on fund_account;
create policy site_read on fund_account for select to bangfu_app using ((select may('funds')) and (select scope_sees()) = 'area'
    and (in_scope(place_id) or place_id = (select scope_county())));
drop policy site_read on fund_voucher;
create policy site_read on fund_voucher for select to bangfu_app using ((select may('funds')) and (select scope_sees()) = 'area'
    and (in_scope(place_id) or place_id = (select scope_county())));
