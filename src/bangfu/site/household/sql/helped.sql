-- Whose file stands is seen as its household is.
alter policy site_read on household_standing using (in_scope(place) or household_id in (select households_helped()));
