-- A survey is made of a draw of households, once its inspection was opened. Slips are for the office that hands them out.
alter table assessment_answer add constraint answer_word check (answer in ('yes', 'no', ''));
alter table assessment_check add constraint check_word check (result in ('yes', 'no', 'excused'));
create policy site_read on assessment_survey for select to bangfu_app using (works_here(county_id));
create policy site_add on assessment_survey for insert to bangfu_app with check (
    (select may('supervise')) and made_by = (select scope_account()) and in_scope(county_id)
    and draw_id in (select d.id from supervision_draw d join supervision_campaign c on c.id = d.campaign_id
        where d.level = 'household' and d.taken is not null and c.opened_at is not null and c.place_id = county_id));
create policy site_read on assessment_cell for select to bangfu_app
    using (survey_id in (select s.id from assessment_survey s));
create policy site_add on assessment_cell for insert to bangfu_app with check (
    (select may('supervise')) and in_scope(place_id)
    and (organisation_id is null or exists (select from roster_organisation o where o.id = organisation_id))
    and survey_id in (select s.id from assessment_survey s where s.made_by = (select scope_account()) and in_scope(s.county_id)));
create policy site_read on assessment_slip for select to bangfu_app using ((select may('supervise'))
    and cell_id in (select c.id from assessment_cell c where in_scope(c.place_id)));
create policy site_add on assessment_slip for insert to bangfu_app with check ((select may('supervise'))
    and cell_id in (select c.id from assessment_cell c where in_scope(c.place_id)));

-- As many slips as households were drawn, made once: nobody adds one to answer again. Whoever works elsewhere is refused by
-- the policies and learns nothing here.
create function keep_cells() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(in_scope(new.place_id), session_user <> 'bangfu_app') then return new; end if;
    if (select count(*) from assessment_cell c join assessment_survey s on s.id = c.survey_id where s.id = new.survey_id and (
            exists (select from assessment_slip l where l.cell_id = c.id)
            or exists (select from assessment_answer a where a.cell_id = c.id))) > 0
        or new.drawn + coalesce((select sum(c.drawn) from assessment_cell c where c.survey_id = new.survey_id), 0)
            > (select count(*) from supervision_drawn w join assessment_survey s on s.draw_id = w.draw_id
                where s.id = new.survey_id) then
        raise exception 'a sample is parted once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before insert on assessment_cell for each row execute function keep_cells();
create function keep_slips() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not coalesce((select in_scope(c.place_id) from assessment_cell c where c.id = new.cell_id), session_user <> 'bangfu_app') then
        return new;
    end if;
    if (select count(*) from assessment_slip l where l.cell_id = new.cell_id)
            + (select count(*) from assessment_answer a where a.cell_id = new.cell_id)
            >= (select c.drawn from assessment_cell c where c.id = new.cell_id) then
        raise exception 'a household has one slip' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before insert on assessment_slip for each row execute function keep_slips();

-- The answer is written and the slip is gone: nothing is left that names both. The id is by chance; who entered it is not kept.
create function give_answer(in_survey text, used text, said text, day date) returns boolean language plpgsql
security definer set search_path = public, pg_temp as $$
declare
    part text;
begin
    if not coalesce(may('inspect') and exists (
            select from assessment_survey s where s.id = in_survey and in_scope(s.county_id)), false) then
        raise exception 'who inspects here enters answers' using errcode = 'insufficient_privilege';
    end if;
    delete from assessment_slip l using assessment_cell c
        where l.code = used and c.id = l.cell_id and c.survey_id = in_survey returning c.id into part;
    if part is null then return false; end if;
    insert into assessment_answer (id, cell_id, "on", answer)
        values (left(replace(gen_random_uuid()::text, '-', ''), 16), part, day, said);
    return true;
end $$;

-- Fewer answers than this could tell who gave them: they are shown to nobody and counted by nothing.
create function fewest_answers() returns integer language sql immutable as $$ select 5 $$;
create function told_cells() returns setof text language sql stable security definer
set search_path = public, pg_temp as $$
    select a.cell_id from assessment_answer a join assessment_cell c on c.id = a.cell_id
        join assessment_survey s on s.id = c.survey_id where works_here(s.county_id)
        group by 1 having count(*) filter (where a.answer <> '') >= fewest_answers() $$;
create policy site_read on assessment_answer for select to bangfu_app using (
    cell_id in (select told_cells()) and (id in (select rows_seen()) or cell_id in (
        select c.id from assessment_cell c join assessment_survey s on s.id = c.survey_id where sees_county(s.county_id))));
create function survey_progress(of_survey text) returns table (cell text, come bigint, told boolean) language sql stable
security definer set search_path = public, pg_temp as $$
    select c.id, count(a.id), count(a.id) filter (where a.answer <> '') >= fewest_answers()
        from assessment_cell c join assessment_survey s on s.id = c.survey_id
        left join assessment_answer a on a.cell_id = c.id
        where s.id = of_survey and (may('inspect') or may('supervise')) and in_scope(s.county_id) group by 1 $$;
