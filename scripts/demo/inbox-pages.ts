import type { IncomingMessage, ServerResponse } from 'node:http';

import type { InboxMail } from './inbox';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const STYLE = `
  :root { color-scheme: light dark; --line: #d8dbe0; --soft: #f4f5f7; --ink: #1d2430; --dim: #5d6675; --link: #0b5cad; --page: #fff }
  @media (prefers-color-scheme: dark) { :root { --line: #3a4150; --soft: #232936; --ink: #e8ebf0; --dim: #a4adbb; --link: #7db7f5; --page: #181c25 } }
  * { box-sizing: border-box }
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page) }
  main { max-width: 1060px; margin: 0 auto; padding: 24px 16px 48px }
  h1 { font-size: 22px; margin: 0 0 4px } h2 { font-size: 16px; margin: 28px 0 8px }
  p { margin: 0 0 16px; color: var(--dim) } a { color: var(--link) }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
  th { color: var(--dim); font-weight: 600; white-space: nowrap }
  td.number { color: var(--dim); font-variant-numeric: tabular-nums; width: 4em }
  iframe { width: 100%; max-width: 100%; height: 720px; border: 1px solid var(--line); background: #fff }
  iframe.phone { width: 390px }
  pre { background: var(--soft); padding: 12px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere }
  nav { display: flex; gap: 16px; flex-wrap: wrap; margin: 0 0 12px }
`;

function page(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>` +
    `<body><main>${body}</main></body></html>`
  );
}

function listPage(mails: readonly InboxMail[]): string {
  const rows = mails
    .map(
      ({ number, recipients, parsed }) =>
        `<tr><td class="number">${number}</td><td>${escape(recipients.join(', '))}</td>` +
        `<td><a href="/mail/${number}">${escape(parsed.subject || '(no subject)')}</a></td></tr>`,
    )
    .reverse()
    .join('');
  const count = mails.length === 1 ? 'One mail' : `${mails.length} mails`;
  const table =
    mails.length === 0
      ? ''
      : `<table><thead><tr><th>No.</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>`;
  return page(
    `Inbox (${mails.length})`,
    `<h1>Local inbox</h1><p>${count} so far, newest first. This inbox is on your machine; nothing was sent to anybody. ` +
      `<a href="/">Look again</a></p>${table}`,
  );
}

function mailPage({ number, recipients, parsed }: InboxMail, phone: boolean): string {
  const headers = parsed.headerLines
    .map(
      ({ key, line }) => `<tr><th>${escape(key)}</th><td>${escape(line.slice(line.indexOf(':') + 1).trim())}</td></tr>`,
    )
    .join('');
  const attachments = parsed.attachments
    .map(
      ({ filename, contentType, size }) =>
        `<li>${escape(filename ?? '(unnamed)')}: ${escape(contentType)}, ${size} bytes</li>`,
    )
    .join('');
  return page(
    parsed.subject || '(no subject)',
    `<nav><a href="/">All mails</a><a href="/mail/${number}">As on a desktop</a><a href="/mail/${number}?phone">As on a phone</a>` +
      `<a href="/mail/${number}/raw">Raw</a></nav>` +
      `<h1>${escape(parsed.subject || '(no subject)')}</h1><p>To ${escape(recipients.join(', '))}</p>` +
      `<iframe title="The mail" sandbox class="${phone ? 'phone' : ''}" src="/mail/${number}/html"></iframe>` +
      (attachments === '' ? '' : `<h2>Attachments</h2><ul>${attachments}</ul>`) +
      `<h2>Text version</h2><pre>${escape(parsed.text ?? '(none)')}</pre>` +
      `<h2>Headers</h2><table><tbody>${headers}</tbody></table>`,
  );
}

/** Answers one request of a browser: the list, one mail, its HTML alone, or its raw bytes. */
export function answerPage(mails: readonly InboxMail[], request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://inbox');
  const send = (
    status: number,
    type: string,
    body: string | Buffer,
    policy = "default-src 'self'; style-src 'unsafe-inline'",
  ) => {
    response.writeHead(status, {
      'content-type': type,
      'content-security-policy': policy,
      'cache-control': 'no-store',
    });
    response.end(body);
  };
  const html = 'text/html; charset=utf-8';
  if (pathname === '/') return send(200, html, listPage(mails));
  const match = /^\/mail\/(\d+)(\/html|\/raw)?$/.exec(pathname);
  const mail = match ? mails[Number(match[1]) - 1] : undefined;
  if (!mail) return send(404, html, page('Not here', '<h1>There is no such mail</h1><p><a href="/">All mails</a></p>'));
  if (match?.[2] === '/raw') return send(200, 'text/plain; charset=utf-8', mail.raw);
  if (match?.[2] === '/html') {
    const body = mail.parsed.html || `<pre>${escape(mail.parsed.text ?? '')}</pre>`;
    // A mail may show its own styles and embedded pictures; it may load and run nothing.
    return send(200, html, body, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
  }
  send(200, html, mailPage(mail, searchParams.has('phone')));
}
