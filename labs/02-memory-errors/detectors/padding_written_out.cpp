// title: Bytes of padding handed to the system
// cwe: 457
// memcheck: uninitialised-value
// asan: nothing
// assertions: nothing
// native: nothing
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

struct Record {
  char kind;
  int value;
};

int main() {
  auto* const record = static_cast<Record*>(std::malloc(sizeof(Record)));
  record->kind = 'k';
  record->value = 7;
  const int file = ::open("/dev/null", O_WRONLY);
  const bool written = ::write(file, record, sizeof *record) > 0;
  std::free(record);
  return ::close(file) != 0 || !written;
}
