// JSON against a schema, in tests.
#pragma once

#include <filesystem>
#include <string>

#include "grade/command.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::report {

inline constexpr int no_validator = 77;

// The exit code of Python's validator: 0 fits, 1 does not, no_validator where
// there is none.
inline int validate_json(const std::string& document,
                         const std::filesystem::path& schema) {
  const sandbox::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "result.json";
  write_file(file, document);
  grade::Command command;
  command.argv = {
      "/usr/bin/python3", "-c",
      "import json, sys\n"
      "try:\n"
      "  import jsonschema\n"
      "except ImportError:\n"
      "  sys.exit(77)\n"
      "read = lambda path: json.load(open(path))\n"
      "try:\n"
      "  jsonschema.validate(read(sys.argv[1]), read(sys.argv[2]))\n"
      "except jsonschema.ValidationError as error:\n"
      "  print(error.message)\n"
      "  sys.exit(1)\n",
      file.string(), schema.string()};
  return grade::run_command(command).exit_code;
}

}  // namespace heaplab::report
