#pragma once
#include "gateway/guide/catalogue.h"
#include "gateway/guide/documents.h"

#include <string>
#include <vector>

// The pages read on a screen, whole documents.

namespace gateway::guide {

std::string index_page(const Edition& edition, const std::vector<Service>& services);
std::string service_page(const Edition& edition, const Service& service);
std::string document_page(const Edition& edition, const Service& service, const Document& document);
// For an address that is none of ours.
std::string missing_page();

}  // namespace gateway::guide
