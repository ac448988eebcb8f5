import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ClassifiedDebt } from '../../dunning/cadence/classify';
import { classify } from '../../dunning/cadence/classify';
import type { Policy } from '../../dunning/cadence/policy';
import { PRESETS } from '../../dunning/cadence/presets';
import { OUTCOMES } from '../../dunning/cadence/stage';
import { InputError } from '../../dunning/errors';
import type { DunningData } from '../../dunning/item';
import type { PastContact } from '../../dunning/ledger/contact';
import { errorItem, nodeError } from '../shared/errors';
import { withDunning } from '../shared/items';
import { openLedger, wallClock } from '../shared/ledger';
import type { ReadInvoices } from './read-invoices';
import { readInvoices } from './read-invoices';
import type { ClassifierSettings } from './settings';
import { classifierSettings } from './settings';

const NEEDS_REVIEW = OUTCOMES.indexOf('needs_review');

/**
 * Reads the invoices of all items, decides the stage of each debt, and sorts the items by outcome, one output each.
 * An item that cannot be read goes to *Needs review* with what was wrong (docs/decisions/bad-rows-need-review.md).
 * @throws InputError when the panel cannot be used or not one item can be read
 */
export async function classifyItems(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const settings = classifierSettings(context);
  const read = readInvoices(items, settings.read);
  if (read.invoices.length === 0 && read.failures[0]) refuse(context, read.failures[0]);

  const history = settings.useLedger ? await earlierContacts(context, settings, read) : undefined;
  const debts = classify({
    invoices: read.invoices,
    customers: read.customers,
    policy: policyOf(settings),
    history,
    asOf: settings.asOf,
    account: settings.account,
    defaultTimeZone: settings.timeZone,
  });

  const outputs: INodeExecutionData[][] = OUTCOMES.map(() => []);
  for (const classified of debts) {
    const past = history?.get(classified.debt.customer.id) ?? [];
    outputs[OUTCOMES.indexOf(classified.stage.outcome)]?.push(debtItem(items, read, settings, classified, past));
  }
  for (const { index, error } of read.failures) {
    const item = items[index];
    if (item) outputs[NEEDS_REVIEW]?.push(problemItem(item, index, nodeError(context, error, index)));
  }
  return outputs;
}

function policyOf({ policy, minimumBalance }: ClassifierSettings): Policy {
  const preset = (PRESETS as Record<string, Policy>)[policy];
  if (preset) return { ...preset, minimumBalance: { ...preset.minimumBalance, ...minimumBalance } };
  throw new InputError({
    field: 'Policy',
    found: policy,
    problem: 'is not a policy of this version',
    advice: `Choose one of: ${Object.keys(PRESETS).join(', ')}.`,
  });
}

async function earlierContacts(
  context: IExecuteFunctions,
  { account }: ClassifierSettings,
  { customers }: ReadInvoices,
): Promise<Map<string, PastContact[]>> {
  const ledger = await openLedger(context);
  try {
    return await ledger.history(account, [...customers.keys()], wallClock());
  } finally {
    await ledger.close();
  }
}

/** The item of a debt: the fields of the first invoice it is made of, and the debt, its stage and its history. */
function debtItem(
  items: INodeExecutionData[],
  { invoices, itemOf }: ReadInvoices,
  settings: ClassifierSettings,
  { debt, stage, sources }: ClassifiedDebt,
  history: PastContact[],
): INodeExecutionData {
  const indexes = sources.flatMap((source) => itemOf.get(invoices[source]?.id ?? '') ?? []);
  const [first = 0] = indexes;
  const part: DunningData = { debt, stage, history, ...(settings.fixed ? { asOf: settings.asOf } : {}) };
  return withDunning(items[first] ?? { json: {} }, indexes.length === 1 ? first : indexes, part);
}

/** Not an `error` item: the node's own output *Needs review* is where it belongs, not n8n's error output. */
function problemItem(item: INodeExecutionData, index: number, error: ReturnType<typeof nodeError>): INodeExecutionData {
  const { json } = errorItem(item, index, error);
  return { json: json as IDataObject, ...(item.binary ? { binary: item.binary } : {}), pairedItem: { item: index } };
}

function refuse(context: IExecuteFunctions, { index, error }: ReadInvoices['failures'][number]): never {
  throw nodeError(context, error, index);
}
