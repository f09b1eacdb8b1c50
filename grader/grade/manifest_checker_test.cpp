#include <gtest/gtest.h>

#include "grade/manifest_parts.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

Manifest read(std::string_view text) {
  const toml::table document = parse_toml(text, "lab.toml");
  TomlTable top(document, "lab.toml", "the top level");
  Manifest lab;
  read_checker(top, lab);
  return lab;
}

std::string error_of(std::string_view text) {
  try {
    read(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ManifestChecker, IsReadWhereItIsThere) {
  const Manifest lab = read("[checker]\npoints = 20\nfolder = \"heaps\"\n");
  EXPECT_DOUBLE_EQ(lab.checker.points, 20);
  EXPECT_EQ(lab.checker.folder, "heaps");
  EXPECT_TRUE(read("").checker.folder.empty());
}

TEST(ManifestChecker, ItsFolderStandsBesideTheManifest) {
  EXPECT_EQ(error_of("[checker]\npoints = 20\nfolder = \"../heaps\"\n"),
            "lab.toml:3:10: \"folder\" must be a folder beside lab.toml, found "
            "\"../heaps\"");
}

}  // namespace
}  // namespace heaplab::grade
