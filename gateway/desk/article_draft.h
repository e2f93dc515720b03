#pragma once
#include "gateway/desk/article_json.h"
#include "gateway/desk/teaching.h"

#include <cstddef>
#include <cstdint>
#include <string>

// A draft: how somebody wants to word an article from some day on. Kept as the next version of its
// topic, to be decided on by somebody else (article_review.h).

namespace gateway::desk {

constexpr std::size_t article_note_max = 500;  // characters

std::string today(Time now);  // 2026-12-01

// 201 with the version; 412 or 422 when it is not kept. What its text says is not looked at.
Job keep_draft(std::string topic, std::string if_match, Drafted drafted, const ApiTools& tools);

// 200, or 422: whether it would be an article. Changes nothing.
Job check_draft(std::string topic, Drafted drafted, Editing::Check check);

// Keeps it and writes that down; gives the version's number.
Result<std::int64_t> add_draft(
    Connection& connection,
    const Caller& caller,
    const std::string& topic,
    const Drafted& drafted,
    Time now
);

// 422 with every error, as `yimen check` says it.
JobAnswer bad_article(const Error& error);

// Fault::not_found when the topic has no such version.
Result<storage::ArticleVersion> find_version(
    Connection& connection, const std::string& topic, std::int64_t number
);
Result<JobAnswer> version_answer(
    Connection& connection,
    const std::string& topic,
    std::int64_t number,
    int status,
    const ApiTools& tools
);

}  // namespace gateway::desk
