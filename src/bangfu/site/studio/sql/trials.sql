-- A trial is wished for by those who draft or adopt; a process that enters nobody's account works it out, once.
create policy site_read on studio_trial for select to bangfu_app using (studio_reads(place_id));
create policy site_add on studio_trial for insert to bangfu_app with check (studio_reads(place_id) and worked_at is null
    and draft_id in (select d.id from studio_draft d where d.place_id = studio_trial.place_id));
create policy site_look on studio_trial for select to bangfu_app using ((select may('work_out')));
create policy site_work on studio_trial for update to bangfu_app
    using ((select may('work_out')) and worked_at is null) with check ((select may('work_out')) and worked_at is not null);
create trigger signs before insert on studio_trial for each row execute function studio_signs('asked_by');

create function studio_wished() returns trigger language plpgsql as $$
begin
    notify studio;
    return null;
end $$;
create trigger wished after insert on studio_trial for each statement execute function studio_wished();
