-- The forum's heads: a statement of the whole hub, and what one moderator has signed until another does.

ALTER TABLE statement DROP CONSTRAINT statement_type_check;
ALTER TABLE statement ADD CONSTRAINT statement_type_check CHECK (type IN
  ('root', 'authority', 'device', 'persona', 'desk', 'manifest', 'attestation', 'revocation', 'forum-heads'));
ALTER TABLE statement DROP CONSTRAINT statement_check;
ALTER TABLE statement ADD CONSTRAINT statement_check
  CHECK (country ~ '^([A-Z]{2})?$' AND (country = '') = (type IN ('root', 'forum-heads')));

-- One a moderator: a newer one of his takes its place.
CREATE TABLE forum_heads (
  country  text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle   text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  version  int    NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  envelope bytea  NOT NULL CHECK (length(envelope) BETWEEN 1 AND 8192),
  salt     bytea  NOT NULL CHECK (length(salt) = 32),
  body     bytea  NOT NULL CHECK (length(body) BETWEEN 1 AND 1048576),
  created  bigint NOT NULL CHECK (created >= 0),
  PRIMARY KEY (country, handle)
);
