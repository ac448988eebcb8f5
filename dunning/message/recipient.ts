import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

import type { Channel } from '../common';
import { InputError } from '../errors';
import { cleanValue } from './engine/clean';
import type { Customer } from '../invoice/invoice';

/** One mailbox, no display name, no list: enough to keep a second address or a header out. */
const ADDRESS =
  /^[^\s@<>(),;:"[\]\\\u0000-\u001f\u007f-\u009f]{1,64}@(?:[^\s@<>(),;:"[\]\\\u0000-\u001f\u007f-\u009f.]{1,63}\.){1,8}[^\s@<>(),;:"[\]\\\u0000-\u001f\u007f-\u009f.]{2,63}$/;

/**
 * Where the customer is reached on a channel: e-mail address, E.164 phone number, or postal address.
 * @throws InputError when the customer has none, or one that cannot be used
 */
export function recipient(customer: Customer, channel: Channel): string {
  if (channel === 'email') return mailbox(customer.email);
  if (channel === 'letter') return postal(customer);
  const field = channel === 'whatsapp' && customer.whatsapp ? 'whatsapp' : 'phone';
  return phone(field, customer[field], customer.country);
}

function postal({ address, postalCode, city }: Customer): string {
  const line = cleanValue([address, postalCode, city].filter(Boolean).join(', '));
  if (address?.trim() && line !== '') return line;
  throw new InputError({
    field: 'debt.customer.address',
    found: address,
    problem: 'is no address to send a letter to',
    advice: 'Fill in the customer’s postal address, or make only the PDF and send it by e-mail.',
  });
}

function mailbox(value: string | undefined): string {
  const address = value?.trim() ?? '';
  if (ADDRESS.test(address)) return address;
  throw new InputError({
    field: 'debt.customer.email',
    found: value,
    problem: address === '' ? 'is no address to write to' : 'is not one e-mail address',
    advice: 'Fill in the customer’s e-mail address in the source system, or use another channel for this customer.',
  });
}

function phone(field: string, value: string | undefined, country: string | undefined): string {
  const parsed = value ? parsePhoneNumberFromString(value, country as CountryCode | undefined) : undefined;
  if (parsed?.isPossible()) return parsed.number;
  throw new InputError({
    field: `debt.customer.${field}`,
    found: value,
    problem: value?.trim() ? 'is not a phone number that can be dialled' : 'is no number to reach the customer at',
    advice: 'Write it with its country code, for example +52 55 1234 5678, or use another channel for this customer.',
  });
}
