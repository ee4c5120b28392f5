-- The desks' archives (B3-B5): who keeps how many records of which conversation, and nothing of what they say. All bodies are
-- sealed for a desk's devices. Nothing is ever updated but the count.

-- A version of a desk's archive key: the act and the wraps in the bytes in which they came.
CREATE TABLE archive_key (
  desk    text   NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  version int    NOT NULL CHECK (version BETWEEN 1 AND 100000),
  body    bytea  NOT NULL CHECK (length(body) BETWEEN 1 AND 917504),
  stored  bigint NOT NULL CHECK (stored >= 0),
  PRIMARY KEY (desk, version)
);
ALTER TABLE archive_key ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX archive_key_stored ON archive_key (stored);
CREATE TRIGGER fixed BEFORE UPDATE ON archive_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A later wrap of a version for a device that came to the desk after it.
CREATE TABLE archive_wrap (
  desk    text   NOT NULL,
  version int    NOT NULL,
  device  bytea  NOT NULL CHECK (length(device) = 32),
  body    bytea  NOT NULL CHECK (length(body) BETWEEN 1 AND 8192),
  stored  bigint NOT NULL CHECK (stored >= 0),
  PRIMARY KEY (desk, version, device),
  FOREIGN KEY (desk, version) REFERENCES archive_key (desk, version) ON DELETE CASCADE
);
CREATE TRIGGER fixed BEFORE UPDATE ON archive_wrap FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How many records a desk has filed of a conversation, those that were erased since among them: numbers are never used twice.
CREATE TABLE archive_head (
  desk         text  NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  conversation bytea NOT NULL CHECK (length(conversation) = 16),
  count        int   NOT NULL CHECK (count BETWEEN 1 AND 100000),
  PRIMARY KEY (desk, conversation)
) WITH (fillfactor = 70);

CREATE TABLE archive_record (
  desk         text   NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  conversation bytea  NOT NULL CHECK (length(conversation) = 16),
  n            int    NOT NULL CHECK (n BETWEEN 0 AND 99999),
  key_version  int    NOT NULL,
  sealed       bytea  NOT NULL CHECK (length(sealed) BETWEEN 1 AND 65536),
  stored       bigint NOT NULL CHECK (stored >= 0),
  PRIMARY KEY (desk, conversation, n),
  FOREIGN KEY (desk, key_version) REFERENCES archive_key (desk, version)
);
ALTER TABLE archive_record ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX archive_record_stored ON archive_record (stored);
CREATE INDEX archive_record_key ON archive_record (desk, key_version);
CREATE TRIGGER fixed BEFORE UPDATE ON archive_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
