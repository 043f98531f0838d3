# mingcha_module(NAME DEPENDS other modules… LIBRARIES third-party…): src/NAME as a static library `mc_NAME`.
# Sources are found by name, so that a new file needs no edit here. What a module may depend on is the table of
# docs/architecture.md; tests/tidy holds the #include lines against it.
function(mingcha_module name)
    cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
    if(NOT sources)
        add_library(mc_${name} INTERFACE)
        set(visibility INTERFACE)
    else()
        add_library(mc_${name} STATIC ${sources})
        set(visibility PUBLIC)
        target_precompile_headers(mc_${name} PRIVATE <algorithm> <array> <cstdint> <functional> <map>
            <memory> <optional> <span> <string> <string_view> <unordered_map> <utility> <vector>
            <tl/expected.hpp> <fmt/format.h>)
    endif()
    target_include_directories(mc_${name} ${visibility} ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
    foreach(dependency ${arg_DEPENDS})
        target_link_libraries(mc_${name} ${visibility} mc_${dependency})
    endforeach()
    target_link_libraries(mc_${name} ${visibility} ${arg_LIBRARIES} fmt::fmt tl::expected)
endfunction()

# mingcha_test(NAME MODULES… ): tests/unit/NAME/*.cpp as one GoogleTest program `test_NAME`, one ctest entry.
function(mingcha_test name)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/unit/${name}/*.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    target_precompile_headers(test_${name} PRIVATE <gtest/gtest.h> <string> <vector>)
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR})
    foreach(module ${ARGN})
        target_link_libraries(test_${name} PRIVATE mc_${module})
    endforeach()
    target_link_libraries(test_${name} PRIVATE mc_testing GTest::gtest GTest::gtest_main)
    add_test(NAME unit_${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(unit_${name} PROPERTIES LABELS "fast")
    # What reads bytes of strangers runs once more under the sanitizers (preset asan).
    if(name IN_LIST MINGCHA_SANITIZED)
        set_tests_properties(unit_${name} PROPERTIES LABELS "fast;sanitized")
        add_dependencies(sanitized_tests test_${name})
    endif()
endfunction()
