import { CLASSIFY } from '../cores/front';
import { settingRef } from '../parts';
import { AGAIN, ANSWERS, ANSWERS_AGAIN, PARTS } from './names';

/*
 * Expressions instead of Code nodes: n8n hands a Code node’s items to another process and back, which for a large book is hundreds of
 * megabytes; an expression in a node that runs once looks at them where they are.
 */

const run = (body: string): string => `={{ (() => { ${body.trim().replace(/\s*\n\s*/g, ' ')} })() }}`;

/** The outcomes of reminders, in the order of the summary. */
export const OUTCOMES = ['sent', 'skipped', 'later', 'notAllowed', 'failed', 'uncertain', 'needsAPerson'] as const;

const SUM = `
const outcomes = ${JSON.stringify(OUTCOMES).replaceAll('"', "'")};
const total = (answers) => Object.fromEntries(outcomes.map((name) =>
  [name, answers.reduce((sum, one) => sum + (one.noAnswer ? 0 : Number(one[name] ?? 0)), 0)]));
`;

/** The book in parts: each holds whole customers, and says by position which reminders of the classifier are its own. */
export const parts = run(`
const size = Number(${settingRef('messagesPerPart')}) || 250;
const groups = [];
const customers = new Map();
$('${CLASSIFY}').all(0).forEach((item, index) => {
  const { account, customer } = item.json.dunning.debt;
  const key = JSON.stringify([account ?? '', customer.id]);
  let group = customers.get(key);
  if (!group) {
    group = [];
    customers.set(key, group);
    groups.push(group);
  }
  group.push(index);
});
const parts = [];
for (const positions of groups) {
  const last = parts[parts.length - 1];
  if (last && last.positions.length + positions.length <= size) {
    last.positions = last.positions.concat(positions);
    last.customers += 1;
  } else parts.push({ positions, customers: 1 });
}
return parts.map(({ positions, customers }, index) =>
  ({ part: index + 1, of: parts.length, customers, messages: positions.length, positions }));
`);

/** How many items the classifier put out at an output. */
export const count = (output: number): string => `={{ $('${CLASSIFY}').all(${output}).length }}`;

/** The first rows that could not be read, with the reason. */
export const unreadable = run(`
return $('${CLASSIFY}').all(3).slice(0, 10).map(({ json }) => {
  const error = json.error?.message ?? json.error ?? json.dunning?.stage?.reason?.en ?? json.dunning?.stage?.reason;
  return { who: json.dunning?.debt?.customer?.name ?? 'an invoice', why: String(error ?? 'cannot be read') };
});
`);

/** What is sent to a worker: the part with its reminders, as the classifier left them. */
export const partBody = run(`
const book = $('${CLASSIFY}').all(0);
const { part, of, positions } = $json;
return { run: $execution.id, part, of, reminders: positions.map((position) => book[position].json) };
`);

/** One round’s answers, beside the parts they are about: requests and answers come in the same order. */
export const answers = (asked: string): string =>
  run(`
const parts = $('${asked}').all(1);
return $input.all().map(({ json, error }, index) => {
  const { part, customers, messages, positions } = parts[index].json;
  const wrong = json.error ?? error;
  if (!wrong && json.part === part) return json;
  const why = String(wrong?.message ?? wrong ?? 'The answer is not that of a part: check partAddress in Your settings.');
  const silent = /tim(e|ed)[ -]?out|ECONNABORTED/i.test(why + ' ' + String(wrong?.code ?? ''));
  return { part, customers, messages, positions, noAnswer: true, silent, why };
});
`);

const ROUNDS = `
const rounds = [];
for (let round = 0; round <= $runIndex; round += 1) rounds.push($('${ANSWERS}').first(0, round).json.answers);
const answers = rounds.flat();
`;

/** Where the run stands after this round, as one row. */
export const progress = run(`
${SUM} ${ROUNDS}
const { startedAt, messages, parts } = $('${PARTS}').first().json;
const answered = answers.filter(({ noAnswer }) => !noAnswer).length;
return { run: $execution.id, startedAt, state: 'sending', parts: parts.length, answered, messages, ...total(answers), lastAnswerAt: $now.toISO() };
`);

/** All that is to be said at the end. */
export const summary = run(`
${SUM}
const book = $('${PARTS}').first().json;
const first = $('${AGAIN}').isExecuted ? $('${AGAIN}').first().json.answers : [];
const second = $('${ANSWERS_AGAIN}').isExecuted
  ? $input.all().flatMap(({ json }) => json.answers ?? []) : [];
const answers = first.filter(({ part }) => !second.some((one) => one.part === part)).concat(second);
const lost = answers.filter(({ noAnswer }) => noAnswer).map(({ part, customers, messages, why }) => ({ part, customers, messages, why }));
const sums = total(answers);
const skippedBecause = {};
answers.forEach((one) => Object.entries(one.skippedBecause ?? {}).forEach(([why, many]) => { skippedBecause[why] = (skippedBecause[why] ?? 0) + many; }));
const people = answers.flatMap((one) => one.people ?? []).concat(book.unreadable).slice(0, 20);
const toLookAt = sums.failed + sums.uncertain + sums.needsAPerson + book.toReview;
return {
  run: $execution.id, startedAt: book.startedAt, state: lost.length > 0 ? 'parts without an answer' : 'finished',
  parts: book.parts.length, answered: answers.length - lost.length, askedAgain: second.length, messages: book.messages, ...sums, lastAnswerAt: $now.toISO(),
  seconds: Math.round(($now.toMillis() - DateTime.fromISO(book.startedAt).toMillis()) / 1000),
  nothingToday: book.nothingToday, onHold: book.onHold, toReview: book.toReview, paidOrClosed: book.paidOrClosed,
  skippedBecause, people, toLookAt, partsWithoutAnswer: lost, withoutAnswer: lost.reduce((sum, { messages }) => sum + messages, 0),
};
`);

/** The summary in words, for a mail. */
export const summaryText = run(`
const s = $json;
const lines = [
  'Reminders of ' + s.startedAt.slice(0, 10) + ', ' + s.parts + ' part(s), ' + s.seconds + ' seconds.', '',
  'Sent: ' + s.sent,
  'Skipped: ' + s.skipped,
  ...Object.entries(s.skippedBecause).map(([why, many]) => '  ' + many + ': ' + why),
  'Later, because today or at this hour it is not allowed: ' + s.later,
  'Not allowed by the law or the customer: ' + s.notAllowed,
  'Not sent, the mail server refused them: ' + s.failed,
  'Nobody knows whether they went out: ' + s.uncertain,
  'Could not be written: ' + s.needsAPerson,
  'In parts without an answer: ' + s.withoutAnswer,
  ...(s.askedAgain > 0 ? ['Parts that were refused and sent again: ' + s.askedAgain + '. What was in the hands of a worker that stopped is sent by the next run.'] : []), '',
  'Of the rest of the book: nothing to do today ' + s.nothingToday + ', on hold or disputed ' + s.onHold + ', paid or closed ' + s.paidOrClosed + ', to be looked at by a person ' + s.toReview + '.',
];
if (s.people.length > 0) lines.push('', 'A person must look at:', ...s.people.map(({ who, why }) => '- ' + who + ': ' + why));
if (s.partsWithoutAnswer.length > 0) lines.push('', 'Parts without an answer. Nothing needs to be done: the next run sends what did not go out, and nobody gets a reminder twice.',
  ...s.partsWithoutAnswer.map(({ part, customers, messages, why }) => '- Part ' + part + ' (' + customers + ' customers, ' + messages + ' reminders): ' + why));
return lines.join('\\n');
`);

/** What the run says when it ends as failed; n8n hands it to the error workflow. */
export const needsAPerson = run(`
const s = $json;
const lost = s.partsWithoutAnswer.length > 0
  ? s.partsWithoutAnswer.length + ' part(s) with ' + s.withoutAnswer + ' reminder(s) gave no answer (part ' + s.partsWithoutAnswer.slice(0, 10).map(({ part }) => part).join(', ') + '): ' + s.partsWithoutAnswer[0].why + ' The next run sends what did not go out; nobody gets a reminder twice. ' : '';
const look = s.toLookAt > 0
  ? s.toLookAt + ' need(s) a person. The first: ' + (s.people[0] ? s.people[0].who + ': ' + s.people[0].why : 'see the summary') + ' ' : '';
return lost + look + 'Sent: ' + s.sent + ' of ' + s.messages + '; these stay sent.';
`);

/** What became of each reminder of one part, counted, and the first that need a person. */
export const partSummary = (webhook: string): string =>
  run(`
const { part, of, run, reminders } = $('${webhook}').first().json.body;
const went = ['sent', 'delivered', 'read', 'replied'];
const outcome = ({ error, dunning }) => {
  if (error) return 'needsAPerson';
  const status = dunning?.record?.status;
  if (status) return went.includes(status) ? 'sent' : status === 'uncertain' ? 'uncertain' : 'failed';
  if (dunning?.contact) return 'skipped';
  return dunning?.verdict?.decision === 'defer' ? 'later' : 'notAllowed';
};
const sums = Object.fromEntries(${JSON.stringify(OUTCOMES).replaceAll('"', "'")}.map((name) => [name, 0]));
const skippedBecause = {};
const people = [];
$input.all().forEach(({ json }) => {
  const name = outcome(json);
  sums[name] += 1;
  const { record, contact, debt } = json.dunning ?? {};
  if (name === 'skipped') { const why = contact.decision === 'skip' ? String(contact.reason?.en ?? contact.reasonCode) : 'Stopped right before sending: it was paid, put on hold or sent by another run.'; skippedBecause[why] = (skippedBecause[why] ?? 0) + 1; }
  if (['needsAPerson', 'failed', 'uncertain'].includes(name) && people.length < 10)
    people.push({ who: debt?.customer?.name ?? record?.customerId ?? 'a customer', why: String(record?.detail || (json.error?.message ?? json.error) || 'no answer') });
});
return { part, of, run, messages: reminders.length, ...sums, skippedBecause, people };
`);
