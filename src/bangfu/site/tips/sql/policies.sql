-- Who sees a case: the reception of the area; the office that inspects it, once it was accepted; and who has to answer it.
create function tip_desk(desk text, place bigint, body text) returns boolean language sql stable as $$
    select case desk
        when '' then false
        when 'unit' then (select may('answer')) and body = (select scope_organisation())
        when 'township' then (select may('answer')) and (select scope_sees()) = 'area'
            and (select scope_lo()) = place / 1000 * 1000 and (select scope_hi()) = place / 1000 * 1000 + 999
        when 'inspection_office' then (select may('supervise')) and in_scope(place)
        else (select may('answer')) and in_scope(place)
            and desk = (select a.role from web_account a where a.id = (select scope_account())) end $$;
create policy site_read on tips_tip for select to bangfu_app using (
    ((select may('receive')) and in_scope(place_id))
    or ((select may('supervise')) and in_scope(place_id) and state not in ('received', 'declined', 'duplicate'))
    or tip_desk(desk, place_id, body_id));
-- What an inspection found is the one thing that is written into a case itself, once, by the office that inspects.
create policy site_find on tips_tip for update to bangfu_app
    using ((select may('supervise')) and in_scope(place_id) and lead and finding = '')
    with check ((select may('supervise')) and in_scope(place_id) and lead);

-- How it came and what the sender wrote is for the reception. Beside reading, it writes back.
create function tip_received_here(tip text) returns boolean language sql stable as $$
    select (select may('receive')) and exists (select from tips_tip t where t.id = tip and in_scope(t.place_id)) $$;
create policy site_read on tips_arrival for select to bangfu_app using (tip_received_here(tip_id));
create policy site_read on tips_word for select to bangfu_app using (tip_received_here(tip_id));
create policy site_reply on tips_word for insert to bangfu_app
    with check (kind = 'reply' and account = (select scope_account()) and tip_received_here(tip_id));

-- A body sees the moves of the time in which the case was with it; the trigger wrote into each with whom it was.
create policy site_read on tips_move for select to bangfu_app using (
    ((select may('receive')) and in_scope(place))
    or ((select may('supervise')) and kind <> 'note' and tip_id in (select t.id from tips_tip t))
    or (kind in ('assign', 'answer', 'hand_back', 'send_back') and tip_desk(desk, place, body_id)
        and tip_id in (select t.id from tips_tip t)));
create policy site_move on tips_move for insert to bangfu_app with check (
    account = (select scope_account()) and (
        ((select may('receive')) and in_scope(place)
            and kind in ('accept', 'decline', 'join', 'assign', 'send_back', 'reply', 'close', 'reopen', 'uphold', 'note')
            and (body_id is null or body_id in (select o.id from roster_organisation o)))
        or (kind in ('answer', 'hand_back') and tip_desk(desk, place, body_id))
        or (kind = 'lead' and (select may('supervise')) and in_scope(place)
            and former not in ('received', 'declined', 'duplicate'))));

-- Limits are the inspection office's: the reception does not set what it is measured by.
create policy site_read on tips_limit for select to bangfu_app using (county_id = (select scope_county()));
create policy site_add on tips_limit for insert to bangfu_app with check (
    (select may('supervise')) and in_scope(county_id) and set_by = (select scope_account())
    and county_id = (select scope_county()));
