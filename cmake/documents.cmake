# kalends_documents(TARGET) embeds in a library what the program serves of itself: the description
# of the API, and the page at /docs.
find_program(KALENDS_NPM npm DOC "npm, which brings the page that operations are tried on; or OFF")

# Puts the npm package of the page where `out` then says, or leaves that empty. It is fetched while
# configuring, so that a build never waits for the net.
function(kalends_fetch_swagger_ui out)
    set(${out} "" PARENT_SCOPE)
    if(NOT KALENDS_NPM)
        message(STATUS "There is no npm: /docs lists the operations, and cannot try them")
        return()
    endif()
    set(source ${CMAKE_SOURCE_DIR}/schemas/docs_page)
    set(folder ${CMAKE_BINARY_DIR}/docs_page)
    set(asked package.json package-lock.json .npmrc)
    list(TRANSFORM asked PREPEND ${source}/)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${asked})
    file(SHA256 ${source}/package-lock.json lock)
    if(NOT EXISTS ${folder}/${lock}.fetched)
        file(COPY ${asked} DESTINATION ${folder})
        execute_process(
            COMMAND ${KALENDS_NPM} ci --no-audit --no-fund --fetch-retries=0 --fetch-timeout=20000
            WORKING_DIRECTORY ${folder} TIMEOUT 120
            RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE trouble)
        if(NOT result EQUAL 0)
            message(STATUS "npm failed, so /docs lists the operations, and cannot try them. "
                "The next time of configuring tries again. It said:\n${trouble}")
            return()
        endif()
        file(TOUCH ${folder}/${lock}.fetched)
    endif()
    set(${out} ${folder}/node_modules/swagger-ui-dist PARENT_SCOPE)
endfunction()

function(kalends_documents target)
    kalends_fetch_swagger_ui(swagger_ui)
    set(folder ${CMAKE_SOURCE_DIR}/schemas)
    set(out ${CMAKE_BINARY_DIR}/documents)
    file(GLOB page CONFIGURE_DEPENDS ${folder}/docs_page/*.css ${folder}/docs_page/*.js)
    add_custom_command(
        OUTPUT ${out}/documents.cpp
        COMMAND Python3::Interpreter ${folder}/documents/write_documents.py ${folder}/openapi.yaml
            ${folder}/llms.txt ${folder}/docs_page ${out} ${swagger_ui}
        DEPENDS ${folder}/documents/write_documents.py ${folder}/openapi.yaml ${folder}/llms.txt
            ${page}
        COMMENT "Writing the documents that are served"
        VERBATIM)
    # The assembler includes their bytes by itself, so it stands alone.
    set_source_files_properties(${out}/documents.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE ${out}/documents.cpp)
endfunction()
