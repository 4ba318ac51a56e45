-- Which days are worked is for everybody to see. Those who keep a county's rules set the days of their own county's
-- name; a day that another county set is not theirs to change.
create policy site_read on workdays_day for select to bangfu_app using ((select scope_account()) is not null);
create policy site_add on workdays_day for insert to bangfu_app
    with check ((select may('regulations')) and in_scope(place_id) and place_id % 1000000 = 0
        and set_by = (select scope_account()));
create policy site_change on workdays_day for update to bangfu_app
    using ((select may('regulations')) and in_scope(place_id))
    with check ((select may('regulations')) and in_scope(place_id) and place_id % 1000000 = 0
        and set_by = (select scope_account()));
create policy site_remove on workdays_day for delete to bangfu_app
    using ((select may('regulations')) and in_scope(place_id));
create policy site_read on workdays_dayevent for select to bangfu_app
    using ((select may('audit')) or in_scope(place_id));

-- A deadline in working days moves with the calendar: the judge reads everything anew.
create trigger tell after insert or update or delete on workdays_day for each statement execute function tell_roster();
