#include "demo/names.h"

#include <fmt/format.h>

#include <array>

namespace mingcha::demo {

namespace {

struct Named {
    const char* name;
    const char* latin;
};

constexpr std::array<Named, 26> kPlaces{
    {{"清屿", "qingyu"},   {"云泽", "yunze"},   {"平澜", "pinglan"},  {"东麓", "donglu"},
     {"青栾", "qingluan"}, {"霁川", "jichuan"}, {"鹤汀", "heting"},   {"梧陵", "wuling"},
     {"澄岚", "chenglan"}, {"砚溪", "yanxi"},   {"墨池", "mochi"},    {"岚浦", "lanpu"},
     {"沐野", "muye"},     {"望汐", "wangxi"},  {"衡汀", "hengting"}, {"锦崖", "jinya"},
     {"星浦", "xingpu"},   {"远芜", "yuanwu"},  {"竹屿", "zhuyu"},    {"枫澜", "fenglan"},
     {"漱石", "shushi"},   {"栖云", "qiyun"},   {"雁洄", "yanhui"},   {"桐漪", "tongyi"},
     {"素峦", "suluan"},   {"芦溆", "luxu"}}};

constexpr std::array<Named, 30> kDepartments{
    {{"教育局", "jyj"},           {"民政局", "mzj"},          {"财政局", "czj"},
     {"司法局", "sfj"},           {"水利局", "slj"},          {"农业农村局", "nyj"},
     {"卫生健康委员会", "wjw"},   {"交通运输局", "jtj"},      {"审计局", "sjj"},
     {"统计局", "tjj"},           {"林业局", "lyj"},          {"商务局", "swj"},
     {"体育局", "tyj"},           {"科学技术局", "kjj"},      {"生态环境局", "sthjj"},
     {"城市管理局", "cgj"},       {"应急管理局", "yjglj"},    {"信访局", "xfj"},
     {"医疗保障局", "ybj"},       {"自然资源局", "zrzyj"},    {"市场监督管理局", "scjgj"},
     {"民族宗教局", "mzzjj"},     {"乡村振兴局", "xczxj"},    {"档案馆", "dag"},
     {"气象局", "qxj"},           {"退役军人事务局", "tyjr"}, {"文化和旅游局", "wlj"},
     {"住房和城乡建设局", "zjj"}, {"机关事务管理局", "jgsw"}, {"公共资源交易中心", "ggzy"}}};

constexpr std::array<const char*, 6> kProvinces{"冀", "晋", "豫", "鄂", "赣", "陇"};
constexpr std::array<const char*, 3> kCountyKinds{"县", "县", "区"};

}  // namespace

CityNames names_of(std::uint64_t seed, std::size_t counties, std::size_t departments, Dice& dice) {
    CityNames names;
    std::vector<Named> places(kPlaces.begin(), kPlaces.end());
    const std::size_t first = seed % places.size();
    names.city = {places[first].name, places[first].latin};
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(first));
    dice.shuffle(places);
    for (std::size_t i = 0; i < counties && i < places.size(); ++i) {
        names.counties.emplace_back(Place{places[i].name, places[i].latin},
                                    kCountyKinds[dice.below(kCountyKinds.size())]);
    }
    std::vector<Named> offices(kDepartments.begin(), kDepartments.end());
    dice.shuffle(offices);
    for (std::size_t i = 0; i < departments && i < offices.size(); ++i)
        names.departments.push_back({offices[i].name, offices[i].latin});
    names.code = fmt::format("99{:02}", 10 + dice.below(80));
    names.province = kProvinces[dice.below(kProvinces.size())];
    return names;
}

}  // namespace mingcha::demo
