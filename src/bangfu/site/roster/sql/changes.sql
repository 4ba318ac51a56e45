-- A change of many rows is seen and carried on by whoever made it, and by those who keep the roster of its area.
create policy site_read on roster_change for select to bangfu_app
    using ((select may('roster')) and (account = (select scope_account()) or in_scope(area)));
create policy site_add on roster_change for insert to bangfu_app
    with check ((select may('roster')) and account = (select scope_account()) and in_scope(area));
create policy site_change on roster_change for update to bangfu_app
    using ((select may('roster')) and (account = (select scope_account()) or in_scope(area)))
    with check ((select may('roster')) and in_scope(area));

-- What a change says and who made it stay as they were; only how far it is moves on, and never back.
create function keep_change() returns trigger language plpgsql as $$
begin
    if (new.id, new.kind, new.account, new.area, new.plan, new.made_at)
            is distinct from (old.id, old.kind, old.account, old.area, old.plan, old.made_at)
            or (old.state, new.state) not in (('prepared', 'applied'), ('applied', 'undone')) then
        raise exception 'a change is kept as it was made' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep before update on roster_change for each row execute function keep_change();
