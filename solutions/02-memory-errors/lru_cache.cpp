// A cache of web pages. The slots stand side by side; a map finds them by their
// addresses.
#include "lru_cache.hpp"

#include <algorithm>

namespace lru {
namespace {

// The addresses of refused pages, the latest at the end, for last_refusals().
std::vector<std::string>& refusals() {
  static std::vector<std::string> addresses;
  return addresses;
}

void note_refusal(std::string_view address) {
  auto& noted = refusals();
  // [solution
  if (noted.size() == refusals_shown) {
    noted.erase(noted.begin());
  }
  // solution]
  noted.emplace_back(address);
}

}  // namespace

std::vector<std::string> last_refusals() {
  const auto& noted = refusals();
  const std::size_t shown = std::min(noted.size(), refusals_shown);
  return {noted.end() - static_cast<std::ptrdiff_t>(shown), noted.end()};
}

Cache::Cache(std::size_t capacity)
    : capacity_(std::max<std::size_t>(capacity, 1)) {}

Cache::~Cache() {
  for (const Slot& slot : slots_) {
    delete[] slot.page;
  }
}

bool Cache::put(std::string_view address, std::string_view page,
                std::uint64_t expires) {
  if (page.size() > max_page_bytes) {
    note_refusal(address);
    return false;
  }
  set_page(slot_for(address), page, expires);
  return true;
}

std::optional<std::string_view> Cache::get(std::string_view address) {
  const auto found = index_.find(address);
  if (found == index_.end()) {
    return std::nullopt;
  }
  Slot& slot = slots_[found->second];
  slot.used = ++clock_;
  return std::string_view(slot.page, slot.bytes);
}

bool Cache::copy(std::string_view from, std::string_view to) {
  const auto found = index_.find(from);
  if (found == index_.end()) {
    return false;
  }
  const Slot& source = slots_[found->second];
  // [solution
  // Copied first: a new slot moves the others, and may even take this one's
  // place.
  const std::string page(source.page, source.bytes);
  const std::uint64_t expires = source.expires;
  set_page(slot_for(to), page, expires);
  // solution]
  // [starter
  // Slot& target = slot_for(to);
  // set_page(target, {source.page, source.bytes}, source.expires);
  // starter]
  return true;
}

bool Cache::erase(std::string_view address) {
  const auto found = index_.find(address);
  if (found == index_.end()) {
    return false;
  }
  delete[] slots_[found->second].page;
  remove_slot(found->second);
  index_.erase(found);
  return true;
}

std::size_t Cache::expire(std::uint64_t now) {
  const std::size_t before = size();
  // [solution
  auto entry = index_.begin();
  while (entry != index_.end()) {
    const std::size_t number = entry->second;
    if (slots_[number].expires <= now) {
      delete[] slots_[number].page;
      remove_slot(number);
      entry = index_.erase(entry);
    } else {
      ++entry;
    }
  }
  // solution]
  // [starter
  // for (auto entry = index_.begin(); entry != index_.end(); ++entry) {
  //   const std::size_t number = entry->second;
  //   if (slots_[number].expires <= now) {
  //     delete[] slots_[number].page;
  //     remove_slot(number);
  //     index_.erase(entry);
  //   }
  // }
  // starter]
  return before - size();
}

// The slot that has the address, or a new one. References to other slots are
// not valid afterwards.
Cache::Slot& Cache::slot_for(std::string_view address) {
  const auto found = index_.find(address);
  if (found != index_.end()) {
    return slots_[found->second];
  }
  if (slots_.size() == capacity_) {
    evict();
  }
  index_.emplace(address, slots_.size());
  Slot& slot = slots_.emplace_back();
  slot.address = address;
  return slot;
}

void Cache::set_page(Slot& slot, std::string_view page, std::uint64_t expires) {
  char* bytes = new char[page.size()];
  std::copy(page.begin(), page.end(), bytes);
  delete[] slot.page;
  slot.page = bytes;
  slot.bytes = page.size();
  slot.expires = expires;
  slot.used = ++clock_;
}

// The last slot takes its place. Its page and its address in the index are up
// to the caller.
void Cache::remove_slot(std::size_t number) {
  if (number + 1 < slots_.size()) {
    slots_[number] = std::move(slots_.back());
    index_.find(slots_[number].address)->second = number;
  }
  slots_.pop_back();
}

// Removes the page that was not used for the longest time.
void Cache::evict() {
  const auto oldest = std::min_element(
      slots_.begin(), slots_.end(),
      [](const Slot& a, const Slot& b) { return a.used < b.used; });
  // [solution
  delete[] oldest->page;
  // solution]
  index_.erase(index_.find(oldest->address));
  remove_slot(static_cast<std::size_t>(oldest - slots_.begin()));
}

}  // namespace lru
