-- Those who draft and those who adopt see what is in the making in their area; nobody else.
create function studio_reads(at bigint) returns boolean language sql stable as $$
    select ((select may('regulations')) or (select may('adopt'))) and in_scope(at) $$;
create function studio_writes(at bigint) returns boolean language sql stable as $$
    select (select may('regulations')) and in_scope(at) $$;

create policy site_read on studio_document for select to bangfu_app using (studio_reads(place_id));
create policy site_add on studio_document for insert to bangfu_app with check (studio_writes(place_id));
create policy site_read on studio_draft for select to bangfu_app using (studio_reads(place_id));
create policy site_add on studio_draft for insert to bangfu_app with check (studio_writes(place_id)
    and (document_id is null or exists (select from studio_document d where d.id = document_id)));
create policy site_change on studio_draft for update to bangfu_app using (studio_writes(place_id)) with check (studio_writes(place_id));
create policy site_read on studio_provision for select to bangfu_app
    using (draft_id in (select d.id from studio_draft d));
create policy site_add on studio_provision for insert to bangfu_app
    with check (draft_id in (select d.id from studio_draft d where studio_writes(d.place_id)));
create policy site_change on studio_provision for update to bangfu_app
    using (draft_id in (select d.id from studio_draft d where studio_writes(d.place_id)))
    with check (draft_id in (select d.id from studio_draft d where studio_writes(d.place_id)));
create policy site_read on studio_version for select to bangfu_app using (studio_reads(place_id));
create policy site_add on studio_version for insert to bangfu_app with check (studio_writes(place_id)
    and draft_id in (select d.id from studio_draft d where d.place_id = studio_version.place_id));
create policy site_decide on studio_version for update to bangfu_app
    using (in_scope(place_id) and ((select may('adopt')) or made_by = (select scope_account())))
    with check (in_scope(place_id) and ((select may('adopt')) or state = 'withdrawn'));

create policy site_read on studio_draftevent for select to bangfu_app
    using ((select may('audit')) or id in (select d.id from studio_draft d));
create policy site_read on studio_provisionevent for select to bangfu_app
    using ((select may('audit')) or id in (select p.id from studio_provision p));
create policy site_read on studio_versionevent for select to bangfu_app
    using ((select may('audit')) or id in (select v.id from studio_version v));

-- What is in force is written by the adoption of a version, and by nothing else that signs in.
drop policy site_write on duties_adoption;
revoke insert, update, delete on duties_adoption from bangfu_app;
