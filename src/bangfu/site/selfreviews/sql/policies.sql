-- Who answers for a body: whoever has a seat of that unit; the township's own accounts; the county's assistance office.
create function reviews_itself(body text, organisation text, at bigint) returns boolean language sql stable as $$
    select (select may('answer')) and (organisation = (select scope_organisation())
        or (at = (select scope_lo()) and (select a.role from web_account a where a.id = (select scope_account())) = any (
            case body when 'township_government' then array['township_clerk', 'township_leader']
                when 'assistance_office' then array['county_office'] else array[]::text[] end))) $$;

-- Those who inspect see the area's; a body sees its own and what it was asked, and nothing of the others.
create policy site_read on selfreviews_reply for select to bangfu_app using (
    (((select may('inspect')) or (select may('supervise'))) and in_scope(area)) or reviews_itself(role, organisation_id, area));
create policy site_add on selfreviews_reply for insert to bangfu_app with check (
    (select may('supervise')) and in_scope(area) and state = 'open' and handed_in_by = '' and returned_by = ''
    and exists (select from roster_organisation o where o.id = organisation_id));
create policy site_hand_in on selfreviews_reply for update to bangfu_app
    using (state = 'open' and reviews_itself(role, organisation_id, area))
    with check (state = 'handed_in' and reviews_itself(role, organisation_id, area) and handed_in_by = (select scope_account()));
create policy site_return on selfreviews_reply for update to bangfu_app
    using (state = 'handed_in' and (select may('supervise')) and in_scope(area))
    with check (state = 'returned' and (select may('supervise')) and in_scope(area) and returned_by = (select scope_account()));

create policy site_read on selfreviews_selfreview for select to bangfu_app using (
    (((select may('inspect')) or (select may('supervise'))) and in_scope(county_id))
    or id in (select r.review_id from selfreviews_reply r));
create policy site_add on selfreviews_selfreview for insert to bangfu_app with check (
    (select may('supervise')) and in_scope(county_id) and issued_by = (select scope_account()));
create policy site_read on selfreviews_question for select to bangfu_app
    using (review_id in (select r.id from selfreviews_selfreview r));
create policy site_add on selfreviews_question for insert to bangfu_app with check (
    (select may('supervise')) and review_id in (select r.id from selfreviews_selfreview r
        where r.issued_by = (select scope_account())));

-- A draft is the body's alone. Evidence is what whoever answers sees.
create policy site_read on selfreviews_answer for select to bangfu_app using (reply_id in (
    select r.id from selfreviews_reply r where r.state <> 'open' or reviews_itself(r.role, r.organisation_id, r.area)));
create function names_entries(ids text[]) returns boolean language sql stable as $$
    select not exists (select from unnest(ids) as named (id)
        where not exists (select from ledger_entry e where e.id = named.id)) $$;
create policy site_add on selfreviews_answer for insert to bangfu_app with check (
    names_entries(evidence) and reply_id in (
        select r.id from selfreviews_reply r where reviews_itself(r.role, r.organisation_id, r.area)));
create policy site_change on selfreviews_answer for update to bangfu_app
    using (reply_id in (select r.id from selfreviews_reply r where reviews_itself(r.role, r.organisation_id, r.area)))
    with check (names_entries(evidence));

create policy site_read on selfreviews_replyevent for select to bangfu_app
    using ((select may('audit')) or id in (select r.id from selfreviews_reply r));
create policy site_read on selfreviews_answerevent for select to bangfu_app
    using ((select may('audit')) or id in (select a.id from selfreviews_answer a));
