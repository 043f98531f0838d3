# The web console (folder web/) as a table in the program: npm ci → vite build → web/embed.mjs. Each step runs again only
# when what it is made of changed. web/node_modules is shared by all build folders.
option(MINGCHA_WEB "Build the web console into the program (needs node and npm)" ON)

# web_bundle(TARGET): adds the table to a library; target `web_bundle` makes it alone.
function(web_bundle target)
    set(table ${CMAKE_BINARY_DIR}/generated/web_bundle.cpp)
    set(web ${CMAKE_SOURCE_DIR}/web)
    if(NOT MINGCHA_WEB)
        file(CONFIGURE OUTPUT ${table} CONTENT
"#include \"server/bundle.h\"

namespace mingcha::server {

std::span<const BundleFile> bundle() {
    return {};
}

}  // namespace mingcha::server
")
        target_sources(${target} PRIVATE ${table})
        return()
    endif()

    find_program(NODE node REQUIRED)
    find_program(NPM npm REQUIRED)
    set(installed ${web}/node_modules/.installed)
    set(types ${web}/src/api/schema.d.ts)
    set(schema ${CMAKE_SOURCE_DIR}/schemas/openapi.yaml)
    add_custom_command(
        OUTPUT ${installed}
        COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
        COMMAND ${CMAKE_COMMAND} -E touch ${installed}
        DEPENDS ${web}/package.json ${web}/package-lock.json ${web}/.npmrc
        WORKING_DIRECTORY ${web}
        COMMENT "web: npm ci")
    add_custom_command(
        OUTPUT ${types}
        COMMAND ${NODE} node_modules/openapi-typescript/bin/cli.js ${schema} --output ${types}
        DEPENDS ${schema} ${installed}
        WORKING_DIRECTORY ${web}
        COMMENT "openapi.yaml -> schema.d.ts")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/*.vue ${web}/src/*.ts ${web}/src/*.css ${web}/public/*)
    list(REMOVE_ITEM sources ${types})
    add_custom_command(
        OUTPUT ${table}
        COMMAND ${NODE} node_modules/vite/bin/vite.js build --outDir ${CMAKE_BINARY_DIR}/web --emptyOutDir --logLevel warn
        COMMAND ${NODE} embed.mjs ${table} ${CMAKE_BINARY_DIR}/web
        DEPENDS ${sources} ${types} ${installed} ${web}/index.html ${web}/vite.config.ts ${web}/embed.mjs
        WORKING_DIRECTORY ${web}
        COMMENT "web: vite build")
    add_custom_target(web_bundle DEPENDS ${table})
    target_sources(${target} PRIVATE ${table})
endfunction()
