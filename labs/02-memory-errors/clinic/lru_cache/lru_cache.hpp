// A cache of web pages, for a proxy: least recently used, first to go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lru {

inline constexpr std::size_t max_page_bytes = 4096;
inline constexpr std::size_t refusals_shown = 8;

class Cache {
 public:
  // Holds up to `capacity` pages, at least 1.
  explicit Cache(std::size_t capacity);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  // Keeps a copy of a page, in place of the one that has the address so far.
  // A page of more than max_page_bytes is refused: false. `page` must not be a
  // part of the cache.
  bool put(std::string_view address, std::string_view page,
           std::uint64_t expires);

  // Valid until the cache changes. nullopt where there is no such page.
  std::optional<std::string_view> get(std::string_view address);

  // Keeps a copy of a page under another address too; it expires with the
  // page. False where there is no page to copy.
  bool copy(std::string_view from, std::string_view to);

  bool erase(std::string_view address);  // false: there was no such page
  // Removes the pages that expire at `now` or before; returns how many.
  std::size_t expire(std::uint64_t now);

  std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    std::string address;
    char* page = nullptr;  // from new[]; belongs to the slot
    std::size_t bytes = 0;
    std::uint64_t expires = 0;
    std::uint64_t used = 0;  // clock_ at the last use
  };

  Slot& slot_for(std::string_view address);
  void set_page(Slot& slot, std::string_view page, std::uint64_t expires);
  void remove_slot(std::size_t number);
  void evict();

  std::size_t capacity_;
  std::uint64_t clock_ = 0;
  std::vector<Slot> slots_;
  // Invariant: slots_[index_[a]].address == a, for each address.
  std::map<std::string, std::size_t, std::less<>> index_;
};

// The addresses of the last pages that were refused by any cache, at most
// refusals_shown of them, the latest at the end.
std::vector<std::string> last_refusals();

}  // namespace lru
