-- A shop: customers, orders, and the questions that its owner asks.
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer,
                    day INTEGER, cents INTEGER, note TEXT);
CREATE INDEX orders_by_day ON orders(day);
CREATE INDEX orders_by_customer ON orders(customer, cents);
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO customer SELECT i, printf('customer %d', i * 7919 % 1000),
  CASE i % 4 WHEN 0 THEN 'Oslo' WHEN 1 THEN 'Lima' WHEN 2 THEN 'Pune' END FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO orders SELECT i, i * 31 % 300 + 1, i * 17 % 365,
  i * 7919 % 100000, substr('abcdefghijklmnopqrstuvwxyz', i % 20, i % 7) FROM n;
COMMIT;
SELECT city, count(*), sum(cents) FROM customer JOIN orders
  ON orders.customer = customer.id GROUP BY city ORDER BY 3 DESC;
SELECT name, group_concat(note, ' ') FROM customer JOIN orders
  ON orders.customer = customer.id WHERE day BETWEEN 10 AND 40
  GROUP BY customer.id HAVING count(*) > 1 ORDER BY name LIMIT 40;
UPDATE orders SET note = note || ' late' WHERE cents % 9 = 0;
DELETE FROM orders WHERE day IN (SELECT DISTINCT day FROM orders WHERE day % 50 = 3);
SELECT upper(note), replace(note, 'a', '<a>'), hex(note) FROM orders
  WHERE note LIKE '%late%' ORDER BY length(note), cents LIMIT 300;
CREATE VIEW best AS SELECT customer, max(cents) AS most FROM orders GROUP BY customer;
SELECT name, most, (SELECT count(*) FROM best AS other WHERE other.most > best.most)
  FROM best JOIN customer ON customer.id = best.customer WHERE city IS NULL;
SELECT json_object('day', day, 'notes', json_group_array(note)) FROM orders
  GROUP BY day ORDER BY day;
SELECT day, cents, sum(cents) OVER (PARTITION BY day ORDER BY id) FROM orders
  WHERE customer < 60;
ALTER TABLE orders ADD COLUMN paid INTEGER DEFAULT 0;
VACUUM;
PRAGMA integrity_check;
