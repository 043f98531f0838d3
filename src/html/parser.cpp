#include "html/parser.h"

#include "html/arena.h"
#include "html/input.h"
#include "html/tree_builder.h"

namespace mingcha::html {

struct Parser::State {
    Arena arena;
    TreeBuilder builder{arena};
    Document document;
};

Parser::Parser() : state_(std::make_unique<State>()) {}
Parser::~Parser() = default;

const Document& Parser::parse(std::string_view utf8) {
    state_->arena.reset();
    state_->builder.parse(with_line_feeds(utf8, state_->arena), state_->document);
    return state_->document;
}

const Document& Parser::parse_fragment(std::string_view utf8, std::string_view context) {
    state_->arena.reset();
    state_->builder.parse_fragment(with_line_feeds(utf8, state_->arena), context, state_->document);
    return state_->document;
}

std::size_t Parser::block_allocations() const {
    return state_->arena.block_allocations();
}

}  // namespace mingcha::html
