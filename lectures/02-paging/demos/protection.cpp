// Permissions of pages, and what happens when they are broken.
// break it: `mprotect(memory, page_bytes, PROT_READ)` -> `0`
#include <csignal>

#include "demo/child.hpp"
#include "demo/demo.hpp"
#include "pages.hpp"

using heaplab::demo::Demo;
using heaplab::demo::Ending;
using heaplab::demo::run_in_child;
using heaplab::demo::Table;

namespace {

const char constant[] = "constant";

// [attempts
int write_to_read_only(char* memory) {
  const int refused = mprotect(memory, page_bytes, PROT_READ);
  memory[0] = 1;
  return refused;
}

int read_forbidden(char* memory) {
  mprotect(memory, page_bytes, PROT_NONE);
  return memory[0];
}

int write_to_constant(char*) {
  const_cast<volatile char*>(constant)[0] = 'C';
  return 0;
}

int read_null(char*) {
  const volatile char* null = nullptr;
  asm volatile("" : "+r"(null));  // the compiler shall not know
  return *null;
}

int read_after_unmap(char* memory) {
  munmap(memory, page_bytes);
  return memory[0];
}
// attempts]

volatile sig_atomic_t faults = 0;
char* repaired = nullptr;

// [repair
// The address of the fault comes with the signal. The handler may mend the
// page; the instruction is then tried again.
void mend(int, siginfo_t* info, void*) {
  faults = faults + 1;
  if (info->si_addr != repaired ||
      mprotect(repaired, page_bytes, PROT_READ | PROT_WRITE) != 0) {
    _exit(1);
  }
}
// repair]

int write_and_mend(char* memory) {
  repaired = memory;
  struct sigaction action = {};
  action.sa_sigaction = mend;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, nullptr);
  mprotect(memory, page_bytes, PROT_NONE);
  volatile char* bytes = memory;
  bytes[0] = 42;
  return faults == 1 ? bytes[0] : 0;
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(
      argc, argv, "protection", "What may a program do with a page?",
      [](Demo& demo) {
        Table& table = demo.table("", {"attempt", "ends with"});
        bool all_refused = true;
        auto attempt = [&](const char* what, int (*body)(char*)) {
          const Ending ending =
              run_in_child([&] { return body(new_pages(1)); });
          table.row({what, ending.in_words()});
          all_refused = all_refused && ending.signal == SIGSEGV;
        };
        attempt("write to a page that may only be read", write_to_read_only);
        attempt("read a page that allows nothing", read_forbidden);
        attempt("write to a constant", write_to_constant);
        attempt("read address 0", read_null);
        attempt("read what was unmapped", read_after_unmap);
        demo.expect("each of these ends with a signal", all_refused);
        const Ending mended =
            run_in_child([] { return write_and_mend(new_pages(1)); });
        table.row({"write, with a handler that gives the permission",
                   mended.in_words()});
        demo.expect_equal("the refused instruction is tried again",
                          mended.exit_code, 42);
      });
}
