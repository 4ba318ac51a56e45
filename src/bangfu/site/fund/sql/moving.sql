-- Moving a project, writing its plan of use, and moving money: one after the other. Whoever moves money of a project waits for
-- whoever does so already, and then for the accounts. Rows are locked without their keys: an account that was just opened below
-- them holds those, and two payments would wait for each other.
create or replace function move_project() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project; reason text;
begin
    select * into p from fund_project where id = new.project_id for no key update;
    new."on" := scope_today();
    new.former := p.state;
    new.number := (select coalesce(max(m.number), 0) + 1 from fund_move m where m.project_id = p.id);
    reason := case when p.id is null then 'fund_not_yours' else against_project_move(p, new) end;
    if reason is not null then perform fund_refuse(reason); end if;
    update fund_project set state = (select r.state from fund_rule r where r.code = new.code) where id = p.id;
    return new;
end $$;

create or replace function write_use() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_project;
begin
    select * into p from fund_project where id = coalesce(new.project_id, old.project_id) for no key update;
    if not fund_may('plan', p.place_id) then perform fund_refuse('fund_not_yours'); end if;
    if p.state not in ('proposed', 'reviewed') then perform fund_refuse('fund_use_approved'); end if;
    return coalesce(new, old);
end $$;

create or replace function check_voucher() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare o fund_account; i fund_account; p fund_project; reason text;
begin
    select * into i from fund_account where id = new.into_id;
    select * into o from fund_account where id = new.out_of_id;
    if not (fund_may('fund', o.place_id) and fund_may('fund', i.place_id)) then perform fund_refuse('fund_not_yours'); end if;
    select * into p from fund_project where id = coalesce(i.project_id, o.project_id) for no key update;
    perform from fund_account where id in (o.id, i.id) order by id for no key update;
    select * into i from fund_account where id = new.into_id;
    select * into o from fund_account where id = new.out_of_id;
    new.place_id := coalesce(p.place_id, i.place_id);
    reason := against_voucher(new, o, i, p);
    if reason is not null then perform fund_refuse(reason); end if;
    return new;
end $$;
