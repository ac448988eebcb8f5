import type { NodeSpec, WorkflowBuilder } from '../builder';
import { ours, setting } from '../parts';

/** One way of sending: its claim, the node that sends, and the record of how it went. */
export interface Sender {
  /** Names the nodes: `WhatsApp`. Empty where there is only one way. */
  label: string;
  /** The node that sends, by its plain name. */
  name: string;
  node: NodeSpec;
  /** Nodes between sending and recording, when the answer does not say by itself that it worked. */
  after?: Array<{ name: string; node: NodeSpec }>;
  /** Our own sender keeps the contact on the item; others replace the item by their answer. */
  keepsContact?: boolean;
}

export const claimName = (label: string): string => (label === '' ? 'Claim' : `Claim (${label})`);
export const recordName = (label: string): string =>
  label === '' ? 'Record the result' : `Record the result (${label})`;

const WIDTH = 240;

/** Adds claim, send and record in a row; returns the name of the last node. */
export function addSender(
  builder: WorkflowBuilder,
  sender: Sender,
  [x, y]: [number, number],
): { first: string; last: string } {
  const claim = claimName(sender.label);
  const record = recordName(sender.label);
  const steps = [{ name: sender.name, node: sender.node }, ...(sender.after ?? [])];
  const ledger = { options: { ledgerFile: setting('ledgerFile') } };
  // Only our own sender tells the record which message it is at; what it had not begun with is then sent after a crash.
  const options = { ...ledger.options, ...(sender.keepsContact ? { sentByDunningEmail: true } : {}) };
  builder.node(claim, ours('deliveryTracker', { resource: 'contact', operation: 'claim', options }, [x, y]));
  steps.forEach(({ name, node }, index) => builder.node(name, { ...node, position: [x + WIDTH * (index + 1), y] }));
  const which = sender.keepsContact
    ? { contactSource: 'item' }
    : { contactSource: 'named', contact: `={{ $('${claim}').item.json.dunning.contact }}` };
  builder.node(
    record,
    ours('deliveryTracker', { resource: 'contact', operation: 'recordResult', ...which, ...ledger }, [
      x + WIDTH * (steps.length + 1),
      y,
    ]),
  );
  builder.chain(claim, ...steps.map(({ name }) => name), record);
  return { first: claim, last: record };
}

/** A part of the message, as an expression on the item that is sent. */
export const message = (path: string): string => `={{ $json.dunning.message.${path} }}`;

/** A provider that refuses one message must not stop the others; what it said is recorded. */
export const GOES_ON = { onError: 'continueRegularOutput' } satisfies Partial<NodeSpec>;

/** Where a node stands is settled when it is put into a row. */
export const HERE: [number, number] = [0, 0];
