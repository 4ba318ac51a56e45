select o.id, nullif(o.name, '') as name, nullif(o.level, '') as level, nullif(o.kind, '') as kind,
    place_text(o.place_id) as place
from roster_organisation o where true
