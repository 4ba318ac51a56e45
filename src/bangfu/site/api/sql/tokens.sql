-- What judges needs no keys.
revoke all on api_token from bangfu_judge;

-- A token is seen by its owner, and by whoever shows it: by its hash, before anybody is known.
create policy site_read on api_token for select to bangfu_app using (
    account_id = (select scope_account()) or hash = nullif(current_setting('app.token', true), ''));
-- A person makes one for the own account; a program cannot make itself another, nor an administrator any.
create policy site_add on api_token for insert to bangfu_app with check (
    account_id = (select scope_account()) and (select scope_sees()) in ('own', 'unit', 'area')
    and nullif(current_setting('app.token', true), '') is null and ended_at is null and used_on is null);
create policy site_own on api_token for update to bangfu_app using (account_id = (select scope_account()));
-- Only its last day of use and its end are ever written, and an end is for good.
grant select, insert, update (used_on, ended_at) on api_token to bangfu_app;
create function guard_token() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
        raise exception 'a token that was taken back stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard before update on api_token for each row execute function guard_token();

-- An account that is closed, or gets another seat, loses its tokens for good: they were made for what it was.
create function end_tokens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update api_token t set ended_at = clock_timestamp() where t.account_id = new.id and t.ended_at is null;
    return null;
end $$;
create trigger end_tokens after update on web_account for each row when (
    (old.is_active and not new.is_active) or (old.role, old.area_id, old.person_id, old.organisation_id)
    is distinct from (new.role, new.area_id, new.person_id, new.organisation_id))
    execute function end_tokens();
