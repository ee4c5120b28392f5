-- Streams look each second for groups that a connected device opened itself since the last look.
CREATE INDEX mls_group_opened ON mls_group (opened);
