// What a submission says about heaps: its own, and others that it is shown.
#include <algorithm>
#include <cstring>
#include <sstream>

#include "player/commands.hpp"

namespace heaplab::player {
namespace {

void answer_with(bool sound, const std::ostringstream& why) {
  Response& response = *channel.response;
  response.value = sound;
  const std::string text = why.str();
  const std::size_t bytes = std::min(text.size(), text_bytes - 1);
  std::memcpy(response.text, text.data(), bytes);
  response.text[bytes] = '\0';
}

class ImageRecorder final : public HeapImageVisitor {
 public:
  void visit(const HeapImage& image) override {
    ImageRecord& record = channel.response->image;
    record.begin = reinterpret_cast<std::uint64_t>(image.begin);
    record.end = reinterpret_cast<std::uint64_t>(image.end);
    record.list_count = image.list_count;
    const std::size_t lists = std::min(image.list_count, most_lists);
    for (std::size_t k = 0; k < lists; ++k) {
      record.head[k] = reinterpret_cast<std::uint64_t>(image.heads[k]);
      record.minimum_bytes[k] = image.list_minimum[k];
    }
  }
};

}  // namespace

void Commands::check() {
  std::ostringstream why;
  const bool sound = table_->check(self_, why);
  answer_with(sound, why);
}

void Commands::image() {
  ImageRecorder recorder;
  table_->image(self_, recorder);
}

void Commands::check_heap(std::uint64_t address) {
  std::ostringstream why;
  const bool sound =
      table_->check_heap(*reinterpret_cast<const HeapImage*>(address), why);
  answer_with(sound, why);
}

}  // namespace heaplab::player
