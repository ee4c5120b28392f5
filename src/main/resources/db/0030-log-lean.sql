-- Statement and part rows are written in the transaction of their leaf and by nothing else, leaves are never deleted, and fsck
-- looks for strays: the database need not lock each fresh leaf row twice more to prove the same.
ALTER TABLE statement DROP CONSTRAINT statement_leaf_fkey;
ALTER TABLE part DROP CONSTRAINT part_leaf_fkey;
