-- Letters of all lengths, joined to longer ones, sorted and thrown away.
PRAGMA page_size = 32768;
PRAGMA temp_store = MEMORY;
CREATE TABLE letter (year INT, text TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
INSERT INTO letter SELECT 1900 + i % 12, hex(zeroblob(i * i % 9973 * 9)) FROM n;
SELECT year, length(group_concat(text, x'0a')) FROM letter GROUP BY year;
CREATE TABLE book AS
SELECT year, group_concat(text, '--') AS text FROM letter GROUP BY year;
SELECT year, length(replace(text, '--', '-----')) FROM book ORDER BY text DESC;
DELETE FROM letter WHERE year % 3 = 0;
PRAGMA shrink_memory;
UPDATE book SET text = text || text WHERE year < 1905;
SELECT max(length(upper(text))), sum(instr(text, '--')) FROM book;
DROP TABLE book;
SELECT year, length(lower(text)) FROM letter ORDER BY 2 DESC LIMIT 8;
