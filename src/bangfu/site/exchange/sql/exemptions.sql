select x.id, nullif(x.regulation, '') as regulation, nullif(x.duty, '') as duty, x.person_id as person,
    x.organisation_id as organisation, place_text(x.place_id) as place, x.household_id as household,
    x.start, x."end", x.reason, x.decided_by as approved_by
from duties_exemption x where x.state in ('approved', 'ended')
