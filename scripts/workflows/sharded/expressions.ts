import { CLASSIFY } from '../cores/front';
import { settingRef } from '../parts';
import { AGAIN, ANSWERS, ANSWERS_AGAIN, BOOK, PARTS } from './names';

/*
 * n8n works out an expression in a room of its own, and whatever the expression looks at is carried there: cheap for numbers, a second
 * and more for a whole book. So the book is looked at once, by a Code node, and expressions see only numbers and answers.
 */

const run = (body: string): string => `={{ (() => { ${body.trim().replace(/\s*\n\s*/g, ' ')} })() }}`;

/** The outcomes of reminders, in the order of the summary. */
export const OUTCOMES = ['sent', 'skipped', 'later', 'notAllowed', 'failed', 'uncertain', 'needsAPerson'] as const;

const SUM = `
const outcomes = ${JSON.stringify(OUTCOMES).replaceAll('"', "'")};
const total = (answers) => Object.fromEntries(outcomes.map((name) =>
  [name, answers.reduce((sum, one) => sum + (one.noAnswer ? 0 : Number(one[name] ?? 0)), 0)]));
`;

/**
 * The book in parts: each holds whole customers, and its reminders as the text of the call. The numbers of the whole book stand on each
 * part; where nothing is due, on a part without a number.
 */
export const partsCode = `
const size = Number(${settingRef('messagesPerPart')}) || 250;
const [due, waiting, onHold, toReview, closed] = [0, 1, 2, 3, 4].map((output) => $('${CLASSIFY}').all(output));
const groups = [];
const customers = new Map();
for (const { json } of due) {
  const { account, customer } = json.dunning.debt;
  const key = JSON.stringify([account ?? '', customer.id]);
  let group = customers.get(key);
  if (!group) {
    group = [];
    customers.set(key, group);
    groups.push(group);
  }
  group.push(json);
}
const parts = [];
for (const group of groups) {
  const last = parts[parts.length - 1];
  if (last && last.reminders.length + group.length <= size) {
    last.reminders = last.reminders.concat(group);
    last.customers += 1;
  } else parts.push({ reminders: group, customers: 1 });
}
const why = ({ error, dunning }) => error?.message ?? error ?? dunning?.stage?.reason?.en ?? dunning?.stage?.reason ?? 'cannot be read';
const book = {
  startedAt: $now.toISO(), parts: parts.length, messages: due.length,
  nothingToday: waiting.length, onHold: onHold.length, toReview: toReview.length, paidOrClosed: closed.length,
  unreadable: toReview.slice(0, 10).map(({ json }) => ({ who: json.dunning?.debt?.customer?.name ?? 'an invoice', why: String(why(json)) })),
};
const run = $execution.id;
const of = parts.length;
if (of === 0) return [{ json: { part: 0, of, customers: 0, messages: 0, book } }];
return parts.map(({ reminders, customers }, index) => {
  const part = index + 1;
  return { json: { part, of, customers, messages: reminders.length, book, body: JSON.stringify({ run, part, of, reminders }) } };
});
`.trim();

/** What is sent to a worker the second time. */
export const bodyAgain = `={{ $('${PARTS}').all(0)[$json.part - 1].json.body }}`;

/** One round’s answers, beside the parts they are about: requests and answers come in the same order. */
export const answers = (asked: string): string =>
  run(`
const parts = $('${asked}').all(1);
return $input.all().map(({ json, error }, index) => {
  const { part, customers, messages } = parts[index].json;
  const wrong = json.error ?? error;
  if (!wrong && json.part === part) return json;
  const why = String(wrong?.message ?? wrong ?? 'The answer is not that of a part: check “Address of one part” in Your settings.');
  const silent = /tim(e|ed)[ -]?out|ECONNABORTED/i.test(why + ' ' + String(wrong?.code ?? ''));
  return { part, customers, messages, noAnswer: true, silent, why };
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
const { startedAt, messages, parts } = $('${BOOK}').first().json.book;
const answered = answers.filter(({ noAnswer }) => !noAnswer).length;
return { run: $execution.id, startedAt, state: 'sending', parts, answered, messages, ...total(answers), lastAnswerAt: $now.toISO() };
`);

/** All that is to be said at the end. */
export const summary = run(`
${SUM}
const { book } = $('${BOOK}').first().json;
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
  parts: book.parts, answered: answers.length - lost.length, askedAgain: second.length, messages: book.messages, ...sums, lastAnswerAt: $now.toISO(),
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
