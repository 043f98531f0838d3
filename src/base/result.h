// Errors as values. A function that can fail for a reason outside the program returns Result<T>; it
// must be looked at. No exception crosses our own functions; those of third-party libraries are
// caught where they are called.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace mingcha {

// What went wrong, said so that a person can mend it.
struct Error {
    std::string where;  // file:line:column, URL, table, command-line option; may be empty
    std::string what;   // what is wrong, with the offending value
    std::string hint;   // how to mend it; may be empty

    // "where: what (hint)", leaving out what is empty.
    std::string text() const;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

using Fail = tl::unexpected<Error>;

// return fail("sites.csv:3", "site_code 34152200 has 8 digits", "a site code has 10 digits, or bm
// and 8");
inline Fail fail(std::string where, std::string what, std::string hint = {}) {
    return Fail(Error{std::move(where), std::move(what), std::move(hint)});
}

}  // namespace mingcha
