#include "gateway/simulators/agenda.h"

#include <gtest/gtest.h>

#include <future>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;

TEST(Agenda, DoesThingsInTheOrderOfTheirTimes) {
    Agenda agenda;
    const auto before = agenda.now();
    std::string done;
    std::promise<void> last;
    agenda.add(before + 2min, [&] {
        done += "c";
        last.set_value();
    });
    agenda.add(before + 1min, [&] { done += "a"; });
    agenda.add(before + 1min, [&] { done += "b"; });
    agenda.put_forward(2min);
    EXPECT_GE(agenda.now() - before, 2min);
    last.get_future().wait();
    EXPECT_EQ(done, "abc");
}

TEST(Agenda, LeavesUndoneWhatIsNotYetDueWhenItEnds) {
    bool done = false;
    {
        Agenda agenda;
        agenda.add(agenda.now() + 1h, [&] { done = true; });
    }
    EXPECT_FALSE(done);
}

}  // namespace
}  // namespace gateway::simulators
