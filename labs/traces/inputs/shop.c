/* One of the files to link: NUMBER makes its names its own. */
#define JOIN(a, b) a##_##b
#define NAME(a, b) JOIN(a, b)

extern int NAME(price, NEXT)(int item);
extern const char *const NAME(label, NEXT)[4];

static int counters[16];
const char *const NAME(label, NUMBER)[4] = {"bread", "salt", "tea", "rice"};
int NAME(shared, NUMBER) = NUMBER;

static int discount(int item) { return counters[item & 15]++ % 7; }

int NAME(price, NUMBER)(int item) {
  if (item == 0) return NAME(shared, NUMBER);
  return NAME(price, NEXT)(item - 1) - discount(item) +
         NAME(label, NEXT)[item & 3][0];
}

int NAME(total, NUMBER)(const int *items, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) sum += NAME(price, NUMBER)(items[i]);
  return sum;
}
