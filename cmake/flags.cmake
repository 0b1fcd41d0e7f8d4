# What every target of ours is compiled with. Asserts are our own `ensure` and stay on in release.
add_library(kalends_flags INTERFACE)
target_include_directories(kalends_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(kalends_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Werror
    # A designated initialiser leaves out what has its default: that is what it is for.
    -Wno-missing-field-initializers)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports overlaps that cannot happen for `"x" + std::to_string(i)` at -O2 (GCC bug
    # 105651).
    target_compile_options(kalends_flags INTERFACE -Wno-restrict)
endif()

if(KALENDS_SANITIZE STREQUAL "fuzz")
    # The standard library of g++ 12 calls in `std::stable_sort` what it calls deprecated itself,
    # and clang says so.
    target_compile_options(kalends_flags INTERFACE -Wno-deprecated-declarations)
    # Nobody keeps these objects, so each run of CI compiles them: a quarter less is worth a line.
    target_precompile_headers(kalends_flags INTERFACE
        <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <span> <string>
        <string_view> <variant> <vector>)
endif()

if(KALENDS_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # In instrumented code g++ 12 sees uninitialised values where there are none (in <regex>, say).
    target_compile_options(kalends_flags INTERFACE -Wno-maybe-uninitialized)
endif()

if(KALENDS_PLANTED_BUGS)
    target_compile_definitions(kalends_flags INTERFACE KALENDS_PLANTED_BUGS)
endif()

if(KALENDS_SANITIZE STREQUAL "address")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
    add_compile_options(-fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(KALENDS_SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Asio uses a memory fence that TSan cannot model; g++ says so at each use.
        add_compile_options(-Wno-tsan)
    endif()
elseif(KALENDS_SANITIZE STREQUAL "fuzz")
    # The fuzzers of tests/fuzz, which clang alone can build: what they call is instrumented for
    # coverage too, so that libFuzzer sees which input leads somewhere new.
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    # They take long to compile, and the stage `address` looks for them.
    add_compile_options(-fno-sanitize=null,object-size,vptr)
    add_compile_options(-fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(KALENDS_SANITIZE)
    message(FATAL_ERROR "KALENDS_SANITIZE must be empty, 'address', 'thread' or 'fuzz'")
else()
    add_compile_options(-fstack-protector-strong)
    add_compile_options($<$<CONFIG:Release>:-U_FORTIFY_SOURCE>
                        $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
    add_link_options(-Wl,-z,relro,-z,now)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
