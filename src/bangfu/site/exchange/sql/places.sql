select place_text(p.code) as code, p.name, p.level, place_text(p.parent_id) as parent,
    nullif(array_to_string(p.tags, ' '), '') as tags, nullif(p.area, '') as area,
    nullif(array_to_string(p.aliases, ';'), '') as aliases
from roster_place p where true
