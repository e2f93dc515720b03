#include "gateway/http/files.h"

#include "tests/unit/gateway/http/loopback.h"

#include <boost/asio/co_spawn.hpp>

#include <filesystem>
#include <fstream>

namespace gateway::http {
namespace {

class Files : public testing::Test {
protected:
    Files()
        : root(
              std::filesystem::temp_directory_path() / ("yimen_files_" + std::to_string(::getpid()))
          ) {
        std::filesystem::create_directories(root / "assets");
        write("index.html", "<html>");
        write("logo.svg", "<svg/>");
        write("assets/app-3f9a2b1c.js", "let a");
        write("assets/app-3f9a2b1c.js.gz", "packed");
        write("assets/plain.js", "let b");
        std::filesystem::create_symlink("/etc/passwd", root / "link.txt");
    }
    ~Files() override { std::filesystem::remove_all(root); }

    void write(const std::string& name, std::string_view content) const {
        std::ofstream(root / name) << content;
    }

    static Reply get(const Router& router, const std::string& path, Fields headers = {}) {
        Router::Found found = router.find("GET", path);
        if (found.route == nullptr) return plain(404);
        Request request;
        request.path = path;
        request.params = std::move(found.params);
        request.headers = std::move(headers);
        boost::asio::io_context loop;
        Reply reply;
        boost::asio::co_spawn(
            loop,
            found.route->handler(std::move(request)),
            [&](std::exception_ptr, Reply answered) { reply = std::move(answered); }
        );
        loop.run();
        return reply;
    }

    std::filesystem::path root;
};

TEST_F(Files, AreServedWithTheirTypeAndSafeHeaders) {
    Router router;
    ASSERT_TRUE(serve_files(router, "/desk/", root));
    const Reply page = get(router, "/desk/");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_EQ(page.body, "<html>");
    EXPECT_EQ(find_field(page.headers, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(find_field(page.headers, "Referrer-Policy"), "no-referrer");
    EXPECT_TRUE(find_field(page.headers, "Content-Security-Policy")
                    .starts_with("default-src 'none'; script-src 'self'"));
    EXPECT_EQ(get(router, "/desk/logo.svg").type, "image/svg+xml");
    EXPECT_EQ(get(router, "/desk").status, 308);
}

TEST_F(Files, StayInTheirFolder) {
    Router router;
    ASSERT_TRUE(serve_files(router, "/desk/", root));
    for (const char* path :
         {"/desk/../desk/index.html",
          "/desk/assets/../index.html",
          "/desk//etc/passwd",
          "/desk/link.txt",
          "/desk/./index.html",
          "/desk/none.js"}) {
        SCOPED_TRACE(path);
        EXPECT_EQ(get(router, path).status, 404);
    }
}

TEST_F(Files, AreKeptByBrowsersAsLongAsTheirNameIsTheirContent) {
    Router router;
    ASSERT_TRUE(serve_files(router, "/", root));
    EXPECT_EQ(
        find_field(get(router, "/assets/app-3f9a2b1c.js").headers, "Cache-Control"),
        "public, max-age=31536000, immutable"
    );
    EXPECT_EQ(find_field(get(router, "/assets/plain.js").headers, "Cache-Control"), "no-cache");
    const Reply page = get(router, "/");
    const std::string tag(find_field(page.headers, "ETag"));
    EXPECT_EQ(get(router, "/", {{"If-None-Match", tag}}).status, 304);
    EXPECT_EQ(get(router, "/", {{"If-None-Match", "\"old\""}}).status, 200);
}

TEST_F(Files, AreSentPackedToWhoCanUnpack) {
    Router router;
    ASSERT_TRUE(serve_files(router, "/", root));
    const Reply packed = get(router, "/assets/app-3f9a2b1c.js", {{"Accept-Encoding", "br, gzip"}});
    EXPECT_EQ(packed.body, "packed");
    EXPECT_EQ(find_field(packed.headers, "Content-Encoding"), "gzip");
    EXPECT_EQ(packed.type, "text/javascript; charset=utf-8");
    EXPECT_EQ(get(router, "/assets/app-3f9a2b1c.js").body, "let a");
}

TEST_F(Files, GiveAPageToItsOwnRouter) {
    Router router;
    FilesOptions options;
    options.single_page = true;
    ASSERT_TRUE(serve_files(router, "/desk/", root, options));
    EXPECT_EQ(get(router, "/desk/cases/12").body, "<html>");
    EXPECT_EQ(get(router, "/desk/assets/none.js").status, 404);
}

TEST_F(Files, NeedAFolder) {
    Router router;
    const auto served = serve_files(router, "/", root / "none");
    ASSERT_FALSE(served);
    EXPECT_EQ(served.error().fault, dialogs::Fault::not_found);
}

}  // namespace
}  // namespace gateway::http
