#include "gateway/channels/twilio/twiml.h"

#include <pugixml.hpp>

#include <sstream>

namespace gateway::channels::twilio {

std::string write_twiml(std::span<const std::string> messages) {
    pugi::xml_document twiml;
    auto response = twiml.append_child("Response");
    for (const auto& message : messages)
        response.append_child("Message").text().set(message.c_str());
    std::ostringstream written;
    response.print(written, "", pugi::format_raw);
    return R"(<?xml version="1.0" encoding="UTF-8"?>)" + written.str();
}

std::optional<std::vector<std::string>> read_twiml(const std::string& body) {
    pugi::xml_document twiml;
    if (!twiml.load_string(body.c_str())) return std::nullopt;
    const auto response = twiml.child("Response");
    if (!response) return std::nullopt;
    std::vector<std::string> messages;
    for (const auto& message : response.children("Message"))
        messages.emplace_back(message.text().get());
    return messages;
}

}  // namespace gateway::channels::twilio
