-- Who asks, as the site told this transaction. Nothing told: nobody, who sees nothing.
create function scope_lo() returns bigint language sql stable parallel safe as
    $$ select nullif(current_setting('app.lo', true), '')::bigint $$;
create function scope_hi() returns bigint language sql stable parallel safe as
    $$ select nullif(current_setting('app.hi', true), '')::bigint $$;
create function scope_account() returns text language sql stable parallel safe as
    $$ select nullif(current_setting('app.account', true), '') $$;
create function scope_person() returns text language sql stable parallel safe as
    $$ select nullif(current_setting('app.person', true), '') $$;
create function scope_organisation() returns text language sql stable parallel safe as
    $$ select nullif(current_setting('app.organisation', true), '') $$;
create function scope_sees() returns text language sql stable parallel safe as
    $$ select coalesce(current_setting('app.sees', true), '') $$;
create function may(what text) returns boolean language sql stable parallel safe as
    $$ select what = any (string_to_array(coalesce(current_setting('app.may', true), ''), ' ')) $$;
create function in_scope(place bigint) returns boolean language sql stable parallel safe as
    $$ select place between (select scope_lo()) and (select scope_hi()) $$;
