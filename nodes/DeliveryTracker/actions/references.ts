import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Contact } from '../../../dunning/ledger/contact';
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

/** The contacts that are meant, one for each entry, in two questions to the ledger; undefined where there is none. */
export async function foundContacts(
  ledger: FullLedger,
  entries: ReadonlyArray<Entry<{ which: Which }>>,
  now: string,
): Promise<Array<Contact | undefined>> {
  const references: ContactReference[] = [];
  for (const { value } of entries) {
    references.push('reference' in value.which ? value.which.reference : await latest(ledger, value.which.latest, now));
  }
  return await ledger.identify(references, now);
}

/** An older message that never went out is not what a customer answers to. */
async function latest(
  ledger: FullLedger,
  { account, customerId }: CustomerRef,
  now: string,
): Promise<ContactReference> {
  const contacts = (await ledger.history(account, [customerId], now)).get(customerId) ?? [];
  const last = contacts.filter(({ status }) => status !== 'released' && status !== 'failed').at(-1);
  return last?.key === undefined ? {} : { key: last.key };
}
