// clang-format off
// A queue of print jobs, from which all jobs of one owner can be cancelled.
#include <cstdio>
#include <cstring>

struct Job {
  const char* owner;
  int pages;
  Job* next;
};

Job* first = nullptr;

//! shuffle
void submit(const char* owner, int pages) {
  //! allocated if urgent=0
  Job* const job = new Job{owner, pages, nullptr};
  Job** end = &first;
  while (*end != nullptr) end = &(*end)->next;
  *end = job;
}

//! and
void submit_urgent(const char* owner, int pages) {
  //! allocated if urgent=1
  first = new Job{owner, pages, first};
}

//! and
// How many were cancelled.
int cancel_all_of(const char* owner) {
  int cancelled = 0;
  for (Job** link = &first; *link != nullptr;) {
    Job* const job = *link;
    if (std::strcmp(job->owner, owner) != 0) {
      link = &job->next;
      continue;
    }
    //! unless site=0
    *link = job->next;
    delete job;
    //! when site=0 guilty
    *link = job->next;
    ++cancelled;
  }
  return cancelled;
}

//! and
int print_all() {
  int pages = 0;
  while (first != nullptr) {
    Job* const job = first;
    //! unless site=1
    first = job->next;
    pages += job->pages;
    delete job;
    //! when site=1 guilty
    first = job->next;
  }
  return pages;
}

//! end
int main() {
  //! when urgent=0 unless site=0
  submit("$other", $pages);
  //! rows 1 9 pages
  submit("$other", $pages);
  //! end
  //! when urgent=1 unless site=0
  submit_urgent("$other", $pages);
  //! when urgent=1 unless site=1
  submit_urgent("$owner", $pages);
  //! when urgent=0 unless site=1
  submit("$owner", $pages);
  //! rows 1 9 pages
  submit("$other", $pages);
  //! end
  const int cancelled = cancel_all_of("$owner");
  std::printf("%d cancelled, %d pages printed\n", cancelled, print_all());
}
