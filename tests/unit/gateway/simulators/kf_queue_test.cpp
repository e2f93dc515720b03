#include "gateway/simulators/kf_queue.h"

#include <gtest/gtest.h>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
const dialogs::Time noon{std::chrono::seconds(1'795'305'600)};

// All there is from a cursor on, page by page.
std::string read_all(KfQueue& queue, std::string cursor, dialogs::Time now) {
    std::string all;
    for (int pages = 0; pages < 20; ++pages) {
        const auto page = queue.page(cursor, now);
        for (const auto& item : page.items)
            all += item;
        all += '|';
        cursor = page.cursor;
        if (!page.more) break;
    }
    return all;
}

TEST(KfQueue, GivesUnderFilledPagesUntilThereIsNoMore) {
    KfQueue queue(noon);
    for (const char* item : {"a", "b", "c", "d"})
        queue.add(item, noon);
    EXPECT_EQ(read_all(queue, "", noon), "ab||c|d|");
}

TEST(KfQueue, BeginsThreeDaysBackWithoutACursor) {
    KfQueue queue(noon);
    queue.add("old", noon - 73h);
    queue.add("new", noon - 71h);
    EXPECT_EQ(read_all(queue, "", noon), "new|");
    EXPECT_EQ(read_all(queue, "cursor-of-an-earlier-run-9", noon), "|new|");
}

TEST(KfQueue, IsFetchedSeldomWithoutALiveTicket) {
    KfQueue queue(noon);
    const auto ticket = queue.ticket(noon);
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(queue.admits(ticket, noon + 10min));
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(queue.admits(ticket, noon + 11min));
    EXPECT_FALSE(queue.admits("", noon + 11min));
    EXPECT_TRUE(queue.admits("", noon + 13min));
}

}  // namespace
}  // namespace gateway::simulators
