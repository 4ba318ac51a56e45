select r.what, place_text(r.place_id) as place, r.amount, r.per, r.start as "from", r."end" as "to", r.set_by
from allowances_rate r where true
