PRAGMA cache_size = 500;
CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT, weight REAL);
CREATE TABLE stock (part INTEGER, place TEXT, amount INTEGER);
WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 8000)
INSERT INTO part
  SELECT k, printf('part %d-%d', k * 7919 % 8000, k), k * 37 % 1000 / 10.0
  FROM n;
INSERT INTO stock
  SELECT id, printf('place %d', id % 13), id * 31 % 97 FROM part;
CREATE INDEX by_name ON part(name);
SELECT place, count(*), sum(amount), round(avg(weight), 3)
  FROM part JOIN stock ON part = id GROUP BY place ORDER BY 3 DESC, 1;
SELECT name FROM part ORDER BY weight DESC, name LIMIT 5;
SELECT length(group_concat(name)), hex(zeroblob(4)) FROM part;
DELETE FROM part WHERE id % 3 = 0;
VACUUM;
PRAGMA integrity_check;
SELECT count(*), total(weight) FROM part;
