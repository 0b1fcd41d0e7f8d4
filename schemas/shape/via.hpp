#pragma once

namespace kalends {

// For a type that is stored as another one: `using Form`, `Form to(const T&)` and
// `std::optional<T> from(const Form&)`, which gives nothing for a form that no T has.
template <class T>
struct Via;

template <class T>
concept HasVia = requires { typename Via<T>::Form; };

template <class T, template <class...> class Template>
inline constexpr bool is_a = false;
template <class... Part, template <class...> class Template>
inline constexpr bool is_a<Template<Part...>, Template> = true;

}  // namespace kalends
