-- Officers: sessions, invitations, sealed applications, statements that wait for signatures. Times are epoch seconds.
-- No name and no private key is ever in these tables: applications are sealed, tokens and nonces are here as hashes.

CREATE TABLE challenge (
  nonce_hash bytea   PRIMARY KEY CHECK (length(nonce_hash) = 32),
  purpose    text    NOT NULL CHECK (purpose IN ('sign-in')),
  expires    bigint  NOT NULL CHECK (expires >= 0),
  used       boolean NOT NULL DEFAULT false
);
CREATE INDEX challenge_expires ON challenge (expires);

CREATE TABLE session (
  token_hash bytea  PRIMARY KEY CHECK (length(token_hash) = 32),
  country    text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  kind       text   NOT NULL CHECK (kind IN ('device', 'operator')),
  holder     text   NOT NULL CHECK (length(holder) BETWEEN 1 AND 80),
  officer    text   NOT NULL CHECK (length(officer) BETWEEN 1 AND 80),
  leaves     bigint NOT NULL CHECK (leaves >= 1),
  created    bigint NOT NULL CHECK (created >= 0),
  seen       bigint NOT NULL CHECK (seen >= created),
  expires    bigint NOT NULL CHECK (expires > created),
  revoked    bigint CHECK (revoked >= 0)
);
CREATE INDEX session_holder ON session (country, kind, holder);
CREATE INDEX session_officer ON session (country, officer);
CREATE INDEX session_expires ON session (expires);

-- When a device last signed in, for renewals; a row goes with the device.
CREATE TABLE device_seen (
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  device  text   NOT NULL CHECK (length(device) BETWEEN 1 AND 80),
  seen    bigint NOT NULL CHECK (seen >= 0),
  PRIMARY KEY (country, device)
);

CREATE TABLE invitation (
  secret_hash bytea  PRIMARY KEY CHECK (length(secret_hash) = 32),
  country     text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  operator    text   NOT NULL CHECK (length(operator) BETWEEN 1 AND 80),
  created     bigint NOT NULL CHECK (created >= 0),
  expires     bigint NOT NULL CHECK (expires > created AND expires <= created + 259200),
  used        bigint CHECK (used >= created)
);
CREATE INDEX invitation_country ON invitation (country, expires);
CREATE INDEX invitation_expires ON invitation (expires);

CREATE TABLE application (
  invitation bytea  PRIMARY KEY CHECK (length(invitation) = 32),
  country    text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  sealed     bytea  NOT NULL CHECK (length(sealed) BETWEEN 1 AND 22000),
  received   bigint NOT NULL CHECK (received >= 0),
  expires    bigint NOT NULL CHECK (expires > received)
);
ALTER TABLE application ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX application_country ON application (country, received);
CREATE INDEX application_expires ON application (expires);

-- Statements that wait for more signatures; digest = SHA-256 of the header's bytes.
CREATE TABLE pending (
  digest     bytea   PRIMARY KEY CHECK (length(digest) = 32),
  country    text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  type       text    NOT NULL CHECK (length(type) BETWEEN 1 AND 40),
  subject    text    NOT NULL CHECK (length(subject) BETWEEN 1 AND 80),
  version    int     NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  envelope   bytea   NOT NULL CHECK (length(envelope) BETWEEN 1 AND 8192),
  parts      bytea   NOT NULL CHECK (length(parts) <= 1500000),
  invitation bytea   CHECK (length(invitation) = 32),
  complete   boolean NOT NULL DEFAULT false,
  created    bigint  NOT NULL CHECK (created >= 0),
  expires    bigint  NOT NULL CHECK (expires > created)
);
CREATE INDEX pending_country ON pending (country, created);
CREATE INDEX pending_expires ON pending (expires);
