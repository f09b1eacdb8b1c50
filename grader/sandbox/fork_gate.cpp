#include "sandbox/fork_gate.hpp"

#include <seccomp.h>
#include <sys/socket.h>

#include <cstring>
#include <utility>

namespace heaplab::sandbox {
namespace {

struct Message {
  explicit Message(char& word) : part{&word, 1} {
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
  }
  iovec part;
  msghdr header{};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
};

}  // namespace

bool send_descriptor(int socket, int descriptor) {
  char word = 'x';
  Message message(word);
  if (descriptor < 0) {
    message.header.msg_controllen = 0;
  } else {
    cmsghdr* const rights = CMSG_FIRSTHDR(&message.header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
  }
  return ::sendmsg(socket, &message.header, MSG_NOSIGNAL) == 1;
}

UniqueFd receive_descriptor(int socket) {
  char word = 0;
  Message message(word);
  if (::recvmsg(socket, &message.header, MSG_CMSG_CLOEXEC) != 1) return {};
  const cmsghdr* const rights = CMSG_FIRSTHDR(&message.header);
  if (rights == nullptr || rights->cmsg_type != SCM_RIGHTS) return {};
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(rights), sizeof descriptor);
  return UniqueFd(descriptor);
}

ForkGate::ForkGate(UniqueFd listener, unsigned most)
    : listener_(std::move(listener)), left_(most) {}

bool ForkGate::answer() {
  seccomp_notif* request = nullptr;
  seccomp_notif_resp* response = nullptr;
  if (seccomp_notify_alloc(&request, &response) != 0) return false;
  bool let_in = true;
  // It may have been ended while it waited: then there is nobody to answer.
  if (seccomp_notify_receive(listener_.get(), request) == 0) {
    let_in = left_ > 0;
    if (let_in) {
      response->id = request->id;
      response->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
      // A signal may call it back while it waits; then it asks again.
      if (seccomp_notify_respond(listener_.get(), response) == 0) --left_;
    }
  }
  seccomp_notify_free(request, response);
  return let_in;
}

}  // namespace heaplab::sandbox
