// clang-format off
// A playlist, and beside it the list of favourites.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

struct Track {
  char* title;
  int seconds;
};

struct Playlist {
  Track* tracks;
  std::size_t count;
};

//! shuffle
Track make_track(const char* title, int seconds) {
  //! allocated if kind=0
  char* const copy = static_cast<char*>(std::malloc(std::strlen(title) + 1));
  return {std::strcpy(copy, title), seconds};
}

//! and
Track make_jingle(int number) {
  //! allocated if kind=1
  char* const title = static_cast<char*>(std::malloc(16));
  std::snprintf(title, 16, "jingle %d", number);
  return {title, $jingle};
}

//! and
void close_playlist(Playlist& list) {
  for (std::size_t at = 0; at < list.count; ++at)
    //! guilty if order=0
    std::free(list.tracks[at].title);
  std::free(list.tracks);
}

//! and
void close_favourites(Playlist& list) {
  for (std::size_t at = list.count; at-- > 0;) {
    Track& track = list.tracks[at];
    //! guilty if order=1
    std::free(track.title);
    track = Track{};
  }
  std::free(list.tracks);
}

//! and
Playlist make_list(std::size_t count) {
  return {static_cast<Track*>(std::calloc(count, sizeof(Track))), count};
}

//! end
int main() {
  Playlist list = make_list($tracks);
  for (std::size_t at = 0; at + 1 < list.count; ++at)
    list.tracks[at] = make_track("$title", $seconds);
  list.tracks[list.count - 1] = make_jingle($number);
  Playlist favourites = make_list(1);
  //! when kind=0
  favourites.tracks[0] = list.tracks[$favourite];
  //! when kind=1
  favourites.tracks[0] = list.tracks[list.count - 1];
  std::printf("the favourite is %s\n", favourites.tracks[0].title);
  //! when order=0
  close_favourites(favourites);
  close_playlist(list);
  //! when order=1
  close_favourites(favourites);
}
