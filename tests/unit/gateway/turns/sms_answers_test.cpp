#include "dialogs/engine/engine.h"
#include "dialogs/language/loader.h"
#include "dialogs/text/segments.h"
#include "knowledge/article.h"
#include "knowledge/basis.h"
#include "knowledge/library.h"

#include <gtest/gtest.h>

// What the county's articles and the product's scripts come to together, on the road that counts
// letters.

namespace {

using dialogs::Found;

std::string text_of(const dialogs::Script& script, const Found& found) {
    dialogs::Session session;
    session.status = dialogs::SessionStatus::active;
    session.stack.push_back({"main", "look_up"});
    session.pending = dialogs::Pending{};
    const auto step = dialogs::advance(script, session, found, {dialogs::Time{}, "sms"});
    std::string text;
    for (const auto& effect : step.effects) {
        if (const auto* said = std::get_if<dialogs::Say>(&effect)) text += said->text;
    }
    return text;
}

TEST(SmsAnswers, FitTwoSegmentsWithTheirSourceAndWhatIsAskedNext) {
    const auto loaded = dialogs::language::load_script("dialogs/scripts");
    ASSERT_TRUE(loaded.script);
    const auto library = knowledge::Library::load("knowledge/articles");
    ASSERT_TRUE(library) << library.error().detail;
    std::size_t redirected = 0;
    for (const auto& article : library->articles()) {
        SCOPED_TRACE(article.id);
        const auto whole = library->look_up({"", "", "", {article.id}});
        const auto basis =
            library->look_up({"", std::string(knowledge::basis_facet), article.id, {}});
        for (const auto& found : {whole, basis}) {
            const auto text = text_of(*loaded.script, found);
            ASSERT_NE(text.find(found.passages.front().sms), std::string::npos) << text;
            EXPECT_LE(dialogs::text::sms_cost("【滦南民政】" + text).billed_segments, 2) << text;
        }
        const auto text = text_of(*loaded.script, whole);
        const auto source = "\n据" + whole.passages.front().brief_source;
        EXPECT_NE(text.find(source), std::string::npos) << text;
        const auto offer = "归" + article.office + "管，要帮您转吗？\n1帮我转";
        const bool offered = !article.office.empty() && text.find(offer) != std::string::npos;
        EXPECT_EQ(offered, whole.outcome == dialogs::Outcome::redirect) << text;
        redirected += offered;
    }
    EXPECT_EQ(redirected, 14U);
}

}  // namespace
