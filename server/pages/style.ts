import { hash } from 'node:crypto';

/** The one style sheet, inlined. Colours meet WCAG 2.2 AA on both grounds; states differ in shape and word as well. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f7f5f0;--card:#fffefb;--ink:#1f1d18;--soft:#5f5b51;--line:#e2ddd1;
--operational:#1b7048;--degraded:#955400;--outage:#b0231b;--recovering:#22609e;--unknown:#6b675e;--none:#ded9cc;--accent:#7a2e0e}
@media (prefers-color-scheme:dark){:root{--ground:#161512;--card:#1f1e1a;--ink:#f1eee6;--soft:#b3ada0;--line:#35322b;
--operational:#62c795;--degraded:#f0aa4a;--outage:#ff8a80;--recovering:#85b8f2;--unknown:#a8a294;--none:#3a372f;--accent:#f0a37e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%}
.wrap{max-width:64rem;margin:0 auto;padding:0 1.25rem}
a{color:inherit;text-underline-offset:.2em;text-decoration-thickness:.06em}
a:focus-visible,summary:focus-visible{outline:3px solid var(--recovering);outline-offset:3px;border-radius:.2rem}
.top{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:1.25rem 0}
.brand{display:flex;align-items:center;gap:.6rem;font-weight:700;font-size:1.15rem;letter-spacing:-.01em;text-decoration:none}
.brand svg{width:1.6rem;height:1.6rem;color:var(--accent)}
.top nav{display:flex;gap:1.1rem;font-size:.925rem;color:var(--soft)}
h1{font-size:clamp(1.9rem,1.3rem + 2.6vw,3rem);line-height:1.1;letter-spacing:-.025em;margin:1.6rem 0 .6rem;text-wrap:balance}
h2{font-size:1.15rem;letter-spacing:-.01em;margin:2.6rem 0 .8rem}
.lead{font-size:1.125rem;max-width:44rem;margin:0 0 .35rem;text-wrap:pretty}
.soft{color:var(--soft)}
.asof{font-size:.925rem;margin:0 0 1.8rem}
.notice{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--degraded);border-radius:.5rem;padding:.8rem 1rem}
.services{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:.9rem;overflow:hidden}
.services li{display:grid;grid-template-columns:minmax(9rem,1.1fr) minmax(14rem,2fr) minmax(10rem,1.2fr) minmax(7rem,.8fr);gap:.35rem 1.4rem;align-items:center;padding:1rem 1.2rem}
.services li+li{border-top:1px solid var(--line)}
.name{font-weight:650;font-size:1.05rem;text-decoration:none}
.name:hover{text-decoration:underline}
.vendor,.small{display:block;font-size:.85rem;color:var(--soft)}
.state{display:flex;gap:.5rem;align-items:center;font-weight:600}
.mark{flex:none;width:1.05rem;height:1.05rem}
.operational{color:var(--operational)}.degraded{color:var(--degraded)}.outage{color:var(--outage)}.recovering{color:var(--recovering)}.unknown{color:var(--unknown)}
.strip{display:block;width:100%;height:2.1rem}
.chart{display:block;width:100%;height:9rem}
.bar{fill:currentColor}.gap{fill:var(--none)}.grid{stroke:var(--line);stroke-width:1}
.axis{display:flex;justify-content:space-between;font-size:.8rem;color:var(--soft);margin-top:.3rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.2rem 1.3rem}
.verdict{font-size:1.3rem;line-height:1.3}.verdict .mark{width:1.5rem;height:1.5rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.pair h2{margin:0 0 .6rem;font-size:1rem}
.list{list-style:none;margin:0;padding:0}.list li{display:flex;justify-content:space-between;gap:1rem;padding:.3rem 0;border-top:1px solid var(--line)}.list li:first-child{border-top:0}
.incidents{list-style:none;margin:0;padding:0}.incidents li{padding:.55rem 0;border-top:1px solid var(--line)}.incidents li:first-child{border-top:0}
.facts{margin:0}.facts div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem;padding:.35rem 0;border-top:1px solid var(--line)}.facts div:first-child{border-top:0}
.facts dt{color:var(--soft)}.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.prose{max-width:46rem;margin:0;text-wrap:pretty}
.legend{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.9rem 2rem;margin:0}
.legend dt{display:flex;gap:.5rem;align-items:center;font-weight:600}
.legend dd{margin:.15rem 0 0 1.55rem;color:var(--soft);font-size:.925rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-top:1px solid var(--line)}
summary{cursor:pointer;color:var(--soft);margin-top:.8rem;width:fit-content}
code{font:.85rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
footer{margin:3.5rem 0 0;border-top:1px solid var(--line);padding:1.4rem 0 2.5rem;font-size:.925rem;color:var(--soft)}
footer p{margin:.2rem 0;max-width:46rem}
@media (max-width:52rem){.services li{grid-template:"who official" auto "says says" auto "day day" auto/1fr auto}.who{grid-area:who}.says{grid-area:says}.day{grid-area:day}.official{grid-area:official;text-align:right}.strip{height:1.6rem}.pair{grid-template-columns:1fr}}
@media (max-width:30rem){.top{flex-wrap:wrap}.card{padding:1rem}}
`;

/** Nothing may load or run but the style above, known by its hash. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
