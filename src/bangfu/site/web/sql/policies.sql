-- What judges needs no accounts, least of all their passwords.
revoke all on web_account, web_accountevent, web_unmasking from bangfu_judge;

-- An account is seen by whoever signs in with it, by its owner, and by the administrators of accounts and of security.
create policy site_read on web_account for select to bangfu_app using (
    id = (select scope_account()) or username = nullif(current_setting('app.signing_in', true), '')
    or (select may('accounts')) or (select may('security')) or (select may('audit')));
create policy site_own on web_account for update to bangfu_app using (
    id = (select scope_account()) or username = nullif(current_setting('app.signing_in', true), ''));
create policy site_accounts on web_account for update to bangfu_app
    using ((select may('accounts')) or (select may('security')));
create policy site_add on web_account for insert to bangfu_app with check ((select may('accounts')));

-- Two people make an account work: the system administrator opens it, the security administrator gives it its role and
-- area and lets it in. Nobody changes the own role, area, person or unit.
create function guard_account() returns trigger language plpgsql as $$
begin
    if current_user <> 'bangfu_app' then return new; end if;
    if tg_op = 'INSERT' then
        if new.is_active then
            raise exception 'a new account waits for the security administrator' using errcode = 'insufficient_privilege';
        end if;
    elsif (new.role, new.area_id, new.person_id, new.organisation_id)
            is distinct from (old.role, old.area_id, old.person_id, old.organisation_id)
            or (new.is_active and not old.is_active) then
        if not may('security') or new.id = scope_account() then
            raise exception 'only the security administrator gives rights' using errcode = 'insufficient_privilege';
        end if;
    elsif new.is_active is distinct from old.is_active and not may('security') and not may('accounts') then
        raise exception 'only an administrator closes an account' using errcode = 'insufficient_privilege';
    elsif new.password is distinct from old.password and new.id is distinct from scope_account()
            and new.username is distinct from current_setting('app.signing_in', true) and not may('accounts') then
        raise exception 'a password is set by its owner' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard before insert or update on web_account for each row execute function guard_account();

create policy site_read on web_accountevent for select to bangfu_app
    using ((select may('audit')) or (select may('security')));
create policy site_read on web_unmasking for select to bangfu_app
    using ((select may('audit')) or account = (select scope_account()));
create policy site_add on web_unmasking for insert to bangfu_app
    with check ((select may('unmask')) and account = (select scope_account()));

-- The key of a second factor is seen by its owner, and changed by the security administrator who resets it.
alter table otp_totp_totpdevice enable row level security;
alter table otp_totp_totpdevice force row level security;
create policy owner on otp_totp_totpdevice to current_user using (true) with check (true);
create policy site_own on otp_totp_totpdevice for all to bangfu_app
    using (user_id = (select scope_account()) or (select may('security')))
    with check (user_id = (select scope_account()) or (select may('security')));

-- The name of whoever changed a row, for the row's history; nothing else of an account.
create function account_name(wanted text) returns text language sql stable security definer set search_path = public, pg_temp as
    $$ select coalesce(nullif(a.name, ''), a.username) from web_account a
       where a.id = wanted and scope_account() is not null $$;
