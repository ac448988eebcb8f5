import type { FieldKey } from '../../dunning/invoice/readers/fields';
import { createCustomerReader } from '../../dunning/invoice/readers/extra-rows';
import type { FieldMapping, GenericOptions } from '../../dunning/invoice/readers/generic';
import { guessMapping } from '../../dunning/invoice/readers/generic';
import type { SourceResult } from '../../dunning/invoice/readers/index';

/** What an e-invoice seldom says of the customer, and a list of customers does. Nothing else beside the XML is looked at. */
const ADDRESSES: FieldKey[] = [
  'email',
  'phone',
  'whatsapp',
  'language',
  'timeZone',
  'emailConsent',
  'whatsappConsent',
  'smsConsent',
  'callConsent',
  'doNotContact',
];

/** A name that no column has; the customer's own id is put there. */
const OWN_ID = '\u0000customer';

/**
 * Fills in the addresses of the customer from the fields that stand beside the XML on the item, such as the e-mail address that a
 * list of customers was joined for. What the e-invoice says itself goes first.
 */
export function withAddresses(read: SourceResult, row: Record<string, unknown>, options: GenericOptions): SourceResult {
  const guessed: FieldMapping = guessMapping(Object.keys(row)).mapping;
  const named = ADDRESSES.filter((field) => guessed[field] !== undefined);
  if (named.length === 0) return read;
  const mapping: FieldMapping = {
    ...Object.fromEntries(named.map((field) => [field, guessed[field]])),
    customerId: OWN_ID,
    customerName: OWN_ID,
  };
  const readCustomer = createCustomerReader(mapping, options);
  return {
    ...read,
    documents: read.documents.map((document) => {
      const { customer, warnings } = readCustomer({ ...row, [OWN_ID]: document.customer.id });
      const own = Object.entries(document.customer).filter(([, value]) => value !== undefined);
      return {
        ...document,
        customer: {
          ...customer,
          ...Object.fromEntries(own),
          doNotContact: Boolean(document.customer.doNotContact || customer.doNotContact),
        } as typeof customer,
        warnings: [...document.warnings, ...warnings],
      };
    }),
  };
}
