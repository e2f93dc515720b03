#pragma once
#include "gateway/desk/exchange.h"
#include "gateway/desk/live.h"
#include "gateway/desk/passwords.h"
#include "gateway/http/router.h"

// The API's routes, a file for each noun. What they are given must outlive the router.

namespace gateway::desk {

void add_auth_routes(
    http::Router& router, const Exchange& exchange, PasswordCheck& passwords, Live& live
);
void add_inbox_routes(http::Router& router, const Exchange& exchange);
void add_conversation_routes(http::Router& router, const Exchange& exchange);
void add_transcript_routes(http::Router& router, const Exchange& exchange);
// What a clerk does with a conversation: control.h, speaking.h.
void add_act_routes(http::Router& router, const Exchange& exchange);
void add_case_routes(http::Router& router, const Exchange& exchange);
void add_article_routes(http::Router& router, const Exchange& exchange);
void add_question_routes(http::Router& router, const Exchange& exchange);
void add_dead_letter_routes(http::Router& router, const Exchange& exchange);
void add_notice_routes(http::Router& router, const Exchange& exchange);

}  // namespace gateway::desk
