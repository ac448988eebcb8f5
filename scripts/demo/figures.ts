import { OUTCOMES } from '../../dunning/cadence/stage';
import type { Outcome } from '../../dunning/cadence/stage';
import { add, view, zero } from '../../dunning/invoice/money';
import type { Money, MoneyView } from '../../dunning/invoice/money';
import type { DunningData } from '../../dunning/item';
import { itemsOf } from '../host/n8n-types';
import type { Execution, Item, WorkflowJson } from '../host/n8n-types';
import { nodeOfType } from './cadence';

/** How often something happened, with one sentence that explains it. */
export interface Count {
  code: string;
  words: string;
  count: number;
}

/** One stage of the cadence: how many debts are at it, by what is done with them today. */
export interface StageCount {
  key: string;
  label: string;
  level: number;
  outcomes: Record<Outcome, number>;
}

export interface CurrencyFigures {
  currency: string;
  /** Balances of all debts that are not closed. */
  open: MoneyView;
  /** Of those, past due. */
  overdue: MoneyView;
  /** What the messages of this run were about. */
  written: MoneyView;
}

/** What one run of the cadence did, counted from the items in its execution. */
export interface Figures {
  rows: number;
  customers: number;
  /** Rows that could not be read, by what was wrong. */
  unreadable: Item[];
  outcomes: Record<Outcome, number>;
  stages: StageCount[];
  unwritable: Item[];
  verdicts: Record<'allow' | 'defer' | 'block', number>;
  verdictReasons: Array<Count & { decision: string }>;
  claimed: number;
  skipped: Count[];
  deliveries: Count[];
  currencies: CurrencyFigures[];
}

const dunningOf = (item: Item): DunningData => (item.json.dunning ?? {}) as DunningData;

function counted<T>(things: T[], describe: (thing: T) => { code: string; words: string }): Count[] {
  const counts = new Map<string, Count>();
  for (const thing of things) {
    const { code, words } = describe(thing);
    const known = counts.get(code);
    if (known) known.count += 1;
    else counts.set(code, { code, words, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const noOutcomes = (): Record<Outcome, number> => ({ due: 0, waiting: 0, on_hold: 0, needs_review: 0, closed: 0 });

function stageCounts(items: Item[]): StageCount[] {
  const stages = new Map<string, StageCount>();
  for (const { stage } of items.map(dunningOf)) {
    if (!stage) continue;
    const key = stage.key ?? '';
    const known = stages.get(key) ?? {
      key,
      label: stage.label?.en ?? 'No stage yet',
      level: stage.level ?? -1,
      outcomes: noOutcomes(),
    };
    known.outcomes[stage.outcome] += 1;
    stages.set(key, known);
  }
  return [...stages.values()].sort((a, b) => a.level - b.level);
}

function currencyFigures(classified: DunningData[], written: DunningData[]): CurrencyFigures[] {
  const sum = (currency: string, amounts: Money[]): MoneyView =>
    view(amounts.reduce((total, amount) => add(total, amount), zero(currency)));
  const open = classified.filter(({ stage }) => stage?.outcome !== 'closed').flatMap(({ debt }) => debt ?? []);
  const about = written.flatMap(({ debt }) => debt ?? []);
  const currencies = [...new Set(open.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const ours = open.filter((debt) => debt.currency === currency);
    return {
      currency,
      open: sum(
        currency,
        ours.map(({ balance }) => balance),
      ),
      overdue: sum(
        currency,
        ours.map(({ overdue }) => overdue),
      ),
      written: sum(
        currency,
        about.filter((debt) => debt.currency === currency).map(({ balance }) => balance),
      ),
    };
  });
}

/** Counts what happened in one execution of the daily cadence. */
export function figuresOf(workflow: WorkflowJson, execution: Execution): Figures {
  const items = (type: string, output?: number, parameters?: Record<string, unknown>) =>
    itemsOf(execution, nodeOfType(workflow, type, parameters).name, output);

  const classified = items('invoiceStageClassifier');
  const readable = classified.filter((item) => dunningOf(item).stage !== undefined);
  const judged = items('complianceGate').flatMap((item) => dunningOf(item).verdict ?? []);
  const sends = items('dunningEmail').map(dunningOf);
  const outcomes = noOutcomes();
  for (const outcome of OUTCOMES) {
    outcomes[outcome] = readable.filter((item) => dunningOf(item).stage?.outcome === outcome).length;
  }
  const verdicts = { allow: 0, defer: 0, block: 0 };
  for (const { decision } of judged) verdicts[decision] += 1;
  const verdictReasons = (['allow', 'defer', 'block'] as const).flatMap((decision) =>
    counted(
      judged.filter((verdict) => verdict.decision === decision),
      ({ reasonCode, reason }) => ({ code: reasonCode, words: reason.en }),
    ).map((count) => ({ ...count, decision })),
  );
  return {
    rows: items('extractFromFile').length,
    customers: new Set(readable.map((item) => dunningOf(item).debt?.customer.id)).size,
    unreadable: classified.filter((item) => dunningOf(item).stage === undefined),
    outcomes,
    stages: stageCounts(readable),
    unwritable: items('dunningTemplateRenderer', 1),
    verdicts,
    verdictReasons,
    claimed: items('deliveryTracker', 0, { operation: 'claim' }).length,
    skipped: counted(items('deliveryTracker', 1, { operation: 'claim' }), (item) => {
      const { contact } = dunningOf(item);
      if (contact?.decision !== 'skip') return { code: 'error', words: String(item.json.error) };
      return { code: contact.reasonCode, words: contact.reason.en };
    }),
    deliveries: counted(sends, ({ delivery }) => ({
      code: delivery?.outcome ?? 'not_sent',
      words: delivery?.detail ?? '',
    })),
    currencies: currencyFigures(
      readable.map(dunningOf),
      sends.filter(({ delivery }) => delivery?.outcome === 'sent'),
    ),
  };
}
