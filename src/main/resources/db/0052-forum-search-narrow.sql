-- A search goes through many rows and reads few of them whole: what is long lies beside the table, titles in it.
ALTER TABLE forum_search SET (toast_tuple_target = 256);
ALTER TABLE forum_search ALTER COLUMN title SET STORAGE MAIN;
