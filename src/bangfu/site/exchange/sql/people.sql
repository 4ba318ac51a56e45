select q.id, nullif(q.name, '') as name, q.organisation_id as organisation, nullif(q.rank, '') as rank,
    nullif(q.staff_type, '') as staff_type
from roster_person q where true
