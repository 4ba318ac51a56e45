-- Nothing here is needed to judge.
revoke all on notices_notice, notices_line, notices_robot, notices_delivery, notices_choice, notices_feed,
    notices_answer, notices_turn from bangfu_judge;

-- Everything is made in the scope of the account that it is for, so it can hold no more than that account may see.
create policy site_own on notices_notice for all to bangfu_app
    using (account = (select scope_account())) with check (account = (select scope_account()));
create policy site_read on notices_line for select to bangfu_app using (account = (select scope_account()));
create policy site_add on notices_line for insert to bangfu_app with check (account = (select scope_account())
    and exists (select from notices_notice n where n.id = notice_id and n.subject = notices_line.subject));
create policy site_own on notices_choice for all to bangfu_app
    using (account = (select scope_account())) with check (account = (select scope_account()));
create policy site_own on notices_feed for all to bangfu_app
    using (account = (select scope_account())) with check (account = (select scope_account()));

-- What went wrong is seen by the system administrator: whose it was, when and why, never what it said.
create policy site_read on notices_delivery for select to bangfu_app
    using (account = (select scope_account()) or (select may('accounts')));
create policy site_add on notices_delivery for insert to bangfu_app with check (account = (select scope_account())
    and state = 'waiting' and exists (select from notices_notice n where n.id = notice_id));
create policy site_read on notices_turn for select to bangfu_app
    using (account = (select scope_account()) or (select may('accounts')));
create policy site_add on notices_turn for insert to bangfu_app with check (account = (select scope_account()));
create policy site_change on notices_turn for update to bangfu_app
    using (account = (select scope_account())) with check (account = (select scope_account()));

-- A robot is of the own unit or of a place in the own area; of any unit that works there where the area is a county's.
create function may_set_robot(unit text, at bigint) returns boolean language sql stable as $$
    select may('robots') and (coalesce(unit = scope_organisation(), false) or (scope_sees() = 'area' and (
        coalesce(in_scope(at), false)
        or (scope_hi() - scope_lo() >= 999999 and coalesce(unit in (select units_in_scope()), false))))) $$;
create policy site_read on notices_robot for select to bangfu_app
    using (made_by = (select scope_account()) or may_set_robot(organisation_id, place_id));
create policy site_add on notices_robot for insert to bangfu_app
    with check (made_by = (select scope_account()) and may_set_robot(organisation_id, place_id));
create policy site_change on notices_robot for update to bangfu_app
    using (may_set_robot(organisation_id, place_id))
    with check (may_set_robot(organisation_id, place_id) and ended_by = (select scope_account()));

-- "Nothing to report" is said by oneself, and seen where one's work is seen.
create policy site_read on notices_answer for select to bangfu_app using (account = (select scope_account())
    or ((select scope_sees()) = 'unit' and (organisation_id = (select scope_organisation())
        or person_id in (select colleagues())))
    or ((select scope_sees()) = 'area' and (in_scope(area) or person_id in (select people_in_scope())
        or organisation_id in (select units_in_scope()))));
create policy site_add on notices_answer for insert to bangfu_app with check (account = (select scope_account())
    and person_id is not distinct from (select scope_person())
    and organisation_id is not distinct from (select scope_organisation())
    and area is not distinct from (select scope_lo()));

-- Whose turn it is: ids of open accounts that were not looked at for a day, that wait for a decision on what they asked,
-- or whose last turn failed an hour ago. The sweep then enters the scope of each, as a request of that account would.
create function accounts_to_tell(on_day date) returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select a.id from web_account a left join notices_turn t on t.account = a.id
    where a.is_active and coalesce(a.person_id, a.organisation_id, a.area_id::text) is not null and (t.account is null
        or (t.reason <> '' and t.at < clock_timestamp() - interval '1 hour')
        or (t.reason = '' and (t.day < on_day or exists (select from duties_exemption x
            where x.asked_by = a.id and x.decided_at > t.at - interval '10 minutes'))))
    order by a.id $$;

-- One delivery whose time has come, for whoever asks first. What was claimed and never finished may have been sent:
-- it is told as unknown and not sent again.
create function claim_delivery(moment timestamptz) returns table (delivery text, of_account text, claimed text, tried int)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update notices_delivery d set state = 'unknown', reason = 'claim_lost', done_at = clock_timestamp()
        where d.state = 'sending' and d.claimed_at < clock_timestamp() - interval '10 minutes';
    return query update notices_delivery d set state = 'sending', claim = gen_random_uuid()::text,
            claimed_at = clock_timestamp(), tries = d.tries + 1
        where d.id = (select w.id from notices_delivery w where w.state = 'waiting' and w.not_before <= moment
            order by w.not_before, w.id limit 1 for update skip locked)
        returning d.id::text, d.account::text, d.claim::text, d.tries;
end $$;

-- Only who holds the claim says how it ended.
create function finish_delivery(delivery text, held text, ended text, why text, again timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update notices_delivery d set state = ended, reason = why, claim = '', not_before = coalesce(again, d.not_before),
            done_at = case when ended = 'waiting' then null else clock_timestamp() end
        where d.id = delivery and d.state = 'sending' and d.claim = held
            and ended in ('sent', 'failed', 'unknown', 'waiting');
    return found;
end $$;

-- Whose calendar an address opens.
create function account_of_feed(fingerprint text) returns text language sql stable security definer
set search_path = public, pg_temp as $$ select f.account from notices_feed f where f.token = fingerprint $$;
