-- Of whom and where entries are about (person, unit, area), those for which this account may not record: the last clause
-- of the policy `site_add`, asked for all of them at once, so that one of thousands does not refuse the others.
select n.person, n.organisation, n.area
from json_to_recordset(%s::json) as n (person text, organisation text, area bigint)
where not coalesce(
    ((select may('record')) and n.person = (select scope_person()))
    or ((select may('record_unit')) and (n.organisation = (select scope_organisation())
        or n.person in (select colleagues())))
    or ((select may('record_area')) and (in_scope(n.area) or (n.area is null and (
        n.organisation in (select units_in_scope())
        or n.person in (select people_in_scope()))))), false)
