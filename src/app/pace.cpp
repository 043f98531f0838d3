#include "app/pace.h"

#include <cmath>

namespace mingcha::app {

void Pace::add(double seconds, std::uint64_t requests, std::uint64_t pages) {
    const bool same =
        samples_.size() > 1 && seconds - samples_[samples_.size() - 2].seconds < kPaceStep;
    if (same) samples_.pop_back();
    samples_.push_back({seconds, requests, pages});
    while (samples_.size() > 2 && seconds - samples_[1].seconds >= kPaceWindow) {
        samples_.pop_front();
    }
}

std::optional<double> Pace::a_second(std::uint64_t Sample::*what) const {
    if (samples_.size() < 2) return std::nullopt;
    const Sample& first = samples_.front();
    const Sample& last = samples_.back();
    const double passed = last.seconds - first.seconds;
    if (passed < kPaceStep) return std::nullopt;
    return static_cast<double>(last.*what - first.*what) / passed;
}

std::optional<std::int64_t> Pace::seconds_left(double seconds, std::int64_t done,
                                               std::int64_t all) {
    if (done <= 0 || seconds < kLeastForEstimate) return std::nullopt;
    if (done >= all) return 0;
    const double each = seconds / static_cast<double>(done);
    return static_cast<std::int64_t>(std::ceil(each * static_cast<double>(all - done)));
}

}  // namespace mingcha::app
