# Run as a script: writes OUT, a .cpp that holds the files of DIR as text. Names only, no paths.
file(GLOB files "${DIR}/*.yaml" "${DIR}/*.csv")
list(SORT files)
set(text "// Made from rulesets/ by cmake/embed.cmake.\n#include \"ruleset/load.h\"\n\n")
string(APPEND text "namespace mingcha::ruleset {\n\nconst Sources& builtin_sources() {\n")
string(APPEND text "    static const Sources kSources{\n")
foreach(file ${files})
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" content HEX)
    # As bytes: no delimiter can clash with what a ruleset says.
    string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${content}")
    string(REGEX REPLACE "(................................................................................)"
           "\\1\"\n\"" wrapped "${escaped}")
    string(LENGTH "${content}" digits)
    math(EXPR size "${digits} / 2")
    string(APPEND text "{\"${name}\", std::string(\n\"${wrapped}\", ${size})},\n")
endforeach()
string(APPEND text "    };\n    return kSources;\n}\n\n}  // namespace mingcha::ruleset\n")
file(WRITE "${OUT}" "${text}")
