# kalends_library(FOLDER USES TARGET...) makes the library `kalends_<last part of FOLDER>` of the
# sources that stand in FOLDER but for a main.cpp, and in its sub-folders but for those that are
# libraries themselves.
set(KALENDS_LIBRARY_FOLDERS commands/engine)

function(kalends_sources folder out)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${folder}/main.cpp)
    foreach(inner IN LISTS KALENDS_LIBRARY_FOLDERS)
        if(NOT folder STREQUAL inner)
            list(FILTER sources EXCLUDE REGEX "^${CMAKE_SOURCE_DIR}/${inner}/")
        endif()
    endforeach()
    set(${out} ${sources} PARENT_SCOPE)
endfunction()

function(kalends_library folder)
    cmake_parse_arguments(arg "" "" "USES" ${ARGN})
    kalends_sources(${folder} sources)
    get_filename_component(name ${folder} NAME)
    if(sources)
        add_library(kalends_${name} STATIC ${sources})
        target_link_libraries(kalends_${name} PUBLIC kalends_flags ${arg_USES} Threads::Threads)
    else()
        add_library(kalends_${name} INTERFACE)
        target_link_libraries(kalends_${name} INTERFACE kalends_flags ${arg_USES} Threads::Threads)
    endif()
endfunction()

# kalends_program(FOLDER NAME name USES TARGET...) makes an executable of a folder's main.cpp, and a
# library of its other sources, which its tests use.
function(kalends_program folder)
    cmake_parse_arguments(arg "" "NAME" "USES" ${ARGN})
    kalends_library(${folder} USES ${arg_USES})
    add_executable(${arg_NAME} ${folder}/main.cpp)
    target_link_libraries(${arg_NAME} PRIVATE kalends_${folder})
endfunction()
