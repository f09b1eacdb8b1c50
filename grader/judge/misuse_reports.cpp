#include "judge/misuse_reports.hpp"

#include <algorithm>

namespace heaplab::judge {
namespace {

using player::ErrorRecord;
using player::SiteRecord;

constexpr SiteRecord no_site{0, 0};

SiteRecord record_of(const MisuseSite& site) {
  return {site.file + 1, site.line};
}

bool same(const SiteRecord& a, const SiteRecord& b) {
  return a.file == b.file && (a.line == b.line || a.file == 0);
}

bool names_its_end(MemoryErrorKind kind) {
  return kind == MemoryErrorKind::double_free ||
         kind == MemoryErrorKind::write_after_free;
}

// What is wrong with a report that was meant to be `right`.
std::optional<FindingKind> difference(const ErrorRecord& report,
                                      const ErrorRecord& right) {
  if (report.kind != right.kind) return FindingKind::wrong_error;
  if (report.payload != right.payload || report.bytes != right.bytes)
    return FindingKind::wrong_block;
  if (report.offset != right.offset) return FindingKind::wrong_distance;
  const bool known = right.payload != 0;
  const bool ended = names_its_end(static_cast<MemoryErrorKind>(right.kind));
  const bool freed_right = same(report.freed, right.freed) ||
                           (!ended && (same(report.freed, no_site) ||
                                       same(report.freed, right.detected)));
  if ((known && !same(report.allocated, right.allocated)) || !freed_right ||
      !same(report.detected, right.detected))
    return FindingKind::wrong_site;
  return std::nullopt;
}

// How likely it is that a report was meant to be this error; 0: not at all.
int likeness(const ErrorRecord& report, const ErrorRecord& right) {
  const bool kind = report.kind == right.kind;
  const bool block = report.payload == right.payload;
  if (!kind && !block) return 0;
  return (kind ? 2 : 0) + (block ? 3 : 0) +
         (report.offset == right.offset ? 1 : 0);
}

class Comparison {
 public:
  Comparison(MisuseModel& model, std::vector<MisuseError> required,
             const MisuseSite& detected)
      : model_(model), required_(std::move(required)), detected_(detected) {
    for (const MisuseError& error : model_.damage())
      if (std::find(required_.begin(), required_.end(), error) ==
          required_.end())
        possible_.push_back(error);
  }

  std::optional<MisuseDifference> take(const ErrorRecord& report) {
    if (take_exact(report, required_) || take_exact(report, possible_))
      return wrong_order(report);
    const auto meant = best(report);
    if (meant)
      return MisuseDifference{*difference(report, right(*meant)), report,
                              meant};
    return MisuseDifference{FindingKind::false_alarm, report, std::nullopt,
                            was_taken(report)};
  }

  std::optional<MisuseDifference> missed() const {
    if (required_.empty()) return std::nullopt;
    return MisuseDifference{FindingKind::error_missed, std::nullopt,
                            required_.front()};
  }

 private:
  ErrorRecord right(const MisuseError& error) const {
    return right_report(model_, error, detected_);
  }

  bool take_exact(const ErrorRecord& report, std::vector<MisuseError>& from) {
    for (auto at = from.begin(); at != from.end(); ++at) {
      if (difference(report, right(*at))) continue;
      taken_.push_back(report);
      if (at->block != no_block) model_.mend(*at);
      from.erase(at);
      return true;
    }
    return false;
  }

  std::optional<MisuseError> best(const ErrorRecord& report) const {
    std::optional<MisuseError> found;
    int most = 0;
    for (const auto* list : {&required_, &possible_})
      for (const MisuseError& error : *list) {
        const int like = likeness(report, right(error));
        if (like > most) found = error;
        most = std::max(most, like);
      }
    return found;
  }

  bool was_taken(const ErrorRecord& report) const {
    return std::any_of(taken_.begin(), taken_.end(), [&](const auto& other) {
      return other.kind == report.kind && other.payload == report.payload;
    });
  }

  // Of what is wrong with one call of delete.
  std::optional<MisuseDifference> wrong_order(const ErrorRecord& report) {
    const auto kind = static_cast<MemoryErrorKind>(report.kind);
    if (kind < MemoryErrorKind::mismatched_free) return std::nullopt;
    if (report.kind > last_of_call_) {
      last_of_call_ = report.kind;
      return std::nullopt;
    }
    const MisuseError error{kind, model_.standing_at(report.payload), 0};
    return MisuseDifference{FindingKind::wrong_error, report, error, true};
  }

  MisuseModel& model_;
  std::vector<MisuseError> required_;
  std::vector<MisuseError> possible_;
  const MisuseSite detected_;
  std::vector<ErrorRecord> taken_;
  std::uint64_t last_of_call_ = 0;
};

}  // namespace

ErrorRecord right_report(const MisuseModel& model, const MisuseError& error,
                         const MisuseSite& detected) {
  ErrorRecord right{.kind = static_cast<std::uint64_t>(error.kind),
                    .payload = 0,
                    .bytes = 0,
                    .offset = error.offset,
                    .allocated = no_site,
                    .freed = no_site,
                    .detected = record_of(detected)};
  if (error.block == no_block) return right;
  const MisuseBlock& block = model[error.block];
  right.payload = block.address;
  right.bytes = block.bytes;
  right.allocated = record_of(block.allocated);
  if (block.is_dead()) right.freed = record_of(block.freed);
  return right;
}

std::optional<MisuseDifference> compare_reports(
    MisuseModel& model, const std::vector<ErrorRecord>& reports,
    std::vector<MisuseError> required, const MisuseSite& detected) {
  Comparison comparison(model, std::move(required), detected);
  for (const ErrorRecord& report : reports)
    if (auto difference = comparison.take(report)) return difference;
  return comparison.missed();
}

}  // namespace heaplab::judge
