// Reads a TOML table strictly: what is asked for must be there and be right,
// and what is not asked for must not be there.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace heaplab::grade {

// Every mistake is an InputError: `path:line:column: what, and what to do`.
class TomlTable {
 public:
  // `name` is how messages call the table: "[points]", "the top level".
  TomlTable(const toml::table& table, std::filesystem::path path,
            std::string name);

  bool has(std::string_view key) const { return table_->contains(key); }

  std::string text(std::string_view key);
  double number(std::string_view key, double least, double most);
  std::uint64_t whole(std::string_view key, std::uint64_t least,
                      std::uint64_t most);
  bool flag(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::uint64_t> wholes(std::string_view key);

  TomlTable table(std::string_view key);
  std::vector<TomlTable> tables(std::string_view key);

  // Throws when the table has a key that was never asked for.
  void finish() const;

  // An error at `key`'s value, or at the table where it has none.
  [[noreturn]] void fail(std::string_view key, std::string_view what) const;

 private:
  const toml::node& node(std::string_view key, std::string_view expected);
  [[noreturn]] void wrong_type(std::string_view key,
                               std::string_view expected) const;

  const toml::table* table_;  // not owned
  std::filesystem::path path_;
  std::string name_;
  std::set<std::string, std::less<>> asked_;
};

// The document in `content`; `path` is for messages. Throws InputError.
toml::table parse_toml(std::string_view content,
                       const std::filesystem::path& path);

}  // namespace heaplab::grade
