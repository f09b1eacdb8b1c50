// Parent and child after fork: one address, two contents, shared pages.
// break it: `*value = 2;` -> `*value = 1;`
#include <sys/wait.h>

#include "demo/clock.hpp"
#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::measured;
using heaplab::demo::now_ns;
using heaplab::demo::Table;

namespace {

constexpr std::size_t pages = 256;

// What the child finds, in a page that both processes write to.
struct Report {
  const void* address;
  int at_first, after_own_write;
  long faults_of_reading, faults_of_writing;
  double ns_of_reading, ns_of_writing;  // a page
};

void read_all(const volatile char* memory) {
  for (std::size_t i = 0; i < pages; i++) {
    (void)memory[i * page_bytes];
  }
}

void write_all(volatile char* memory) {
  for (std::size_t i = 0; i < pages; i++) {
    memory[i * page_bytes + 8] = 1;
  }
}

// [child
void child(volatile int* value, Report* report) {
  auto* memory = reinterpret_cast<volatile char*>(value);
  report->address = const_cast<int*>(value);
  report->at_first = *value;  // as the parent left it
  const Faults start = faults_so_far();
  const double t0 = now_ns();
  read_all(memory);  // pages that both still share
  const double t1 = now_ns();
  const Faults read = faults_so_far();
  *value = 2;  // now the child needs pages of its own
  write_all(memory);
  const double t2 = now_ns();
  const Faults written = faults_so_far();
  report->after_own_write = *value;
  report->faults_of_reading = read.minor - start.minor;
  report->faults_of_writing = written.minor - read.minor;
  report->ns_of_reading = (t1 - t0) / pages;
  report->ns_of_writing = (t2 - t1) / pages;
}
// child]

std::string address(const void* pointer) {
  std::ostringstream text;
  text << pointer;
  return text.str();
}

void show(Demo& demo, const Report& report, const int* value) {
  Table& table = demo.table("One address", {"where", "address", "value"});
  table.row({"child, after fork", measured(address(report.address)),
             report.at_first});
  table.row({"child, after its write", measured(address(report.address)),
             report.after_own_write});
  table.row({"parent, after that", measured(address(value)), *value});
  Table& costs = demo.table("The child goes through 256 pages",
                            {"what", "faults", "time a page"});
  costs.row({"reads", measured(std::to_string(report.faults_of_reading)),
             measured(report.ns_of_reading, "ns")});
  costs.row({"writes", measured(std::to_string(report.faults_of_writing)),
             measured(report.ns_of_writing, "ns")});
  demo.expect("parent and child use the same address", report.address == value);
  demo.expect_equal("the child finds what the parent wrote", report.at_first,
                    1);
  demo.expect_equal("the child sees its own write", report.after_own_write, 2);
  demo.expect_equal("the parent does not see it", *value, 1);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "copy_on_write",
                            "Does fork copy the memory?", [](Demo& demo) {
                              auto* report = static_cast<Report*>(mmap(
                                  nullptr, page_bytes, PROT_READ | PROT_WRITE,
                                  MAP_SHARED | MAP_ANONYMOUS, -1, 0));
                              // [fork
                              char* memory = new_pages(pages);
                              write_all(memory);
                              auto* value = reinterpret_cast<int*>(memory);
                              *value = 1;
                              const pid_t process = fork();
                              if (process == 0) {
                                child(value, report);
                                _exit(0);
                              }
                              waitpid(process, nullptr, 0);
                              // fork]
                              show(demo, *report, value);
                            });
}
