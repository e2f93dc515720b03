#include "gateway/simulators/files.h"

#include "gateway/simulators/sealed.h"

#include <sstream>

namespace gateway::simulators {
namespace {

constexpr std::size_t too_large = 11 * 1024 * 1024;  // bytes
const std::string files_path = "/files/";

}  // namespace

std::string kind_sent(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    std::string kind;
    words >> command >> kind;
    return command == "/send" ? kind : "";
}

std::string words_sent(const std::string& line) {
    std::istringstream all(line);
    std::string skipped;
    std::string words;
    all >> skipped >> skipped >> std::ws;
    std::getline(all, words);
    return words;
}

Told file_of(const std::string& media_id) {
    if (media_id.starts_with("gone")) return errcode(40007);
    if (media_id.starts_with("voice")) return {200, "audio/amr", "#!AMR\n\x3c\x91\x17\x16"};
    if (media_id.starts_with("file")) return {200, "application/pdf", "%PDF-1.4 simulated %%EOF"};
    if (media_id.starts_with("video"))
        return {
            200,
            "video/mp4",
            std::string(
                "\0\0\0\x18"
                "ftypmp42",
                12
            ) + "simulated"};
    return {
        200,
        "image/jpeg",
        "\xff\xd8\xff\xe0"
        "simulated \xff\xd9"};
}

std::string file_path(const std::string& media_id, Trouble trouble) {
    const bool shown =
        trouble == Trouble::large || trouble == Trouble::drip || trouble == Trouble::onward;
    return files_path + (shown ? trouble_name(trouble) : "none") + "/" + media_id;
}

std::optional<Told> lying_file(const Asked& asked) {
    if (!asked.path.starts_with(files_path)) return std::nullopt;
    // As S3 and OSS do where two proofs are shown.
    if (!asked.header("Authorization").empty() ||
        !asked.header("x-acs-dingtalk-access-token").empty())
        return Told{400, "application/xml", "<Code>InvalidArgument</Code>"};
    const auto rest = asked.path.substr(files_path.size());
    const auto slash = rest.find('/');
    const auto trouble = trouble_of(rest.substr(0, slash)).value_or(Trouble::none);
    const auto id = slash == rest.npos ? std::string() : rest.substr(slash + 1);
    if (trouble == Trouble::onward)
        return Told{302, "", "", {{"Location", file_path(id, Trouble::none)}}};
    auto told = file_of(id);
    if (trouble == Trouble::large) told.body.resize(too_large, 'x');
    told.drips = trouble == Trouble::drip;
    return told;
}

std::string astray(std::string url) {
    constexpr std::string_view here = "127.0.0.1";
    if (const auto at = url.find(here); at != url.npos) url.replace(at, here.size(), "localhost");
    return url;
}

}  // namespace gateway::simulators
