#include "gateway/channels/weixin/xml.h"

#include "gateway/channels/codec/charset.h"

#include <pugixml.hpp>

#include <algorithm>
#include <iterator>

namespace gateway::channels::weixin {
namespace {

constexpr int max_depth = 8;
constexpr int max_elements = 64;

const dialogs::Error bad_xml{dialogs::Fault::malformed, "XML that WeChat does not write"};

// Whether all of <! is CDATA and all of <? is the declaration at the very start.
bool is_plain(std::string_view body) {
    constexpr std::string_view cdata = "<![CDATA[";
    for (auto at = body.find('<'); at != body.npos; at = body.find('<', at + 1)) {
        const auto rest = body.substr(at);
        if (rest.starts_with(cdata)) {
            at = body.find("]]>", at + cdata.size());
            if (at == body.npos) return false;
        } else if (rest.starts_with("<!")) {
            return false;
        } else if (rest.starts_with("<?") && !(at == 0 && rest.starts_with("<?xml "))) {
            return false;
        }
    }
    return true;
}

bool is_small(const pugi::xml_node& node, int depth, int& elements) {
    if (depth > max_depth) return false;
    for (const auto& child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        if (++elements > max_elements || !is_small(child, depth + 1, elements)) return false;
    }
    return true;
}

// The texts directly inside each child.
Lines values_in(const pugi::xml_node& node) {
    Lines values;
    for (const auto& child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        std::string text;
        for (const auto& piece : child.children())
            text += piece.value();
        values.emplace_back(child.name(), codec::to_utf8(text));
    }
    return values;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// XML can hold no other control characters.
bool is_held(char letter) {
    return static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t';
}

// What XML cannot hold is left out; ]]> would end the section and is cut in two.
void add_cdata(std::string& out, std::string_view text) {
    constexpr std::string_view end = "]]>";
    std::string held;  // what is left out may have stood within ]]>
    if (!std::ranges::all_of(text, is_held)) {
        std::ranges::copy_if(text, std::back_inserter(held), is_held);
        text = held;
    }
    out += "<![CDATA[";
    for (auto at = text.find(end); at != text.npos; at = text.find(end)) {
        out += text.substr(0, at);
        out += "]]]]><![CDATA[>";
        text.remove_prefix(at + end.size());
    }
    out += text;
    out += end;
}

}  // namespace

dialogs::Result<Payload> read_xml(std::string_view body) {
    if (!is_plain(body)) return bad_xml;
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(body.data(), body.size(), pugi::parse_default, pugi::encoding_utf8);
    int elements = 0;
    if (!parsed || !is_small(document, 0, elements)) return bad_xml;
    const auto root = document.document_element();
    if (std::string_view(root.name()) != "xml" || root.next_sibling()) return bad_xml;

    Payload payload;
    payload.values = values_in(root);
    for (const auto& child : root.children())
        for (const auto& item : child.children("List"))
            payload.lists.push_back(values_in(item));
    return payload;
}

std::string write_xml(const Lines& lines) {
    std::string out = "<xml>";
    for (const auto& [name, text] : lines) {
        out += '<';
        out += name;
        out += '>';
        if (is_number(text)) {
            out += text;
        } else {
            add_cdata(out, text);
        }
        out += "</";
        out += name;
        out += '>';
    }
    out += "</xml>";
    return out;
}

}  // namespace gateway::channels::weixin
