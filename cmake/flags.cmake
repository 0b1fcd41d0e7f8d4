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
elseif(KALENDS_SANITIZE)
    message(FATAL_ERROR "KALENDS_SANITIZE must be empty, 'address' or 'thread'")
else()
    add_compile_options(-fstack-protector-strong)
    add_compile_options($<$<CONFIG:Release>:-U_FORTIFY_SOURCE>
                        $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
    add_link_options(-Wl,-z,relro,-z,now)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
