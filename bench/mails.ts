import type { Debt, OpenItem } from '../dunning/invoice/debt';
import { money, view } from '../dunning/invoice/money';
import { buildContext, senderOf } from '../dunning/message/context';
import { emailTemplates } from '../dunning/message/email';
import type { EmailTemplates } from '../dunning/message/email';
import type { Compiled } from '../dunning/message/engine/compile';
import { bothForms } from '../dunning/message/engine/compile';
import type { FindBlock } from '../dunning/message/engine/inspect';
import { LocaleFormat } from '../dunning/message/format';
import { createRenderer } from '../dunning/message/render';
import { sampleFor } from '../dunning/message/sample';
import { TemplateSet } from '../dunning/message/template-set';
import { findTexts, stageTexts } from '../dunning/message/texts';

const STAGE = 'first_reminder';
const LOCALE = 'es-MX';

/** The same templates as Handlebars compiles and runs them. */
class HandlebarsSet extends TemplateSet {
  override compile(mode: 'html' | 'text', part: string, source: string, block: FindBlock): Compiled {
    return bothForms(mode, part ? `${this.name}/${part}` : this.name, source, block, this.constants).handlebars;
  }
}

/** Three ways to write the same mails; each call writes one and gives its length in characters. */
export interface Mails {
  /** All that the node does: checks, context, headers, HTML, text, subject, warnings. */
  ours(index: number): number;
  /** Only Handlebars' compiled templates, over a ready context. */
  handlebars(index: number): number;
  /** Only our templates as they are worked out beforehand, over a ready context. */
  planned(index: number): number;
}

/** Mails about so many debts that differ in number, amount and day, as a run's do; `index` may go beyond. */
export function mails(count: number): Mails {
  const sample = sampleFor(LOCALE);
  const all = debts(count);
  const stages = all.map((debt) => sample.stage(STAGE, debt));
  const renderer = createRenderer(sample.settings);
  const { texts } = findTexts(LOCALE);
  const format = new LocaleFormat(LOCALE);
  const contexts = all.map((debt, index) => {
    const stage = stages[index] ?? sample.stage(STAGE, debt);
    const { asOf } = sample;
    return buildContext(sample.settings, { debt, stage, asOf, extras: {}, terms: texts.terms, language: 'es' });
  });
  const write = (Set: typeof TemplateSet) => {
    const set = new Set(STAGE, 'email', texts, 'neutral', undefined, true, { ...senderOf(sample.settings) });
    const made: EmailTemplates = emailTemplates(set, stageTexts(texts, STAGE).email, STAGE);
    const templates = [made.subject, made.preheader, made.text, made.html];
    return (index: number) => {
      const budget = { rounds: 0 };
      const context = contexts[index % count] ?? {};
      return templates.reduce((length, template) => length + template(context, format, budget).length, 0);
    };
  };
  return {
    ours: (index) => {
      const debt = all[index % count];
      const stage = stages[index % count];
      if (!debt || !stage) return 0;
      const mail = renderer.render({ debt, stage, channel: 'email', asOf: sample.asOf, locale: LOCALE });
      return mail.channel === 'email' ? mail.html.length + mail.text.length : 0;
    },
    handlebars: write(HandlebarsSet),
    planned: write(TemplateSet),
  };

  function debts(many: number): Debt[] {
    const base = sample.debt(STAGE, 1);
    const item = base.openItems[0];
    if (!item) throw new Error('the sample has no invoice');
    return Array.from({ length: many }, (_, index) => {
      const balance = view(money(100_000 + index * 37, base.currency));
      const openItem: OpenItem = { ...item, number: `F-${index}`, total: balance, balance };
      return { ...base, openItems: [openItem], balance, overdue: balance };
    });
  }
}
