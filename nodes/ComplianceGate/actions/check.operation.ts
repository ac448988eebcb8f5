import type { IExecuteFunctions, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import type { Batch } from '../../../dunning/compliance/gate';
import { isFact } from '../../../dunning/compliance/fact-words';
import { createGate } from '../../../dunning/compliance/gate';
import type { ContactFacts, GateInput } from '../../../dunning/compliance/input';
import type { Verdict } from '../../../dunning/compliance/verdict';
import { InputError } from '../../../dunning/errors';
import type { DunningData } from '../../../dunning/item';
import { PAYMENT_RECEIVED } from '../../../dunning/ledger/thanks';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perRun } from '../../shared/parameters';
import { moments } from '../../shared/moment';
import { gateSettings } from '../settings';

export const option: INodePropertyOptions = {
  name: 'Check',
  value: 'check',
  action: 'Check whether a message may go out',
  description: 'Allowed, deferred until a certain moment, or blocked; with the rule that decides',
};

const OUTPUT: Readonly<Record<Verdict['decision'], number>> = { allow: 0, defer: 1, block: 2 };

/**
 * Judges each item's message, in order, and sorts the items by verdict: allowed, deferred, blocked. A message that was
 * allowed counts towards the limits of those after it. Deferred items come in the order in which they open.
 */
export async function execute(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const now = wallClock();
  const fixed = perRun<string>(context, 'moment') === 'fixed' ? filled(perRun(context, 'at', '')) : undefined;
  const { factsField } = perRun<{ factsField?: string }>(context, 'options', {});
  const batch = createGate(gateSettings(context, now)).startBatch();
  const momentOf = moments(now);
  const outputs: INodeExecutionData[][] = [[], [], []];
  const openings = new Map<INodeExecutionData, number>();
  items.forEach((item, index) => {
    try {
      const dunning = dunningOf(item);
      const facts = factsOf(item, filled(factsField));
      const verdict = judge(batch, dunning, facts, momentOf(fixed ?? dunning.asOf, dunning.stage?.timeZone));
      const judged = withDunning(item, index, { verdict });
      outputs[OUTPUT[verdict.decision]]?.push(judged);
      if (verdict.nextAllowedAt !== null) openings.set(judged, Date.parse(verdict.nextAllowedAt));
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      outputs[OUTPUT.block]?.push(errorItem(context, item, index, shown));
    }
  });
  // n8n's Wait node waits for the moment of its first item: the earliest opening comes first, and the rest is judged again then.
  outputs[OUTPUT.defer]?.sort((a, b) => (openings.get(a) ?? 0) - (openings.get(b) ?? 0));
  return outputs;
}

function judge(
  batch: Batch,
  { debt, stage, message, history }: DunningData,
  facts: ContactFacts | undefined,
  at: string,
): Verdict {
  const missing = (field: string, advice: string) =>
    new InputError({ field, found: undefined, problem: 'leaves nothing to check', advice });
  if (!debt) throw missing('dunning.debt', 'Put the Invoice Stage Classifier before this node.');
  if (!message) throw missing('dunning.message', 'Put the Dunning Template Renderer before this node.');
  const input: GateInput = {
    debt,
    message,
    history: history ?? [],
    alternatives: (stage?.channels ?? []).filter((channel) => channel !== message.channel),
    at,
    // A thank-you collects nothing.
    ...(stage?.key === PAYMENT_RECEIVED
      ? { facts: { purpose: 'operation_confirmation', ...facts } }
      : facts && { facts }),
  };
  return batch.judge(input);
}

function factsOf(item: INodeExecutionData, field: string | undefined): ContactFacts | undefined {
  const facts = field === undefined ? undefined : item.json[field];
  if (facts === undefined || facts === null) return undefined;
  if (typeof facts !== 'object' || Array.isArray(facts)) {
    throw new InputError({
      field: field ?? 'facts',
      found: facts,
      problem: 'is not a set of facts',
      advice: 'Give an object, for example { "disputed": true }.',
    });
  }
  const unknown = Object.keys(facts).find((name) => !isFact(name));
  if (unknown === undefined) return facts as ContactFacts;
  throw new InputError({
    field: `${field ?? 'facts'}.${unknown}`,
    found: (facts as Record<string, unknown>)[unknown],
    problem: 'is not a fact that the gate knows, and would have no effect',
    advice: 'Write its name as in docs/packs.md, or take it out of this field.',
  });
}
