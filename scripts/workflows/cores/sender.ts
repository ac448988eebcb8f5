import type { NodeSpec, WorkflowBuilder } from '../builder';
import { ours, setting } from '../parts';

interface Way {
  /** Names the nodes: `WhatsApp`. Empty where there is only one way. */
  label: string;
}

/** One way of sending: its claim, the node that sends, and the record of how it went. */
export interface OneNode extends Way {
  /** The node that sends, by its plain name. */
  name: string;
  node: NodeSpec;
  /** Nodes between sending and recording, when the answer does not say by itself that it worked. */
  after?: Array<{ name: string; node: NodeSpec }>;
  /** Our own sender keeps the contact on the item; others replace the item by their answer. */
  keepsContact?: boolean;
}

/** A way for which one node is not enough. */
export interface SeveralNodes extends Way {
  /** How many rows its nodes need. */
  rows: number;
  /** How many columns stand between claim and record. */
  columns: number;
  /**
   * Puts the nodes between claim and record.
   * @returns the node whose items are recorded
   */
  between(builder: WorkflowBuilder, claim: string, at: [number, number]): string;
}

export type Sender = OneNode | SeveralNodes;

export const claimName = (label: string): string => (label === '' ? 'Claim' : `Claim (${label})`);
export const recordName = (label: string): string =>
  label === '' ? 'Record the result' : `Record the result (${label})`;

export const WIDTH = 240;

/** Adds claim, send and record in a row; returns the name of the last node. */
export function addSender(
  builder: WorkflowBuilder,
  sender: Sender,
  [x, y]: [number, number],
): { first: string; last: string } {
  const claim = claimName(sender.label);
  const record = recordName(sender.label);
  const ledger = { options: { ledgerFile: setting('ledgerFile') } };
  // Only our own sender tells the record which message it is at; what it had not begun with is then sent after a crash.
  const several = 'between' in sender ? sender : inARow(sender);
  const keepsContact = 'keepsContact' in sender && sender.keepsContact === true;
  const options = { ...ledger.options, ...(keepsContact ? { sentByDunningEmail: true } : {}) };
  builder.node(claim, ours('deliveryTracker', { resource: 'contact', operation: 'claim', options }, [x, y]));
  const last = several.between(builder, claim, [x + WIDTH, y]);
  const which = keepsContact
    ? { contactSource: 'item' }
    : { contactSource: 'named', contact: `={{ $('${claim}').item.json.dunning.contact }}` };
  builder
    .node(
      record,
      ours('deliveryTracker', { resource: 'contact', operation: 'recordResult', ...which, ...ledger }, [
        x + WIDTH * (several.columns + 1),
        y,
      ]),
    )
    .connect(last, record);
  return { first: claim, last: record };
}

/** The node that sends, and what comes after it, one behind the other. */
function inARow({ label, name, node, after = [] }: OneNode): SeveralNodes {
  const steps = [{ name, node }, ...after];
  return {
    label,
    rows: 1,
    columns: steps.length,
    between(builder, claim, [x, y]) {
      steps.forEach((step, index) => builder.node(step.name, { ...step.node, position: [x + WIDTH * index, y] }));
      builder.chain(claim, ...steps.map((step) => step.name));
      return steps.at(-1)?.name ?? name;
    },
  };
}

/** A part of the message, as an expression on the item that is sent. */
export const message = (path: string): string => `={{ $json.dunning.message.${path} }}`;

/** A provider that refuses one message must not stop the others; what it said is recorded. */
export const GOES_ON = { onError: 'continueRegularOutput' } satisfies Partial<NodeSpec>;

/** Where a node stands is settled when it is put into a row. */
export const HERE: [number, number] = [0, 0];
