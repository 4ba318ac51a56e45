-- The day for findings that were moved before it was kept: of the first move that made them stand, after the last that did not.
-- It tells nothing that their moves do not, so it is no change of theirs and the history of the table gains no row.
alter table rectification_finding disable trigger user;
update rectification_finding f set confirmed_on = (
    select min(m."on") from rectification_move m join rectification_rule r on r.code = m.code and r.stands
    where m.finding_id = f.id and m.number > coalesce((select max(u.number) from rectification_move u
        join rectification_rule s on s.code = u.code and not s.stands where u.finding_id = f.id), 0));
alter table rectification_finding enable trigger user;
