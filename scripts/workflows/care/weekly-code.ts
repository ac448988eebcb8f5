import { settingRef } from '../parts';

/**
 * What the Code node of the weekly summary runs: all timelines in, one item with the words out. It is text, because it runs in n8n;
 * the suite in `test/e2e/flows/weekly-suite.ts` runs it there.
 */
export const COUNT_IT = String.raw`
const asOf = ${settingRef('asOf')};
const until = asOf ? DateTime.fromISO(asOf, { zone: $now.zoneName }).endOf('day') : $now;
const since = until.minus({ days: Number(${settingRef('days')}) });
const within = (at) => { const when = DateTime.fromISO(at); return when > since && when <= until; };
const timelines = $input.all().map(({ json }) => json).filter((one) => Array.isArray(one.contacts));

const sent = timelines.flatMap(({ contacts }) => contacts).filter(({ at, status }) => within(at) && status !== 'released');
const reached = ['delivered', 'read', 'replied'];
const count = (list, test) => list.filter(test).length;
const percent = (part, whole) => (whole === 0 ? '' : ' (' + Math.round((100 * part) / whole) + ' %)');
const words = (text) => text.replaceAll('_', ' ');
const group = (list, nameOf) => { const found = new Map(); for (const one of list) found.set(nameOf(one), [...(found.get(nameOf(one)) ?? []), one]); return found; };

const rows = [...group(sent, ({ level, stage, channel }) => JSON.stringify([level, stage, channel]))]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, list]) => {
    const [, stage, channel] = JSON.parse(name);
    return [words(stage), channel, list.length, count(list, ({ status }) => reached.includes(status)), count(list, ({ status }) => ['bounced', 'failed'].includes(status))];
  });

const payments = timelines.flatMap(({ standing }) => standing?.payments ?? []).filter(({ status, at }) => ['paid', 'refunded'].includes(status) && within(at));
const money = (minor, currency) => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits).replace(/\u00a0/g, ' ');
};
const income = [...group(payments.filter(({ amount }) => amount.currency !== 'XXX'), ({ amount }) => amount.currency)]
  .map(([currency, list]) => money(list.reduce((sum, one) => sum + one.amount.minor - (one.refunded ?? 0), 0), currency) + ' in ' + list.length + ' payment(s)');

const today = until.toISODate();
const holds = timelines.flatMap(({ customerId, standing }) => (standing?.holds ?? []).map((one) => ({ ...one, customerId })))
  .filter(({ releasedAt, hold }) => !releasedAt && (!hold.until || hold.until >= today));
const uncertain = timelines.flatMap(({ contacts }) => contacts).filter(({ status }) => status === 'uncertain');
const gone = timelines.filter(({ contacts, events }) => (events ?? []).some(({ type, permanent, at }) => type === 'bounced' && permanent !== false && within(at)));
const refused = timelines.filter(({ standing }) => (standing?.refused ?? []).length > 0);

const customers = (list) => [...new Set(list.map(({ customerId }) => customerId))];
const named = (list) => { const ids = customers(list); return ids.slice(0, 10).join(', ') + (ids.length > 10 ? ' and ' + (ids.length - 10) + ' more' : ''); };
const person = [
  uncertain.length ? uncertain.length + ' message(s) may or may not have gone out: ' + named(uncertain) + '. Look at your mail or WhatsApp account, then use the Delivery Tracker (Settle).' : '',
  gone.length ? gone.length + ' customer(s) with an address that no longer works: ' + named(gone) + '. Correct it in your system.' : '',
  ...[...group(holds, ({ hold }) => hold.kind)].map(([kind, list]) => list.length + ' hold(s), ' + ({ manual: 'paused by an answer or by hand', promise: 'promise to pay', plan: 'payment plan', deceased: 'customer has died', insolvent: 'insolvency', legal: 'legal proceedings' }[kind] ?? words(kind)) + ': ' + named(list) + '.'),
  refused.length ? refused.length + ' customer(s) refuse a channel: ' + named(refused) + '.' : '',
].filter((one) => one);

const facts = [
  sent.length + ' message(s) to ' + customers(sent).length + ' customer(s).',
  count(sent, ({ status }) => reached.includes(status)) + ' arrived' + percent(count(sent, ({ status }) => reached.includes(status)), sent.length)
    + ', ' + count(sent, ({ status }) => ['read', 'replied'].includes(status)) + ' were read or answered, '
    + count(sent, ({ status }) => ['bounced', 'failed'].includes(status)) + ' came back or failed.',
  income.length ? 'Received from these customers: ' + income.join('; ') + '.' : 'No payment of these customers was recorded.',
];
const title = 'Reminders, ' + since.plus({ days: 1 }).toISODate() + ' to ' + today;
const head = ['Stage', 'Channel', 'Sent', 'Arrived', 'Came back or failed'];
const html = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const cells = (tag, row) => '<tr>' + row.map((one) => '<' + tag + ' align="left" style="padding:4px 12px 4px 0">' + html(one) + '</' + tag + '>').join('') + '</tr>';
const list = (lines) => '<ul>' + lines.map((line) => '<li>' + html(line) + '</li>').join('') + '</ul>';
return [{ json: {
  title,
  text: [title, facts.join('\n'), rows.length ? [head, ...rows].map((row) => row.join(' | ')).join('\n') : '', person.length ? 'For a person:\n- ' + person.join('\n- ') : 'Nothing waits for a person.'].filter((one) => one).join('\n\n'),
  html: '<div style="font-family:sans-serif"><h2>' + html(title) + '</h2>' + list(facts) + (rows.length ? '<table>' + cells('th', head) + rows.map((row) => cells('td', row)).join('') + '</table>' : '') + '<h3>For a person</h3>' + (person.length ? list(person) : '<p>Nothing waits for a person.</p>') + '</div>',
} }];
`.trim();
