// Maps and strings live in node's own heap; buffers come from malloc.
const counts = new Map();
let state = 11;
for (let k = 0; k < 50000; ++k) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 1;
  const word = `w${state % 2000}`;
  counts.set(word, (counts.get(word) || 0) + 1);
}
const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
console.log(most.slice(0, 5));
const buffers = [];
for (let k = 1; k <= 200; ++k) buffers.push(Buffer.alloc(k * 997, k));
const all = Buffer.concat(buffers);
console.log(all.length, all.reduce((sum, byte) => (sum + byte) % 65521, 0));
console.log(JSON.stringify([...counts.keys()].sort()).length);
