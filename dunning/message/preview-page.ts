/** The page of `preview`, as Handlebars: each channel looks like what the customer holds in hand. */
export const PREVIEW_PAGE = `<!doctype html>
<html lang="{{locale}}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{{title}}</title>
<style>
:root{--ink:#1f2933;--soft:#52606d;--line:#d9e0e7;--page:#f3f5f8;--card:#fff}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:var(--ink);background:var(--page)}
main{max-width:1060px;margin:0 auto;padding:24px 16px}
h1{font-size:24px;margin:0 0 4px}
h2{margin:40px 0 12px;font-size:20px}
h2 code{font-size:13px;font-weight:400;color:var(--soft);margin-left:8px}
h3{margin:0 0 10px;font-size:14px;color:var(--soft);font-weight:600}
nav a{display:inline-block;margin:0 12px 4px 0;color:#1f5f99}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:16px;align-items:start}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;min-width:0}
article.email{grid-column:1/-1}
.email-parts{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:16px}
@media (max-width:760px){.email-parts{grid-template-columns:1fr}}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
.email pre{font-size:13px;color:var(--soft);border-left:3px solid var(--line);padding-left:12px}
.whatsapp pre{background:#dcf8c6;border-radius:10px 10px 10px 2px;padding:10px 12px;font-size:14px}
.sms pre{background:#e5e9ee;border-radius:14px 14px 14px 2px;padding:10px 14px;font-size:14px}
.letter pre,.call pre{font-size:13px}
.letter pre{border:1px solid var(--line);padding:18px;font-family:Georgia,serif}
.pay{display:block;text-align:center;background:#fff;border:1px solid var(--line);border-radius:8px;padding:7px;margin-top:4px;color:#1f7aba}
.preheader{color:var(--soft)}
iframe{width:100%;height:960px;border:1px solid var(--line);border-radius:6px}
.warning{color:#8a4b00;font-size:13px}.error{color:#a1221c}
</style></head><body><main><h1>{{title}}</h1>
<nav>{{#each stages}}<a href="#{{key}}">{{name}}</a>{{/each}}</nav>
{{#each stages}}<section id="{{key}}"><h2>{{name}}<code>{{key}}</code></h2><div class="grid">
{{#each messages}}<article class="{{channel}}"><h3>{{heading}}</h3>
{{#if subject}}<p><strong>{{subject}}</strong>{{#if preheader}}<br /><span class="preheader">{{preheader}}</span>{{/if}}</p>{{/if}}
{{#if error}}<p class="error">{{error}}</p>{{/if}}
{{#if html}}<div class="email-parts"><iframe title="{{../name}}" sandbox="" srcdoc="{{html}}"></iframe><pre>{{text}}</pre></div>{{else}}{{#if text}}<pre>{{text}}</pre>{{/if}}{{/if}}
{{#if button}}<span class="pay">{{button}}</span>{{/if}}
{{#each warnings}}<p class="warning">{{text}}</p>{{/each}}
</article>{{/each}}</div></section>{{/each}}
</main></body></html>
`;
