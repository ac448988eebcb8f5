import { median } from './figure';
import type { Figure } from './figure';
import { createRenderer } from '../dunning/message/render';
import { sampleFor } from '../dunning/message/sample';
import type { Debt, OpenItem } from '../dunning/invoice/debt';
import { money, view } from '../dunning/invoice/money';
import { buildContext, senderOf } from '../dunning/message/context';
import { emailTemplates } from '../dunning/message/email';
import { LocaleFormat } from '../dunning/message/format';
import { TemplateSet } from '../dunning/message/template-set';
import { findTexts, stageTexts } from '../dunning/message/texts';

const MESSAGES = 20_000;
const MEMORY_MESSAGES = 200_000;
const STAGE = 'first_reminder';
const LOCALE = 'es-MX';
const ROUNDS = 5;

const sample = sampleFor(LOCALE);

/** Debts that differ in number, amount and date, as a run's do. */
function debts(count: number): Debt[] {
  const base = sample.debt(STAGE, 1);
  const item = base.openItems[0];
  if (!item) throw new Error('the sample has no invoice');
  return Array.from({ length: count }, (_, index) => {
    const balance = view(money(100_000 + index * 37, base.currency));
    const openItem: OpenItem = { ...item, number: `F-${index}`, total: balance, balance };
    return { ...base, openItems: [openItem], balance, overdue: balance };
  });
}

function secondsOf(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/**
 * 20,000 mails (HTML, text, subject) with everything the node adds, against the same compiled templates called in a bare loop
 * over ready contexts; and what memory 200,000 leave behind.
 */
export async function run(): Promise<Figure[]> {
  const all = debts(MESSAGES);
  const stages = all.map((debt) => sample.stage(STAGE, debt));
  const renderer = createRenderer(sample.settings);
  const render = (index: number) => {
    const debt = all[index % MESSAGES];
    const stage = stages[index % MESSAGES];
    if (debt && stage) renderer.render({ debt, stage, channel: 'email', asOf: sample.asOf, locale: LOCALE });
  };

  const { texts } = findTexts(LOCALE);
  const set = new TemplateSet(STAGE, 'email', texts, 'neutral', undefined, true, { ...senderOf(sample.settings) });
  const templates = emailTemplates(set, stageTexts(texts, STAGE).email, STAGE);
  const format = new LocaleFormat(LOCALE);
  const contexts = all.map((debt, index) => {
    const stage = stages[index] ?? sample.stage(STAGE, debt);
    return buildContext(sample.settings, {
      debt,
      stage,
      asOf: sample.asOf,
      extras: {},
      terms: texts.terms,
      language: 'es',
    });
  });
  const bare = [templates.subject, templates.preheader, templates.text, templates.html];
  let written = 0;
  const bareLoop = () => {
    for (const context of contexts) {
      const budget = { rounds: 0 };
      for (const template of bare) written += template(context, format, budget).length;
    }
  };
  const ours = () => {
    for (let index = 0; index < MESSAGES; index += 1) render(index);
  };
  ours();
  bareLoop();
  // In turns, so that what else the machine does falls on both.
  const ourRounds: number[] = [];
  const bareRounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ourRounds.push(secondsOf(ours));
    bareRounds.push(secondsOf(bareLoop));
  }
  const oursSeconds = median(ourRounds);
  const bareSeconds = median(bareRounds);

  const before = heapUsed();
  for (let index = 0; index < MEMORY_MESSAGES; index += 1) render(index);
  const grown = (heapUsed() - before) / 1024 / 1024;

  return [
    {
      name: 'mails rendered (HTML, text, subject)',
      value: MESSAGES / oursSeconds,
      unit: '1/s',
      against: `the same templates in a bare loop, ${Math.round(MESSAGES / bareSeconds)}/s`,
      ratio: bareSeconds / oursSeconds,
    },
    {
      name: '20,000 mails, without n8n',
      value: oursSeconds,
      unit: 's',
    },
    { name: 'heap left behind by 200,000 mails', value: grown, unit: 'MiB' },
    { name: 'characters of one mail', value: written / MESSAGES / (ROUNDS + 1), unit: 'characters' },
  ];
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
