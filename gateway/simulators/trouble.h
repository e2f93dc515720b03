#pragma once
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::simulators {

// How a provider misbehaves when it is asked to send; each in its own way, so far as it can.
enum class Trouble {
    none,
    busy,            // says that it is, in its own way
    storm,           // 429 with Retry-After
    refuse,          // will not send this one, ever
    page,            // 200, and somebody else's page in it
    garbled,         // takes it, but on its way back the answer became such a page
    forgets,         // asked what became of a message, knows of none
    drip,            // its answer comes one byte a second
    silent,          // takes the call and never answers
    stale_token,     // changes its token without telling
    closed,          // the person has not written for 48 hours; his message's own way back is over
    used_up,         // five messages since the person wrote
    day_is_full,     // the day's calls are used up
    limited,         // this one person has had enough for now
    opted_out,       // this one person wants nothing more of us
    not_follower,    // the person does not follow the account
    not_subscribed,  // he did not opt in to this notice
    no_cards,        // takes words only, no card with buttons
    large,           // a file of eleven megabytes
    astray,          // who fetches a file is sent to an address of somebody else's
    onward,          // the file's own address sends on once more
    credentials,     // does not know our key
};

std::optional<Trouble> trouble_of(std::string_view name);
std::string trouble_name(Trouble trouble);
std::string trouble_names();

// The troubles to come, one for each call. Any thread.
class Troubles {
public:
    void expect(Trouble trouble, int times);
    // What happens to this call.
    Trouble next();
    // Whether this trouble is the next; if so it has come.
    bool take(Trouble trouble);

private:
    std::mutex mutex_;
    std::deque<Trouble> coming_;
};

// How receipts come back: late is a minute later by the provider's clock, reversed is before the
// answer where a part has only one, lost is never.
enum class Receipts { normal, doubled, reversed, late, failed, lost };
std::optional<Receipts> receipts_of(std::string_view name);
std::string receipts_names();

}  // namespace gateway::simulators
