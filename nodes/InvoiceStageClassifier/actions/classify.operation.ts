import type { IExecuteFunctions, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import type { ClassifiedDebt } from '../../../dunning/cadence/classify';
import { classify } from '../../../dunning/cadence/classify';
import type { Policy } from '../../../dunning/cadence/policy';
import type { StageDecision } from '../../../dunning/cadence/stage';
import { OUTCOMES } from '../../../dunning/cadence/stage';
import { HOLIDAY_CALENDARS } from '../../../dunning/compliance/calendars';
import type { DunningData } from '../../../dunning/item';
import type { PastContact } from '../../../dunning/ledger/contact';
import { nodeError, problemItem } from '../../shared/errors';
import { withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perRun } from '../../shared/parameters';
import type { History, KnownBook } from '../history';
import { historyFromField, historyFromLedger } from '../history';
import type { ReadInvoices } from '../read-invoices';
import { readInvoices } from '../read-invoices';
import type { PanelPolicies } from '../policy';
import { checkPolicyName, namesPolicies, policyInput } from '../policy';
import { secondInput } from '../second-input';
import { asOfSetting, bookSettings } from '../settings';

export const option: INodePropertyOptions = {
  name: 'Classify',
  value: 'classify',
  action: 'Find the stage of each invoice',
  description: 'Which invoice is at which stage on one day, and why',
};

/** What an output item gets beside the debt itself. */
interface Frame {
  items: INodeExecutionData[];
  read: ReadInvoices;
  history: History | undefined;
  /** How far the ledger's payments are in the balances, or when those were read. */
  balanceOf: { readAt?: string; revisions: Map<string, number> | undefined };
  /** The moment the user named; absent in a run as of now. */
  asOf?: string;
}

/**
 * Reads the invoices of all items, decides the stage of each debt, and sorts the items by outcome (or, on request, those due
 * by stage). An item that cannot be read goes to *Needs review* with what was wrong (docs/decisions/bad-rows-need-review.md).
 * @throws InputError when the panel cannot be used or not one item can be read
 */
export async function execute(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const readAt = wallClock();
  const { policies, account, timeZone, read: settings } = bookSettings(context);
  const { asOf, fixed } = asOfSetting(context, timeZone);
  const book = withKnownPolicies(policies, await readInvoices(context, items, settings, secondInput(context)));
  if (book.invoices.length === 0 && book.failures[0]) refuse(context, book.failures[0]);

  const when = { asOf, timeZone };
  const { read, history, revisions } = await withHistory(context, items, account, policies.policy, book, when);
  const debts = classify({
    invoices: read.invoices,
    customers: read.customers,
    ...policyInput(policies, read),
    history,
    asOf,
    account,
    defaultTimeZone: timeZone,
    calendars: HOLIDAY_CALENDARS,
  });

  const sorter = outputSorter(policies.policy, perRun<string>(context, 'splitBy', 'outcome') === 'stage');
  const outputs: INodeExecutionData[][] = Array.from({ length: sorter.count }, () => []);
  // A run as of a fixed moment gives the same every time, so it does not say when it ran.
  const balanceOf = { revisions, ...(fixed ? {} : { readAt }) };
  const frame: Frame = { items, read, history, balanceOf, ...(fixed ? { asOf } : {}) };
  for (const classified of debts) outputs[sorter.outputOf(classified.stage)]?.push(debtItem(frame, classified));
  for (const { index, error } of read.failures) {
    const item = items[index];
    if (item) outputs[sorter.needsReview]?.push(problemItem(item, index, nodeError(context, error, index)));
  }
  return outputs;
}

/** An invoice that names a policy nobody knows is reported, not dunned by another one. */
function withKnownPolicies(policies: PanelPolicies, read: ReadInvoices): ReadInvoices {
  if (!namesPolicies(read)) return read;
  const failures = [...read.failures];
  const invoices = read.invoices.filter((invoice) => {
    try {
      checkPolicyName(policies, invoice.policyId ?? read.customers.get(invoice.customerId)?.policyId);
      return true;
    } catch (error) {
      failures.push({ index: read.itemOf.get(invoice.id) ?? 0, error });
      return false;
    }
  });
  return { ...read, invoices, failures };
}

async function withHistory(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
  account: string,
  policy: Policy,
  read: ReadInvoices,
  when: { asOf: string; timeZone: string },
): Promise<Omit<KnownBook, 'history'> & { history: History | undefined }> {
  switch (perRun<string>(context, 'earlierContacts', 'ledger')) {
    case 'none':
      return { read, history: undefined };
    case 'field':
      return historyFromField(items, filled(perRun(context, 'historyField', '')) ?? 'contacts', policy, read);
    default:
      return await historyFromLedger(context, account, read, when);
  }
}

/** Which output an answer goes to: one per outcome, or the first of them split into one per stage of the policy. */
function outputSorter({ stages }: Policy, byStage: boolean) {
  const first = byStage ? stages.length : 1;
  const at = (outcome: StageDecision['outcome']) => first - 1 + OUTCOMES.indexOf(outcome);
  return {
    count: first - 1 + OUTCOMES.length,
    needsReview: at('needs_review'),
    outputOf({ outcome, key, level = 0 }: StageDecision): number {
      if (outcome !== 'due') return at(outcome);
      if (!byStage) return 0;
      const same = stages.findIndex((stage) => stage.key === key);
      // A customer may follow another policy than the one the outputs are named after: the nearest stage takes its place.
      return same >= 0
        ? same
        : Math.max(
            0,
            stages.findLastIndex((stage) => stage.level <= level),
          );
    },
  };
}

const NO_CONTACTS: PastContact[] = [];

/** The item of a debt: the fields of the first invoice it is made of, and the debt, its stage and its history. */
function debtItem(
  { items, read, history, balanceOf, asOf }: Frame,
  { debt, stage, sources }: ClassifiedDebt,
): INodeExecutionData {
  const indexes = sources.map((source) => read.itemOf.get(read.invoices[source]?.id ?? '') ?? 0);
  const [first = 0] = indexes;
  const past = history?.get(debt.customer.id) ?? NO_CONTACTS;
  const warnings = read.warningsOf.size === 0 ? [] : indexes.flatMap((index) => read.warningsOf.get(index) ?? []);
  // What could not be charged must be seen by a person, not only by who opens the split.
  if (stage.split?.unknown !== undefined) warnings.push(`Late Fees and Interest: ${stage.split.unknown}`);
  const part: DunningData = { debt, stage, history: past, ...balanceNote(balanceOf, debt.customer.id) };
  const source = read.sourceOf[first];
  if (source !== undefined) part.source = source;
  if (warnings.length > 0) part.warnings = warnings;
  if (asOf !== undefined) part.asOf = asOf;
  return withDunning(items[first] ?? { json: {} }, indexes.length === 1 ? first : indexes, part);
}

/** What the claim has to know, so that it finds payments that came in since. */
function balanceNote({ readAt, revisions }: Frame['balanceOf'], customerId: string): Pick<DunningData, 'balance'> {
  const revision = revisions?.get(customerId);
  if (revision !== undefined) return { balance: { revision } };
  return readAt === undefined ? {} : { balance: { readAt } };
}

function refuse(context: IExecuteFunctions, { index, error }: ReadInvoices['failures'][number]): never {
  throw nodeError(context, error, index);
}
