#pragma once
#include <string>
#include <vector>

// The command line: one function a command, in a file of its name. Each gives the exit code.

namespace gateway::cli {

inline constexpr int done = 0;
inline constexpr int bad_input = 1;           // said on stderr: the file, the line and the mend
inline constexpr int wrong_usage = 2;         // CLI11 says how it is used
inline constexpr int temporary_failure = 75;  // try again later

int run(int argc, char** argv);

int serve(const std::string& config);

struct CheckOptions {
    std::string config;
    std::vector<std::string> tests;  // *.test.yaml files or folders: which steps does no test walk?
    bool database = false;           // look at the conversations under way, too
    bool strict = false;             // a warning about the scripts is an error
};
int check(const CheckOptions& options);

struct ChatOptions {
    std::string config;
    std::string channel = "sms";  // how the bot speaks: sms, wechat or web
    std::string from = "13800000000";
    bool trace = false;
};
int chat(const ChatOptions& options);

struct AskOptions {
    std::string config;
    std::vector<std::string> words;
    std::string jsonl;  // a file of {"q":…} lines; "-" is standard input
};
int ask(const AskOptions& options);

// `places` is the list of towns and villages that type `place` looks into.
int parse(const std::string& type, const std::string& places);
// `update` writes the golden files anew instead of comparing with them.
int test(const std::vector<std::string>& paths, const std::string& scripts, bool update);

struct ImportOptions {
    std::string what;
    std::string file;
    std::string config;
    bool dry_run = false;
};
int import(const ImportOptions& options);

struct UserOptions {
    std::string name;
    std::string display_name;
    std::string role;
    std::string area;
    std::string config;
    bool password_stdin = false;
};
int user_add(const UserOptions& options);
int user_password(const UserOptions& options);
int user_disable(const UserOptions& options);
int user_enable(const UserOptions& options);
int user_list(const UserOptions& options);

struct AuditOptions {
    std::string config;
    std::string head;  // hash of an earlier run's last row, kept elsewhere; empty: none
};
// bad_input when a row was changed or is missing; the first such row is said.
int audit_verify(const AuditOptions& options);

}  // namespace gateway::cli
