-- A program reads of cases what its account reads, and takes no step: its token has, in place of the rights to prepare, decide,
-- review and answer, words that only reading asks for.
create function reads(what text) returns boolean language sql stable parallel safe as
    $$ select may(what) or may('read_' || what) $$;
-- `concerned` and `decides_for`, for reading.
create function reads_as_concerned(c cases_case) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select coalesce(case when c.person_id is not null then c.person_id = scope_person()
        else reads('answer') and (c.organisation_id = scope_organisation() or exists (select from roster_organisation o
            join roster_place p on p.code = o.place_id where o.id = c.organisation_id and o.level = 'township'
            and scope_sees() = 'area' and (p.code, p.last) = (scope_lo(), scope_hi()))) end, false) $$;
create function reads_to_decide(c cases_case) returns boolean language sql stable as $$
    select coalesce(reads('decide') and is_deciding_body(c), false) $$;
create or replace function sees_case(c cases_case) returns boolean language sql stable as $$
    select case when reads_as_concerned(c) then c.number is not null
        else (((select reads('weigh')) or (select reads('review'))) and in_scope(c.place_id)) or reads_to_decide(c) end $$;
