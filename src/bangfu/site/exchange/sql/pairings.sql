select g.id, g.person_id as person, g.household_id as household, g.start, g."end"
from roster_pairing g where true
