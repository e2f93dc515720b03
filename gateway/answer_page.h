#pragma once
#include "gateway/http/router.h"
#include "gateway/ops/clock.h"
#include "gateway/store/store.h"

namespace gateway {

// GET /a/{token}: an answer of which an SMS carried only the beginning, for whoever has its link,
// until it expires. A page of one request, plain enough for an old telephone, that no search engine
// may list and no cache keep. The token may come in pieces, with a / between. Loop thread.
void add_answer_page(http::Router& router, Store& store, ops::Clock clock);

}  // namespace gateway
