-- What each message costs in the log of writes: its id stands as a hash of four bytes in the index that keeps it from being
-- used twice in a group. A group's head is what the messages' key says; its own row only keeps what was erased.
ALTER TABLE message DROP CONSTRAINT message_group_id_client_id_key;
ALTER TABLE message ADD CONSTRAINT message_once EXCLUDE USING hash ((group_id || client_id) WITH =);
