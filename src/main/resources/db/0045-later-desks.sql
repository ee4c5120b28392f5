-- Desks that a case was forwarded to or that stand in since: they are woken, and their members may fetch its files.
ALTER TABLE mls_group
  ADD COLUMN later_desks text[] NOT NULL DEFAULT '{}',
  ADD COLUMN later_parties text[] NOT NULL DEFAULT '{}';
