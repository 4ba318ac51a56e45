-- What a county set, and which forms its people are asked to fill, is no secret where somebody works in it.
create policy site_read on burden_cost for select to bangfu_app using (in_scope(county_id) or county_id = (select scope_county()));
create policy site_add on burden_cost for insert to bangfu_app with check (
    made_by = (select scope_account()) and (select may('regulations')) and in_scope(county_id) and county_id % 1000000 = 0);
create policy site_read on burden_form for select to bangfu_app using (in_scope(county_id) or county_id = (select scope_county()));
create policy site_add on burden_form for insert to bangfu_app with check (
    made_by = (select scope_account()) and ((select may('regulations')) or (select may('approve')))
    and in_scope(county_id) and county_id % 1000000 = 0);
create policy site_read on burden_column for select to bangfu_app using (form_id in (select f.id from burden_form f));
create policy site_add on burden_column for insert to bangfu_app with check (form_id in (select f.id from burden_form f));
create policy site_read on burden_move for select to bangfu_app using (form_id in (select f.id from burden_form f));
create policy site_add on burden_move for insert to bangfu_app with check (
    by = (select scope_account()) and form_id in (select f.id from burden_form f));

-- What was filled in is seen with whom it is about: a household in view, a place, a person or a unit of the area; and by its author.
create policy site_read on burden_filling for select to bangfu_app using (
    form_id in (select f.id from burden_form f) and (by = (select scope_account())
        or household_id in (select h.id from roster_household h) or in_scope(place_id)
        or ((select scope_sees()) = 'area' and (organisation_id in (select units_in_scope())
            or person_id in (select people_in_scope())))
        or person_id = (select scope_person())
        or ((select scope_sees()) = 'unit' and (organisation_id = (select scope_organisation())
            or person_id in (select colleagues())))));
create policy site_add on burden_filling for insert to bangfu_app with check (
    by = (select scope_account()) and (select may('record')) and form_id in (select f.id from burden_form f)
    and (household_id is null or household_id in (select h.id from roster_household h))
    and (place_id is null or in_scope(place_id) or exists (select from roster_presence p where p.place = place_id
        and (p.person_id = (select scope_person()) or p.organisation_id = (select scope_organisation()))))
    and (person_id is null or person_id = (select scope_person()) or ((select scope_sees()) = 'area'
        and person_id in (select people_in_scope())) or ((select scope_sees()) = 'unit' and person_id in (select colleagues())))
    and (organisation_id is null or organisation_id = (select scope_organisation()) or ((select scope_sees()) = 'area'
        and organisation_id in (select units_in_scope()))));

-- A complaint is its author's alone; an answer is for its author and for the office that gave it.
create policy site_read on burden_complaint for select to bangfu_app using (by = (select scope_account()));
create policy site_add on burden_complaint for insert to bangfu_app with check (by = (select scope_account()));
create policy site_read on burden_reply for select to bangfu_app using (
    complaint_id in (select c.id from burden_complaint c) or burden_may_reply(complaint_id));
create policy site_add on burden_reply for insert to bangfu_app with check (
    by = (select scope_account()) and burden_may_reply(complaint_id));
