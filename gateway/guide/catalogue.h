#pragma once
#include "gateway/config/organisation.h"
#include "knowledge/article.h"

#include <string>
#include <string_view>
#include <vector>

// What the guide is made from: the articles in force, sorted into services.

namespace gateway::guide {

// Everything a page shows comes from here; all of it outlives the rendering.
struct Edition {
    const std::vector<knowledge::Article>& articles;
    const config::Organisation& organisation;
    std::string_view public_url;  // how the world reaches us; no slash at its end
};

// What a service is to somebody who looks for his matter.
enum class Shelf { urgent, ours, others, common };

struct Service {
    std::string slug;  // "dibao": the commonest first word of its articles' ids, for addresses
    std::string name;  // 最低生活保障
    Shelf shelf = Shelf::ours;
    std::vector<const knowledge::Article*> articles;  // in the order of their ids
};

// All services, each shelf's together, in the order of Shelf.
std::vector<Service> catalogue(const std::vector<knowledge::Article>& articles);

const knowledge::Article* find(
    const std::vector<knowledge::Article>& articles, std::string_view topic
);

}  // namespace gateway::guide
