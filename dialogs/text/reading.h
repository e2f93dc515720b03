#pragma once
#include <optional>
#include <string>
#include <utility>

namespace dialogs::text {

// What was understood, or why nothing was. The readers of this room would rather understand nothing
// than something wrong: a question asked again costs less than a wrong number in an application.
template <class T>
struct Reading {
    std::optional<T> value;
    std::string
        why;  // set when there is no value: "approximate", "no such date"; never personal data

    explicit operator bool() const { return value.has_value(); }
    const T& operator*() const { return *value; }
    const T* operator->() const { return &*value; }
};

template <class T>
Reading<T> understood(T value) {
    return {std::move(value), {}};
}

template <class T>
Reading<T> refused(std::string why) {
    return {std::nullopt, std::move(why)};
}

}  // namespace dialogs::text
