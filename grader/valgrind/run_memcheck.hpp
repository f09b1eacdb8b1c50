// For tests: runs a program under Memcheck and reads its report.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/program_file.hpp"
#include "valgrind/report_reader.hpp"

namespace heaplab::valgrind {

inline bool has_valgrind() {
  const char* const folders = std::getenv("PATH");
  return find_program("valgrind", folders == nullptr ? "" : folders)
      .has_value();
}

// A folder of its own, removed at the end.
class ReportFolder {
 public:
  ReportFolder() {
    std::string form =
        (std::filesystem::temp_directory_path() / "heaplab-valgrind-XXXXXX")
            .string();
    path_ = ::mkdtemp(form.data());
  }
  ~ReportFolder() { std::filesystem::remove_all(path_); }
  std::filesystem::path file() const { return path_ / "report.xml"; }

 private:
  std::filesystem::path path_;
};

enum class Stopped { by_itself, killed, timed_out };

inline bool contains(const std::filesystem::path& file,
                     const std::string& words) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return text.find(words) != std::string::npos;
}

inline pid_t start_memcheck(const std::vector<std::string>& options,
                            const std::string& program,
                            const std::string& argument,
                            const std::filesystem::path& file) {
  std::vector<std::string> words = {"valgrind", "--xml=yes",
                                    "--xml-file=" + file.string(),
                                    "--leak-check=full"};
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), {program, argument});
  const pid_t process = ::fork();
  if (process != 0) return process;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int null = ::open("/dev/null", O_WRONLY);
  ::dup2(null, 1);
  ::dup2(null, 2);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

// A program that is stopped from outside is stopped once its first error
// stands in the report.
inline Report run_memcheck(const std::string& program,
                           const std::string& argument,
                           const std::vector<std::string>& options = {},
                           Stopped stopped = Stopped::by_itself) {
  const ReportFolder folder;
  const pid_t process =
      start_memcheck(options, program, argument, folder.file());
  if (stopped != Stopped::by_itself) {
    for (int i = 0; i < 6000 && !contains(folder.file(), "</error>"); ++i)
      ::usleep(10'000);
    ::kill(process, SIGKILL);
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  Ending ending;
  ending.process = process;
  ending.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ending.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  ending.timed_out = stopped == Stopped::timed_out;
  return read_report(folder.file(), ending);
}

}  // namespace heaplab::valgrind
