-- Messaging: what the delivery service must know to keep order and to route, and nothing of what is said. Bodies are ciphertext.
-- Times are epoch seconds; devices are their ids of 32 bytes; all other ids are 16 random bytes of the clients.

-- Each claimed instance of a device (V2); one of them is current. The counter only grows.
CREATE TABLE instance (
  device   bytea  NOT NULL CHECK (length(device) = 32),
  instance bytea  NOT NULL CHECK (length(instance) = 16),
  counter  bigint NOT NULL DEFAULT 0 CHECK (counter >= 0),
  claimed  bigint NOT NULL CHECK (claimed >= 0),
  replaced bigint CHECK (replaced >= claimed),
  PRIMARY KEY (device, instance)
);
CREATE UNIQUE INDEX instance_current ON instance (device) WHERE replaced IS NULL;

CREATE TABLE key_package (
  ref         bytea   PRIMARY KEY CHECK (length(ref) = 32),
  device      bytea   NOT NULL CHECK (length(device) = 32),
  last_resort boolean NOT NULL,
  body        bytea   NOT NULL CHECK (length(body) BETWEEN 1 AND 16384),
  stored      bigint  NOT NULL CHECK (stored >= 0),
  expires     bigint  NOT NULL CHECK (expires > stored),
  taken_by    bytea   CHECK (length(taken_by) = 32),
  taken       bigint  CHECK (taken >= stored),
  uses        int     NOT NULL DEFAULT 0 CHECK (uses >= 0),
  CHECK ((taken IS NULL) = (taken_by IS NULL))
);
ALTER TABLE key_package ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX key_package_free ON key_package (device, stored) WHERE taken IS NULL;
CREATE INDEX key_package_expires ON key_package (expires);

-- Who was given a package of whom: for the limit, and for an hour's count of a desk's bundles.
CREATE TABLE key_grant (
  id     bytea  PRIMARY KEY CHECK (length(id) = 16),
  asker  bytea  NOT NULL CHECK (length(asker) = 32),
  device bytea  NOT NULL CHECK (length(device) = 32),
  at     bigint NOT NULL CHECK (at >= 0)
);
CREATE INDEX key_grant_asker ON key_grant (asker, device, at);
CREATE INDEX key_grant_at ON key_grant (at);

CREATE TABLE bundle_asked (
  id    bytea  PRIMARY KEY CHECK (length(id) = 16),
  desk  text   NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  asker bytea  NOT NULL CHECK (length(asker) = 32),
  at    bigint NOT NULL CHECK (at >= 0)
);
CREATE INDEX bundle_asked_asker ON bundle_asked (asker, at);
CREATE INDEX bundle_asked_desk ON bundle_asked (desk, at);

CREATE TABLE mls_group (
  id           bytea   PRIMARY KEY CHECK (length(id) = 16),
  conversation bytea   NOT NULL CHECK (length(conversation) = 16),
  kind         text    NOT NULL CHECK (kind IN ('case', 'chat')),
  desks        text[]  NOT NULL CHECK (cardinality(desks) <= 8),
  parties      text[]  NOT NULL CHECK (cardinality(parties) = cardinality(desks)),
  epoch        bigint  NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  head         bigint  NOT NULL DEFAULT 0 CHECK (head >= 0),
  opener       bytea   NOT NULL CHECK (length(opener) = 32),
  successor    bytea   CHECK (length(successor) = 16 AND successor <> id),
  closed       bigint  CHECK (closed >= 0),
  opened       bigint  NOT NULL CHECK (opened >= 0)
) WITH (fillfactor = 50);
CREATE INDEX mls_group_conversation ON mls_group (conversation);

-- From the commits' routing lists: a member reads what comes after from_seq, up to until_seq.
CREATE TABLE member (
  group_id  bytea  NOT NULL REFERENCES mls_group (id) ON DELETE CASCADE,
  device    bytea  NOT NULL CHECK (length(device) = 32),
  from_seq  bigint NOT NULL CHECK (from_seq >= 0),
  until_seq bigint CHECK (until_seq >= from_seq),
  PRIMARY KEY (group_id, device, from_seq)
);
CREATE UNIQUE INDEX member_present ON member (device, group_id) WHERE until_seq IS NULL;

-- No foreign key: it would lock the group's row once more for each message, and the row is locked already.
CREATE TABLE message (
  group_id  bytea  NOT NULL CHECK (length(group_id) = 16),
  seq       bigint NOT NULL CHECK (seq >= 1),
  epoch     bigint NOT NULL CHECK (epoch >= 0),
  kind      text   NOT NULL CHECK (kind IN ('message', 'commit', 'successor')),
  device    bytea  NOT NULL CHECK (length(device) = 32),
  client_id bytea  NOT NULL CHECK (length(client_id) = 16),
  body      bytea  NOT NULL CHECK (length(body) <= 524288),
  added     bytea  NOT NULL CHECK (length(added) % 32 = 0 AND length(added) <= 4096),
  removed   bytea  NOT NULL CHECK (length(removed) % 32 = 0 AND length(removed) <= 4096),
  stored    bigint NOT NULL CHECK (stored >= 0),
  PRIMARY KEY (group_id, seq),
  UNIQUE (group_id, device, client_id)
);
ALTER TABLE message ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX message_stored ON message USING brin (stored);
CREATE TRIGGER fixed BEFORE UPDATE ON message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE welcome (
  device   bytea  NOT NULL CHECK (length(device) = 32),
  group_id bytea  NOT NULL REFERENCES mls_group (id) ON DELETE CASCADE,
  seq      bigint NOT NULL CHECK (seq >= 1),
  epoch    bigint NOT NULL CHECK (epoch >= 0),
  sender   bytea  NOT NULL CHECK (length(sender) = 32),
  client_id bytea NOT NULL CHECK (length(client_id) = 16),
  body     bytea  NOT NULL CHECK (length(body) <= 524288),
  stored   bigint NOT NULL CHECK (stored >= 0),
  taken    bigint CHECK (taken >= 0),
  PRIMARY KEY (device, group_id, seq)
);
ALTER TABLE welcome ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX welcome_waiting ON welcome (device, stored) WHERE taken IS NULL;
CREATE INDEX welcome_stored ON welcome (stored);

CREATE TABLE cursor (
  device   bytea  NOT NULL CHECK (length(device) = 32),
  group_id bytea  NOT NULL CHECK (length(group_id) = 16),
  seq      bigint NOT NULL CHECK (seq >= 0),
  PRIMARY KEY (device, group_id)
) WITH (fillfactor = 50);

-- What clients tell of a case for reminders and alerts (C1): nobody believes it.
CREATE TABLE case_hint (
  conversation bytea    PRIMARY KEY CHECK (length(conversation) = 16),
  group_id     bytea    NOT NULL CHECK (length(group_id) = 16),
  urgency      text     NOT NULL CHECK (length(urgency) <= 40),
  state        text     NOT NULL CHECK (length(state) <= 40),
  due_kinds    text[]   NOT NULL CHECK (cardinality(due_kinds) <= 16),
  due_times    bigint[] NOT NULL CHECK (cardinality(due_times) = cardinality(due_kinds)),
  device       bytea    NOT NULL CHECK (length(device) = 32),
  updated      bigint   NOT NULL CHECK (updated >= 0)
);

-- Sealed contents: never updated, each chunk one row, so that every node and every backup has it.
CREATE TABLE content (
  id           bytea  PRIMARY KEY CHECK (length(id) = 16),
  conversation bytea  NOT NULL CHECK (length(conversation) = 16),
  device       bytea  NOT NULL CHECK (length(device) = 32),
  bytes        bigint NOT NULL CHECK (bytes BETWEEN 1 AND 1073758224),
  chunks       int    NOT NULL CHECK (chunks BETWEEN 1 AND 1024),
  created      bigint NOT NULL CHECK (created >= 0),
  expires      bigint NOT NULL CHECK (expires > created)
);
CREATE INDEX content_device ON content (device, created);
CREATE INDEX content_expires ON content (expires);
CREATE TRIGGER fixed BEFORE UPDATE ON content FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE chunk (
  content bytea NOT NULL REFERENCES content (id) ON DELETE CASCADE,
  n       int   NOT NULL CHECK (n BETWEEN 0 AND 1023),
  body    bytea NOT NULL CHECK (length(body) BETWEEN 1 AND 1048592),
  PRIMARY KEY (content, n)
);
ALTER TABLE chunk ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE TRIGGER fixed BEFORE UPDATE ON chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
