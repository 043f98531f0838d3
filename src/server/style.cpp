// The one style sheet of the console.
#include "server/pages.h"

namespace mingcha::server {

std::string_view style_sheet() {
    return R"css(:root {
  --ink: #1d2733; --soft: #5b6877; --line: #dde3ea; --ground: #f4f6f9; --paper: #fff;
  --accent: #1f4e8c; --good: #1d6b45; --good-ground: #e6f3ec; --bad: #a3261f;
  --bad-ground: #fbeae8; --open: #7a5200; --open-ground: #fdf3dc; --none-ground: #edf0f4;
}
* { box-sizing: border-box; }
body {
  margin: 0; color: var(--ink); background: var(--ground); line-height: 1.6; font-size: 15px;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
    "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header.top { background: var(--accent); color: #fff; }
header.top a { color: #fff; font-weight: 600; font-size: 17px; letter-spacing: .06em; }
header.top .inner { display: flex; gap: 12px; align-items: baseline; padding: 12px 24px; }
header.top span { opacity: .85; font-size: 13px; }
.inner, main { max-width: 1280px; margin: 0 auto; }
main { padding: 20px 24px 48px; }
h1 { font-size: 24px; line-height: 1.35; margin: 8px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 28px 0 10px; }
h3 { font-size: 15px; margin: 0 0 6px; overflow-wrap: anywhere; }
p { margin: 6px 0; }
.crumb, .soft { color: var(--soft); font-size: 13px; }
.card {
  background: var(--paper); border: 1px solid var(--line); border-radius: 6px;
  padding: 16px 20px; margin: 0 0 12px;
}
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
.figures .card { margin: 0; }
.figures b { display: block; font-size: 26px; line-height: 1.3; font-weight: 600; }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 8px 14px; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th { font-size: 13px; font-weight: 600; color: var(--soft); white-space: nowrap;
  background: #fafbfc; }
tbody tr:last-child td { border-bottom: 0; }
tbody tr:hover { background: #f8fafc; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.number { text-align: right; }
td.name { min-width: 11em; }
.mark { display: inline-block; padding: 0 8px; border-radius: 10px; font-size: 13px;
  white-space: nowrap; background: var(--none-ground); color: var(--soft); }
.mark.good { background: var(--good-ground); color: var(--good); }
.mark.bad { background: var(--bad-ground); color: var(--bad); }
.mark.open { background: var(--open-ground); color: var(--open); }
.note { background: var(--open-ground); border-color: #f0ddb0; }
h1 + .card { margin-top: 14px; }
.soft + .figures, .soft + .card { margin-top: 14px; }
dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 4px 16px;
  margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 6px 0; padding-left: 1.3em; }
li { overflow-wrap: anywhere; }
.evidence { border-left: 3px solid var(--line); padding-left: 12px; margin: 8px 0;
  overflow-wrap: anywhere; font-size: 14px; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12.5px;
  overflow-wrap: anywhere; }
.narrow { max-width: 560px; margin: 9vh auto 0; }
@media (max-width: 640px) {
  main { padding: 14px 14px 40px; }
  header.top .inner { padding: 10px 14px; }
  h1 { font-size: 20px; }
  .card { padding: 12px 14px; }
  .figures { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .figures b { font-size: 21px; }
  th, td { padding: 7px 10px; }
  td:not(.number) { min-width: 7em; }
  dl { grid-template-columns: max-content 1fr; }
}
@media print { header.top { display: none; } body { background: #fff; } }
)css";
}

}  // namespace mingcha::server
