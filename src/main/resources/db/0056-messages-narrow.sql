-- What each message costs in the log of writes: numbers of four bytes in the row and in its key (a group has no 2,000,000,000
-- entries), the kind by its first letter, and nothing between the columns for alignment.
ALTER TABLE message RENAME TO message_wide;
ALTER TABLE message_wide DROP CONSTRAINT message_pkey;
ALTER TABLE message_wide DROP CONSTRAINT message_once;
DROP INDEX message_stored;
CREATE TABLE message (
  stored    bigint NOT NULL CONSTRAINT message_stored_check CHECK (stored >= 0),
  seq       int    NOT NULL CONSTRAINT message_seq_check CHECK (seq >= 1),
  epoch     int    NOT NULL CONSTRAINT message_epoch_check CHECK (epoch >= 0),
  kind      "char" NOT NULL CONSTRAINT message_kind_check CHECK (kind IN ('m', 'c', 's')),
  group_id  bytea  NOT NULL CONSTRAINT message_group_id_check CHECK (length(group_id) = 16),
  device    bytea  NOT NULL CONSTRAINT message_device_check CHECK (length(device) = 32),
  client_id bytea  NOT NULL CONSTRAINT message_client_id_check CHECK (length(client_id) = 16),
  added     bytea  NOT NULL CONSTRAINT message_added_check CHECK (length(added) % 32 = 0 AND length(added) <= 4096),
  removed   bytea  NOT NULL CONSTRAINT message_removed_check CHECK (length(removed) % 32 = 0 AND length(removed) <= 4096),
  body      bytea  NOT NULL CONSTRAINT message_body_check CHECK (length(body) <= 524288),
  PRIMARY KEY (group_id, seq),
  CONSTRAINT message_once EXCLUDE USING hash ((group_id || client_id) WITH =)
);
ALTER TABLE message ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX message_stored ON message USING brin (stored);
INSERT INTO message (stored, seq, epoch, kind, group_id, device, client_id, added, removed, body)
  SELECT stored, seq, epoch, kind::"char", group_id, device, client_id, added, removed, body
    FROM message_wide ORDER BY stored, group_id, seq;
CREATE TRIGGER fixed BEFORE UPDATE ON message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DROP TABLE message_wide;
