-- Plans that were adopted with a preparatory step missing (二(三)/b-e).
select null as project_id, p.id as plan_id, array_to_string(array(
    select s from unnest(%(prepared)s::text[]) s where not s = any (p.prepared)), ' ') as name, null::bigint as amount,
    array[]::text[] as vouchers
from fund_plan p
where p.kind = 'three_year' and p.adopted_on is not null and not p.prepared::text[] @> %(prepared)s::text[]
