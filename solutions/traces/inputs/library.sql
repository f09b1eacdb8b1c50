-- A library: books, loans, a log written by triggers, and searches in text.
CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, shelf TEXT COLLATE NOCASE);
CREATE TABLE loan(book INTEGER, reader TEXT, day INTEGER, PRIMARY KEY(book, day))
  WITHOUT ROWID;
CREATE TABLE log(at INTEGER, what TEXT);
CREATE TRIGGER lent AFTER INSERT ON loan BEGIN
  INSERT INTO log VALUES(new.day, 'lent ' || new.book || ' to ' || new.reader);
END;
CREATE TRIGGER returned AFTER DELETE ON loan BEGIN
  INSERT INTO log VALUES(old.day, printf('returned %05d', old.book));
END;
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO book SELECT i, 'volume ' || (i * 911 % 97) || ' of ' || hex(i * 7919),
  char(65 + i % 13) FROM n;
INSERT INTO loan SELECT id, 'reader ' || (id * 37 % 60), id * 13 % 90 FROM book
  WHERE id % 3 <> 0;
SAVEPOINT spring;
DELETE FROM loan WHERE day < 20;
ROLLBACK TO spring;
DELETE FROM loan WHERE day > 60;
COMMIT;
SELECT shelf, count(*), group_concat(DISTINCT substr(title, 1, 9)) FROM book
  GROUP BY shelf ORDER BY shelf DESC;
SELECT title FROM book WHERE title GLOB '*A?' AND id IN (SELECT book FROM loan)
  UNION SELECT reader FROM loan EXCEPT SELECT 'reader 7' ORDER BY 1;
WITH RECURSIVE chain(book, reader, depth) AS (
  SELECT book, reader, 1 FROM loan WHERE book < 5 UNION
  SELECT loan.book, loan.reader, depth + 1 FROM loan JOIN chain
    ON loan.book = chain.book * 2 AND depth < 8)
SELECT depth, count(*), max(reader) FROM chain GROUP BY depth;
SELECT json_group_object(reader, books) FROM
  (SELECT reader, json_group_array(book) AS books FROM loan GROUP BY reader);
SELECT key, value FROM json_each((SELECT json_group_array(title) FROM book))
  WHERE value LIKE '%13%';
CREATE TABLE copy AS SELECT * FROM log ORDER BY what;
UPDATE copy SET what = (SELECT title FROM book WHERE id = copy.at) WHERE at % 2;
SELECT at, rank() OVER (ORDER BY length(what)), what FROM copy LIMIT 200;
PRAGMA quick_check;
.dump loan
