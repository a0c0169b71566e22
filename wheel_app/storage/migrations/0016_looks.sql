-- room: audit
-- What somebody has looked at already, without walking every chain.
CREATE INDEX audit_row_actor ON audit_row (actor, action, about);
