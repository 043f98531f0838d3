# One place for compiler flags: every target of the project gets the same.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(MINGCHA_SANITIZE "" CACHE STRING "Sanitizers for every target, comma separated")

# The prefix map keeps the folder of this checkout out of binaries and messages.
add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror
                    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
# g++ 12 with -O2 sees impossible sizes in its own std::string (GCC bugs 105329, 105651, 105762).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    add_compile_options(-Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-array-bounds)
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

if(MINGCHA_SANITIZE)
    add_compile_options(-fsanitize=${MINGCHA_SANITIZE} -fno-omit-frame-pointer
                        -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${MINGCHA_SANITIZE})
endif()

find_program(MINGCHA_CCACHE ccache)
if(MINGCHA_CCACHE)
    # Paths relative to the checkout, so that a second clone finds what the first compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${MINGCHA_CCACHE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    endif()
endif()
