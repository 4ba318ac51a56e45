-- Decisions on honours are written and issued by those to whom it is left to enter what was given. Drafts are theirs alone; what
-- was issued is also read by those who may ask about the county's people, by who oversees, and by whom it is addressed to.
create or replace function makes_paper(kind text, about text) returns boolean language sql stable as
    $$ select case when of_a_case(kind) then prepares_case(about) when kind = 'honours' then may('grant')
        else may('supervise') or may('inspect') end $$;
create or replace function issues_paper(kind text, about text) returns boolean language sql stable as
    $$ select case when of_a_case(kind) then prepares_case(about) when kind = 'honours' then may('grant')
        else may('supervise') end $$;

drop policy site_read on papers_series;
create policy site_read on papers_series for select to bangfu_app
    using (((select makes_papers()) or (select may('weigh')) or (select may('grant'))) and in_scope(county_id));

create policy site_read_honours on papers_paper for select to bangfu_app
    using (number is not null and kind = 'honours' and (select may('commend')) and in_scope(place_id));
