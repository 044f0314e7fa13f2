/** How the page of a run looks: one column, colours for light and dark with 4.5:1 and more, no font of its own. */
export const style = `
:root{--back:#fff;--card:#f8fafc;--text:#0f172a;--soft:#475569;--line:#cbd5e1;--link:#1d4ed8;
--good:#166534;--bad:#b91c1c;--busy:#1d4ed8;--still:#475569;
--good-back:#dcfce7;--bad-back:#fee2e2;--busy-back:#dbeafe;--still-back:#e2e8f0;
--good-bar:#16a34a;--bad-bar:#dc2626;--busy-bar:#2563eb;--still-bar:#64748b}
@media(prefers-color-scheme:dark){:root{--back:#0b1120;--card:#131c31;--text:#e2e8f0;--soft:#a8b5c7;--line:#33415a;--link:#93c5fd;
--good:#86efac;--bad:#fca5a5;--busy:#93c5fd;--still:#cbd5e1;
--good-back:#14352a;--bad-back:#451a20;--busy-back:#172c57;--still-back:#263349;
--good-bar:#22c55e;--bad-bar:#ef4444;--busy-bar:#3b82f6;--still-bar:#64748b}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:78rem;background:var(--back);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}h2{font-size:1.2rem;margin:2rem 0 .75rem}h3{font-size:1rem;margin:1rem 0 .4rem}
h1 .badge{font-size:.9rem;vertical-align:middle;margin-left:.4rem}
a{color:var(--link)}small{color:var(--soft);font-size:.8rem;font-weight:400}
code,pre,.log,table,.facts dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 1.75rem;margin:0 0 .5rem}.facts dt{color:var(--soft);font-size:.8rem}.facts dd{margin:0}
.badge{display:inline-block;padding:.05rem .5rem;border-radius:1rem;font-size:.75rem;font-weight:600;white-space:nowrap;line-height:1.5}
.badge.succeeded{color:var(--good);background:var(--good-back)}.badge.failed{color:var(--bad);background:var(--bad-back)}
.badge.running{color:var(--busy);background:var(--busy-back)}.badge.idle{color:var(--still);background:var(--still-back)}
.scroll{overflow:auto;max-height:80vh;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}.scroll svg{display:block}.picture{position:relative}
#graph-focus{position:absolute;width:20rem;height:70vh;left:max(0px,calc(var(--x) - 10rem));pointer-events:none;top:max(0px,calc(var(--y) - 35vh));scroll-initial-target:nearest}
.failure{border:1px solid var(--line);border-left:4px solid var(--bad-bar);border-radius:.5rem;background:var(--card);padding:.75rem 1rem;margin:0 0 .75rem}
.failure h3{margin:0}.failure p{margin:.3rem 0}.failure .message{font-weight:600}
pre{margin:.5rem 0;padding:.6rem .75rem;border-radius:.4rem;border:1px solid var(--line);background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere}
.failure pre{background:var(--back)}.log{max-height:26rem;overflow:auto}
.gantt{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:.5rem .75rem .75rem;--left:calc(min(18rem,26%) + 18rem)}
.gantt.costs{--left:calc(min(18rem,26%) + 23rem)}.gantt.costs li{grid-template-columns:min(18rem,26%) 7.5rem 5rem 5.5rem 5rem 1fr}
.gantt ol{list-style:none;margin:0;padding:0}
.gantt li{display:grid;grid-template-columns:min(18rem,26%) 7.5rem 5rem 5.5rem 1fr;align-items:center;min-height:1.75rem}
.gantt li:nth-child(even){background:color-mix(in srgb,var(--line) 22%,transparent)}
.gantt .badge{justify-self:start}.gantt .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-right:.75rem;color:var(--text);text-decoration:none}.gantt .name:hover{text-decoration:underline}
.took,.hours,.cost{font-size:.8rem;color:var(--soft);white-space:nowrap;text-align:right;padding-right:.75rem;font-variant-numeric:tabular-nums}
.axis{position:relative;height:1.4rem;margin-left:var(--left);font-size:.75rem;color:var(--soft)}
.axis span{position:absolute;white-space:nowrap;transform:translateX(-50%)}.axis span:first-child{transform:none}
.track{position:relative;align-self:stretch;display:block}
.track i{position:absolute;top:0;bottom:0;width:1px;background:var(--line)}
.track b{position:absolute;top:.4rem;bottom:.4rem;min-width:3px;border-radius:2px}
b.succeeded{background:var(--good-bar)}b.failed{background:var(--bad-bar)}b.running{background:repeating-linear-gradient(45deg,var(--busy-bar) 0 6px,color-mix(in srgb,var(--busy-bar) 55%,transparent) 6px 12px)}b.idle{background:var(--still-bar)}b.again{opacity:.55}
details{border:1px solid var(--line);border-radius:.5rem;margin:0 0 .5rem;padding:.1rem .9rem;background:var(--back)}
details[open]{padding-bottom:.8rem}summary{cursor:pointer;padding:.45rem 0;display:flex;gap:.75rem;align-items:center;justify-content:space-between}
summary .name{font-weight:600}summary::before{content:"▸";color:var(--soft)}details[open]>summary::before{content:"▾"}summary .name{flex:1}summary::-webkit-details-marker{display:none}
table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);font-weight:400}th{color:var(--soft);width:34%}
footer{margin-top:2.5rem;color:var(--soft);font-size:.8rem}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media(max-width:44rem){body{padding:1rem .75rem 2rem}.gantt,.gantt.costs{--left:0px}
.gantt li,.gantt.costs li{grid-template-columns:1fr auto auto;row-gap:.15rem;padding:.3rem 0}.gantt .hours,.gantt .cost{display:none}.gantt .badge{justify-self:end}.gantt .took{padding-left:.5rem;padding-right:0;min-width:4rem}
.track{grid-column:1/-1;height:1.1rem}.track b{top:.2rem;bottom:.2rem}th{width:42%}}
@media print{body{max-width:none}.scroll,.log{max-height:none}details{break-inside:avoid}}
`.trim();
