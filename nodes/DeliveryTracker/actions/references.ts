import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Contact, PastContact } from '../../../dunning/ledger/contact';
import type { ContactReference, CustomerRef, FullLedger } from '../../../dunning/ledger/records';
import { contactKeyOf, contactKeyOfMessageId } from '../../../dunning/providers/shared/events';
import { dunningOf } from '../../shared/items';
import { filled, perItem } from '../../shared/parameters';
import type { Entry } from './batch';
import { idText } from './values';

/** Says which contact is meant: by what is known of the message, or as the latest one to a customer. */
export type Which = { reference: ContactReference } | { latest: CustomerRef };

/** The panel's way to name a contact, for events and replies. */
export function contactFields(operations: string[]): INodeProperties[] {
  const show = { operation: operations };
  return [
    {
      displayName: 'Which Contact',
      name: 'whichContact',
      type: 'options',
      options: [
        {
          name: 'The Latest to a Customer',
          value: 'latest',
          description: 'When nothing says which message it is about',
        },
        {
          name: 'The One I Name',
          value: 'named',
          description: 'By its key, its Message-ID, or the provider’s number of the message',
        },
        { name: 'The One on the Item', value: 'item', description: 'What the operation Claim wrote' },
      ],
      default: 'item',
      displayOptions: { show },
    },
    {
      displayName: 'Key or Message ID',
      name: 'reference',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. wamid.HBgNNTIx…',
      description: 'For an e-mail reply this is its header In-Reply-To, for WhatsApp the field context.ID',
      displayOptions: { show: { ...show, whichContact: ['named'] } },
    },
    {
      displayName: 'Customer ID',
      name: 'ofCustomer',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. C-1042',
      displayOptions: { show: { ...show, whichContact: ['latest'] } },
    },
    {
      displayName: 'Account',
      name: 'ofAccount',
      type: 'string',
      default: 'default',
      description: 'The company whose receivables these are, as named in the Invoice Stage Classifier',
      displayOptions: { show: { ...show, whichContact: ['latest'] } },
    },
  ];
}

function missing(field: string, advice: string): InputError {
  return new InputError({ field, found: undefined, problem: 'does not say which contact is meant', advice });
}

/** A key, our own Message-ID, or the id a provider gave the message. */
export function referenceOf(value: string, provider?: string): ContactReference {
  const key = contactKeyOf(value) ?? contactKeyOfMessageId(value);
  return { ...(key ? { key } : {}), ...(provider ? { provider } : {}), providerMessageId: value };
}

/** The key of the contact that stands on the item, wherever an operation of the tracker put it. */
export function keyOnItem(item: INodeExecutionData): string | undefined {
  const { contact, record } = dunningOf(item);
  return contactKeyOf(record?.key) ?? contactKeyOf(contact?.key) ?? contactKeyOf(item.json.key);
}

/** Reads which contact an item is about. @throws InputError when nothing says so */
export function whichReader(
  context: IExecuteFunctions,
): (item: INodeExecutionData, index: number, provider?: string) => Which {
  const whichOf = perItem<unknown>(context, 'whichContact', 'item');
  const referenceAt = perItem<unknown>(context, 'reference', '');
  const customerAt = perItem<unknown>(context, 'ofCustomer', '');
  const accountAt = perItem<unknown>(context, 'ofAccount', 'default');
  return (item, index, provider) => {
    switch (whichOf(index)) {
      case 'named': {
        const value = filled(filled(referenceAt(index))?.replaceAll('\0', '').slice(0, 1_000));
        if (value) return { reference: referenceOf(value, provider) };
        throw missing('Key or Message ID', 'Map the field of the item that holds it.');
      }
      case 'latest': {
        const customerId = idText(customerAt(index), 'Customer ID');
        if (customerId) return { latest: { account: idText(accountAt(index), 'Account') ?? 'default', customerId } };
        throw missing('Customer ID', 'Map the field of the item that holds it.');
      }
      default: {
        const key = keyOnItem(item);
        if (key) return { reference: { key } };
        const { delivery } = dunningOf(item);
        if (delivery?.providerMessageId)
          return { reference: referenceOf(delivery.providerMessageId, delivery.provider) };
        throw missing('dunning.contact', 'Use the item that the operation Claim put out, or name the contact.');
      }
    }
  };
}

/** The contacts that are meant, one for each entry; undefined where there is none. A question for each account, and one for all. */
export async function foundContacts(
  ledger: FullLedger,
  entries: ReadonlyArray<Entry<{ which: Which }>>,
  now: string,
): Promise<Array<Contact | undefined>> {
  const customers = entries.flatMap(({ value: { which } }) => ('latest' in which ? [which.latest] : []));
  const latest = await latestKeys(ledger, customers, now);
  const references = entries.map(({ value: { which } }): ContactReference => {
    if ('reference' in which) return which.reference;
    const key = latest.get(nameOf(which.latest));
    return key === undefined ? {} : { key };
  });
  return await ledger.identify(references, now);
}

/** The latest message to each customer. One that never went out is not what a customer answers to. */
async function latestKeys(
  ledger: FullLedger,
  customers: readonly CustomerRef[],
  now: string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [account, contacts] of await historiesOf(ledger, customers, now)) {
    for (const [customerId, history] of contacts) {
      const last = history.filter(({ status }) => status !== 'released' && status !== 'failed').at(-1);
      if (last?.key !== undefined) found.set(nameOf({ account, customerId }), last.key);
    }
  }
  return found;
}

const nameOf = ({ account, customerId }: CustomerRef): string => JSON.stringify([account, customerId]);

/** The histories of some customers, by account and customer; the ledger is asked once for each account. */
export async function historiesOf(
  ledger: FullLedger,
  customers: readonly CustomerRef[],
  now: string,
): Promise<Map<string, Map<string, PastContact[]>>> {
  const asked = new Map<string, Set<string>>();
  for (const { account, customerId } of customers) {
    asked.set(account, (asked.get(account) ?? new Set()).add(customerId));
  }
  const found = new Map<string, Map<string, PastContact[]>>();
  for (const [account, ids] of asked) found.set(account, await ledger.history(account, [...ids], now));
  return found;
}
