-- A month and a leave are seen as entries are: by area, by unit, by oneself.
create function attends(who text, at bigint) returns boolean language sql stable as $$
    select ((select scope_sees()) = 'area' and in_scope(at)) or who = (select scope_person())
        or ((select scope_sees()) = 'unit' and who in (select colleagues())) $$;
create policy site_read on attendance_confirmation for select to bangfu_app using (attends(person_id, place_id));
create policy site_add on attendance_confirmation for insert to bangfu_app with check (
    (select may('record_area')) and in_scope(place_id) and confirmed_by = (select scope_account())
    and exists (select from roster_person q where q.id = person_id));

create policy site_read on attendance_tier for select to bangfu_app using ((select scope_account()) is not null);
create policy site_write on attendance_tier for all to bangfu_app
    using ((select may('regulations')) and in_scope(county_id))
    with check ((select may('regulations')) and in_scope(county_id));

-- The role that decides on leave of so many days at a place; beyond the longest tier nobody does.
create function leave_decider(at bigint, days int) returns text language sql stable as $$
    select t.role from attendance_tier t where t.county_id = at / 1000000 * 1000000 and t.days >= leave_decider.days
    order by t.days limit 1 $$;
create policy site_read on attendance_leave for select to bangfu_app using (attends(person_id, place_id));
create policy site_ask on attendance_leave for insert to bangfu_app with check (
    state = 'asked' and asked_by = (select scope_account()) and decider = leave_decider(place_id, "end" - start + 1)
    and exists (select from roster_person q where q.id = person_id)
    and exists (select from roster_post p where p.person_id = attendance_leave.person_id and p.place_id = attendance_leave.place_id)
    and (person_id = (select scope_person()) or ((select may('record_area')) and in_scope(place_id))
        or ((select may('record_unit')) and person_id in (select colleagues()))));
-- Whoever decides has the role that the length asks for, at the place, and neither asked nor goes.
create function decides_leave(leave attendance_leave) returns boolean language sql stable as $$
    select (select may('leave')) and in_scope(leave.place_id) and leave.asked_by <> (select scope_account())
        and leave.person_id is distinct from (select scope_person())
        and leave.decider = (select a.role from web_account a where a.id = (select scope_account())) $$;
create policy site_decide on attendance_leave for update to bangfu_app
    using (state = 'asked' and decides_leave(attendance_leave))
    with check (decides_leave(attendance_leave) and state in ('approved', 'refused') and decided_by = (select scope_account()));
-- Taken back before it is decided, or ended by the return.
create function ends_leave(leave attendance_leave) returns boolean language sql stable as $$
    select leave.asked_by = (select scope_account()) or leave.person_id = (select scope_person())
        or ((select may('record_area')) and in_scope(leave.place_id)) $$;
create policy site_end on attendance_leave for update to bangfu_app
    using (state in ('asked', 'approved') and ends_leave(attendance_leave))
    with check (ends_leave(attendance_leave) and state in ('withdrawn', 'returned'));

create policy site_read on attendance_leaveevent for select to bangfu_app
    using ((select may('audit')) or id in (select l.id from attendance_leave l));
create policy site_read on attendance_tierevent for select to bangfu_app
    using ((select may('audit')) or in_scope(county_id));
-- A leave ends as it went: one returns from what was approved, and takes back what was only asked for.
create function keep_leave() returns trigger language plpgsql as $$
begin
    if old.state = 'asked' and new.state = 'returned' or old.state = 'approved' and new.state = 'withdrawn' then
        raise exception 'leave returns after it was approved' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on attendance_leave for each row execute function keep_leave();
