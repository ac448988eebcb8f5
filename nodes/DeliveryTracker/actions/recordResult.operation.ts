import type { INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Contact } from '../../../dunning/ledger/contact';
import type { ClaimRef, SendResult } from '../../../dunning/ledger/ledger';
import { recogniseResult } from '../../../dunning/providers/send-result';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { ledgerFileOption } from '../../shared/ledger-option';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Record Result',
  value: 'recordResult',
  action: 'Record the result of sending',
  description: 'Remember how sending ended: the answer of Dunning Email, or of n8n’s own mail, WhatsApp and SMS nodes',
};

const show = { resource: ['contact'], operation: ['recordResult'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Which Contact',
    name: 'contactSource',
    type: 'options',
    displayOptions: { show },
    options: [
      {
        name: 'The One on the Item',
        value: 'item',
        description: 'The sending node kept what the claim wrote, as Dunning Email does',
      },
      {
        name: 'The One I Name Below',
        value: 'named',
        description: 'The sending node replaced the item by its own answer, as most nodes of n8n do',
      },
    ],
    default: 'item',
  },
  {
    displayName: 'Contact',
    name: 'contact',
    type: 'json',
    default: "={{ $('Claim').item.json.dunning.contact }}",
    description:
      'What the node with the operation Claim wrote for this message. Put the name of that node in the quotes.',
    displayOptions: { show: { ...show, contactSource: ['named'] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [ledgerFileOption],
  },
];

type Named = ClaimRef & Pick<SendResult, 'recipientHash'>;

function claimRef(value: unknown): Named {
  const contact = typeof value === 'string' ? parse(value) : value;
  const { key, token, recipientHash } = (contact ?? {}) as Partial<Named>;
  const ref = { key: filled(key), token: filled(token) };
  const hash = filled(recipientHash);
  if (ref.key && ref.token) {
    return { key: ref.key, token: ref.token, ...(hash === undefined ? {} : { recipientHash: hash }) };
  }
  throw new InputError({
    field: 'dunning.contact',
    found: contact,
    problem: 'is not a contact that was claimed',
    advice:
      'Connect the output “Send” of the Delivery Tracker (Claim) to the node that sends, and name that contact here.',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Records every item's result in one batch and passes the items on with the contact as it now stands. */
export const execute: Execute = async (context, ledger, items) => {
  const named = context.getNodeParameter('contactSource', 0) === 'named';
  const contactOf = named ? perItem<unknown>(context, 'contact') : undefined;
  const now = wallClock();
  const passed: INodeExecutionData[] = [];
  const results: SendResult[] = [];
  const indexes: number[] = [];

  items.forEach((item, index) => {
    try {
      const dunning = dunningOf(item);
      const ref = claimRef(contactOf ? contactOf(index) : dunning.contact);
      const result = recogniseResult(item.json, item.error, now);
      if (result.outcome === 'not_sent') {
        passed.push(withDunning(withPlainError(item), index, {}));
        return;
      }
      results.push({ ...ref, ...result, outcome: result.outcome });
      indexes.push(index);
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      passed.push(errorItem(context, item, index, shown));
    }
  });

  const recorded = new Map(
    (await ledger.recordResults(results, now)).map((contact): [string, Contact] => [contact.key, contact]),
  );
  results.forEach(({ key }, at) => {
    const index = indexes[at];
    const item = index === undefined ? undefined : items[index];
    if (item && index !== undefined) passed.push(withRecord(item, index, recorded.get(key)));
  });
  return [passed];
};

function withRecord(item: INodeExecutionData, index: number, record: Contact | undefined): INodeExecutionData {
  return withDunning(withPlainError(item), index, record ? { record } : {});
}

/**
 * n8n’s HTTP Request puts its error onto the item as an object of a class. n8n’s expressions cannot read a list in which such an item
 * is: `$input.all()` gives nothing. So the words are kept, and the object is not.
 */
function withPlainError(item: INodeExecutionData): INodeExecutionData {
  const error: unknown = item.json.error;
  if (!(error instanceof Error)) return item;
  const { description } = error as { description?: unknown };
  const plain = { message: error.message, ...(typeof description === 'string' ? { description } : {}) };
  return { ...item, json: { ...item.json, error: plain } };
}
