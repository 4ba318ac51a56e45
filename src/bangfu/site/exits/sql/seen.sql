-- Whoever sees a household reads how it stands: asked of the row at hand, so that one row costs one look and a whole table still
-- one pass; as a list it was all households of the county for every question.
alter policy site_read on exits_standing using (exists (select from roster_household h where h.id = household_id));
alter policy site_read on exits_risk using (exists (select from roster_household h where h.id = household_id));
alter policy site_read on exits_course using (exists (select from roster_household h where h.id = household_id));
alter policy site_read on exits_move using (exists (select from exits_course c where c.id = course_id));
alter policy site_read on exits_objection using (exists (select from exits_course c where c.id = course_id));
alter policy site_read on exits_lot using (exists (select from exits_course c where c.id = course_id));
