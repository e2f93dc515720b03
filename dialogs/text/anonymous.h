#pragma once
#include <string>
#include <string_view>

namespace dialogs::text {

// What was asked, without who asked: numbers of five and more digits however they are written,
// accounts, names after 我叫, 姓名, 本人 …, whom and which village mentioned.h sees spoken of,
// become stars; line ends become spaces. Ages, amounts and years stay. Rather too much is taken out
// than too little.
std::string without_person(std::string_view text);

}  // namespace dialogs::text
