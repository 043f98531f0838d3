#include "people/office.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/names.h"

namespace mingcha::people {

namespace {

constexpr Names<OfficeKind, 3> kKinds{{
    {OfficeKind::city, {"city", "市级"}},
    {OfficeKind::county, {"county", "县区"}},
    {OfficeKind::unit, {"unit", "单位"}},
}};

constexpr std::size_t kMaxIdBytes = 40;
constexpr std::size_t kMaxNameChars = 80;

bool is_office_id(std::string_view id) {
    if (id.empty() || id.size() > kMaxIdBytes || id.front() == '-') return false;
    return std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string unit_key(std::string_view name, const UnitIndex& units) {
    const Unit* unit = units.find(name);
    return name_key(unit == nullptr ? name : std::string_view(unit->name));
}

}  // namespace

Reach Reach::everything() {
    Reach reach;
    reach.whole_ = true;
    return reach;
}

void Reach::add(const Office& office) {
    divisions_.insert(office.divisions.begin(), office.divisions.end());
    for (const std::string& unit : office.units) units_.insert(name_key(unit));
}

bool Reach::covers(std::string_view division, std::string_view unit, const UnitIndex& units) const {
    if (whole_ || covers_division(division)) return true;
    return !unit.empty() && units_.contains(unit_key(unit, units));
}

bool Reach::covers(const Site& site, const UnitIndex& units) const {
    return covers(site.division, site.unit, units);
}

bool Reach::covers(const Account& account, const UnitIndex& units) const {
    return covers(account.division, account.operator_name, units);
}

bool Reach::covers_division(std::string_view code) const {
    return whole_ || (!code.empty() && divisions_.contains(code));
}

std::string Reach::key() const {
    if (whole_) return "all";
    std::string text;
    for (const std::string& each : divisions_) text += each + "\n";
    text += "\n";
    for (const std::string& each : units_) text += each + "\n";
    return text;
}

OfficeTree::OfficeTree(std::vector<Office> offices) {
    std::map<std::string, std::vector<const Office*>, std::less<>> children;
    for (const Office& office : offices) children[office.parent].push_back(&office);
    std::set<std::string_view> taken;
    const auto take = [&](const Office& office) {
        if (!taken.insert(office.id).second) return;
        by_id_.emplace(office.id, offices_.size());
        offices_.push_back(office);
    };
    std::vector<const Office*> level = children[""];
    for (std::size_t depth = 0; depth < kMaxDepth && !level.empty(); ++depth) {
        std::vector<const Office*> next;
        for (const Office* office : level) {
            take(*office);
            const auto below = children.find(office->id);
            if (below != children.end()) {
                next.insert(next.end(), below->second.begin(), below->second.end());
            }
        }
        level = std::move(next);
    }
    for (const Office& office : offices) take(office);
}

const Office* OfficeTree::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &offices_[found->second];
}

const Office* OfficeTree::top() const {
    return !offices_.empty() && offices_.front().parent.empty() ? &offices_.front() : nullptr;
}

bool OfficeTree::is_within(std::string_view id, std::string_view ancestor) const {
    const Office* office = find(id);
    for (std::size_t depth = 0; office != nullptr && depth <= kMaxDepth; ++depth) {
        if (office->id == ancestor) return true;
        if (office->parent.empty()) return false;
        office = find(office->parent);
    }
    return false;
}

void OfficeTree::reach(std::string_view id, Reach& into) const {
    const Office* office = find(id);
    if (office == nullptr) return;
    if (office == top()) {
        into = Reach::everything();
        return;
    }
    for (const Office& each : offices_) {
        if (is_within(each.id, id)) into.add(each);
    }
}

Result<bool> check_new_office(const OfficeTree& tree, const Office& office) {
    if (!is_office_id(office.id)) {
        return fail("id", "\"" + office.id + "\" 不能作机构编号",
                    fmt::format("小写字母、数字和 -，最多 {} 个字符", kMaxIdBytes));
    }
    if (tree.find(office.id) != nullptr) {
        return fail("id", "机构编号 " + office.id + " 已被使用", "换一个编号");
    }
    if (trim(office.name).empty() || char_count(office.name) > kMaxNameChars) {
        return fail("name", "机构名称为空或太长", fmt::format("1 至 {} 个字", kMaxNameChars));
    }
    if (tree.all().size() >= kMaxOffices) {
        return fail("offices", fmt::format("已有 {} 个机构", kMaxOffices), "先合并或停用一些");
    }
    const Office* parent = tree.find(office.parent);
    if (parent == nullptr) {
        return fail("parent_id", "没有编号为 \"" + office.parent + "\" 的上级机构",
                    "选择机构树中的一个");
    }
    if (office.kind < parent->kind || office.kind == OfficeKind::city) {
        return fail("kind",
                    fmt::format("{}机构下面不能有{}机构", to_chinese(parent->kind),
                                to_chinese(office.kind)),
                    "顺序是 市级 → 县区 → 单位");
    }
    std::size_t depth = 1;
    for (const Office* at = parent; at != nullptr && !at->parent.empty();
         at = tree.find(at->parent)) {
        if (++depth >= kMaxDepth) {
            return fail("parent_id", fmt::format("机构树最多 {} 层", kMaxDepth),
                        "挂在更高一级下面");
        }
    }
    return true;
}

std::string_view to_string(OfficeKind kind) {
    return name_of(kKinds, kind, kEnglish);
}

std::string_view to_chinese(OfficeKind kind) {
    return name_of(kKinds, kind, kChinese);
}

std::optional<OfficeKind> parse_office_kind(std::string_view text) {
    return value_of(kKinds, text);
}

}  // namespace mingcha::people
