#pragma once
#include "dialogs/engine/engine.h"
#include "storage/messages.h"

#include <string>
#include <vector>

// What `yimen chat` shows of a talk, on standard output.

namespace gateway::cli {

// A message with its choices below it.
void show_said(const storage::Utterance& said);

// What it costs as it is sent: signed, and in numbered parts where it is long.
void show_cost(const std::string& text, const std::string& signature);

void show_trace(const std::vector<dialogs::Trace>& trace);

// Where the session stands and what it knows; what is sensitive is not told.
void show_known(const dialogs::Session& session);

}  // namespace gateway::cli
