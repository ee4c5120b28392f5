-- The directory: salted listings as uploaded, and what is derived from logged manifests and attestations so that the server
-- can search. Clients believe neither; they compare digests with the manifests they follow. Times are epoch seconds.

CREATE TABLE listing (
  digest      bytea   PRIMARY KEY CHECK (length(digest) = 32),
  country     text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  listing     text    NOT NULL CHECK (length(listing) BETWEEN 6 AND 20),
  version     int     NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  audience    text    NOT NULL CHECK (length(audience) BETWEEN 1 AND 80),
  salt        bytea   NOT NULL CHECK (length(salt) = 32),
  body        bytea   NOT NULL CHECK (length(body) BETWEEN 2 AND 16384),
  attested_on bigint  NOT NULL CHECK (attested_on >= 0),
  attest_by   bigint  NOT NULL CHECK (attest_by > attested_on),
  hours       bytea   NOT NULL CHECK (length(hours) <= 16384),
  regions     text[]  NOT NULL CHECK (cardinality(regions) <= 2),
  functions   text[]  NOT NULL CHECK (cardinality(functions) <= 32),
  offences    text[]  NOT NULL CHECK (cardinality(offences) <= 64),
  measures    text[]  NOT NULL CHECK (cardinality(measures) <= 64),
  languages   text[]  NOT NULL CHECK (cardinality(languages) <= 24),
  channels    text[]  NOT NULL CHECK (cardinality(channels) <= 12),
  bases       text[]  NOT NULL CHECK (cardinality(bases) <= 64),
  words       text[]  NOT NULL CHECK (cardinality(words) <= 2000),
  uploaded    bigint  NOT NULL CHECK (uploaded >= 0),
  CHECK (left(listing, 3) = country || '-')
);
CREATE INDEX listing_country ON listing (country);
CREATE INDEX listing_words ON listing USING gin (words);

-- The newest manifest of each country and audience; members is empty for all.
CREATE TABLE manifest (
  country     text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  audience    text   NOT NULL CHECK (length(audience) BETWEEN 1 AND 80),
  leaf        bigint NOT NULL CHECK (leaf >= 0),
  members     text[] NOT NULL CHECK (cardinality(members) <= 193),
  attested_on bigint CHECK (attested_on >= 0),
  attest_by   bigint CHECK (attest_by > attested_on),
  PRIMARY KEY (country, audience)
);

CREATE TABLE published (
  country  text  NOT NULL,
  audience text  NOT NULL,
  listing  text  NOT NULL CHECK (left(listing, 3) = country || '-'),
  version  int   NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  digest   bytea NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (country, audience, listing),
  FOREIGN KEY (country, audience) REFERENCES manifest (country, audience) ON DELETE CASCADE
);
CREATE INDEX published_digest ON published (digest);

-- The newest single attestation of a listing under one digest.
CREATE TABLE attested (
  digest      bytea  NOT NULL CHECK (length(digest) = 32),
  listing     text   NOT NULL CHECK (length(listing) BETWEEN 6 AND 20),
  leaf        bigint NOT NULL CHECK (leaf >= 0),
  attested_on bigint NOT NULL CHECK (attested_on >= 0),
  attest_by   bigint NOT NULL CHECK (attest_by > attested_on),
  PRIMARY KEY (digest, listing)
);

CREATE TRIGGER fixed BEFORE UPDATE ON listing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
