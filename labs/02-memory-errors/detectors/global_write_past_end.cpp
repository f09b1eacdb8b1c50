// title: A write past a global array
// cwe: 787
// memcheck: nothing
// asan: out-of-bounds
// assertions: nothing
// native: nothing
int totals[12];
int years[12];

int main() {
  for (volatile int month = 1; month <= 12; month = month + 1)
    totals[month] = month;
  return years[11];
}
