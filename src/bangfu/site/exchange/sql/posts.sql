select s.id, s.role, s.person_id as person, s.organisation_id as organisation, place_text(s.place_id) as place,
    s.start, s."end"
from roster_post s where true
