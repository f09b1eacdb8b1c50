-- A page cache that holds everything, documents that are longer than a page,
-- and questions whose answers are longer still.
PRAGMA page_size = 65536;
PRAGMA cache_size = 300;
PRAGMA temp_store = MEMORY;
CREATE TABLE document (id INTEGER PRIMARY KEY, kind TEXT, body BLOB);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO document
SELECT i, printf('kind %d', i % 7), zeroblob(9000 * (1 + i % 20)) FROM n;
CREATE INDEX by_kind ON document (kind);
SELECT kind, count(*), sum(length(hex(body))) FROM document GROUP BY kind;
UPDATE document SET body = body || zeroblob(100000) WHERE id % 5 = 0;
SELECT id, length(body) FROM document ORDER BY length(body) DESC LIMIT 5;
CREATE TABLE word (text TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
INSERT INTO word SELECT printf('%05d %s', i * 7919 % 10000, hex(zeroblob(200)))
FROM n;
SELECT length(group_concat(text, ', ')) FROM word;
SELECT substr(text, 1, 5) FROM word ORDER BY text DESC LIMIT 3;
DELETE FROM document WHERE length(body) < 60000;
PRAGMA shrink_memory;
SELECT length(replace(hex(body), '00', 'zero')) FROM document WHERE id < 30;
SELECT count(DISTINCT substr(text, 2, 3)) FROM word;
