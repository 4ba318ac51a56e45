-- A program prepares a change and does no more: a person looks at it and accepts.
drop policy site_add on roster_change;
create policy site_add on roster_change for insert to bangfu_app with check (
    (select may('roster') or may('propose')) and account = (select scope_account()) and in_scope(area)
    and (state = 'prepared' or (select may('roster'))));
