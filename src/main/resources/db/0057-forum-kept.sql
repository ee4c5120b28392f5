-- A moderator who leaves a reported post as it is, and whoever sets the tags of a question, stand in the log of moderators too.
DROP INDEX forum_act_steps;
CREATE INDEX forum_act_steps ON forum_act (seq)
  WHERE step IN ('warn', 'hide', 'remove', 'restore', 'uphold', 'keep', 'appeal', 'lock', 'unlock', 'move', 'tag', 'duplicate', 'reopen');
