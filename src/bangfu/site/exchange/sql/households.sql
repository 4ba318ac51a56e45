select h.id, place_text(h.place_id) as place, nullif(h.head, '') as head,
    nullif(array_to_string(h.kinds, ' '), '') as kinds, h.start, h."end"
from roster_household h where true
