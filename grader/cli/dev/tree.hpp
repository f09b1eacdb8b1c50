// The files of a checkout.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::cli::dev {

// What git tracks or would track, as paths from `root` on, sorted; without git,
// everything but build folders. With `handout`: without solutions/.
std::vector<std::string> files_of(const std::filesystem::path& root,
                                  bool handout);

// Copies those files.
void copy_files(const std::filesystem::path& root,
                const std::vector<std::string>& files,
                const std::filesystem::path& to);

// Lines of a text, without their newlines.
std::vector<std::string> lines_of(const std::string& text);

// Without blanks at both ends.
std::string trimmed(const std::string& line);

}  // namespace heaplab::cli::dev
