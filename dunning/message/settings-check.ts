import { InputError } from '../errors';
import { webAddress } from './payment';
import type { MessageExtras, RenderSettings } from './settings';

/**
 * Checks what does not change from message to message, once.
 * @throws InputError for the first thing that is missing or cannot be used
 */
export function checkSettings({ brand, contact, noticeDays }: RenderSettings): void {
  required('brand.name', brand?.name, 'Give the name customers know the company by.');
  required('contact.name', contact?.name, 'Name the person customers can turn to.');
  if (!contact.email && !contact.phone) {
    required('contact', undefined, 'Give the contact person an e-mail address or a phone number.');
  }
  if (brand.color !== undefined && !/^#[0-9a-f]{6}$/i.test(brand.color)) {
    throw new InputError({
      field: 'brand.color',
      found: brand.color,
      problem: 'is not a colour',
      advice: 'Write six hexadecimal digits after a #, for example #1f4e79.',
    });
  }
  if (brand.logoUrl) webAddress(brand.logoUrl, 'brand.logoUrl');
  if (noticeDays !== undefined && !(Number.isInteger(noticeDays) && noticeDays > 0 && noticeDays <= 365)) {
    throw new InputError({
      field: 'noticeDays',
      found: noticeDays,
      problem: 'is not a number of days',
      advice: 'Give a whole number from 1 to 365.',
    });
  }
}

function required(field: string, value: string | undefined, advice: string): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw new InputError({ field, found: value, problem: 'is needed in every message', advice });
}

/** What providers take as a correlation id (WhatsApp: 512 characters), and what may stand in a Message-ID. */
const CONTACT_KEY = /^[\w.:-]{1,200}$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/**
 * Checks what accompanies one message and ends up in headers and payloads.
 * @throws InputError for a contact key or a domain that cannot stand there
 */
export function checkExtras({ contactKey, messageIdDomain }: MessageExtras): void {
  if (contactKey !== undefined && !(typeof contactKey === 'string' && CONTACT_KEY.test(contactKey))) {
    throw new InputError({
      field: 'contactKey',
      found: contactKey,
      problem: 'is not a contact key',
      advice: 'Leave it out, or take it from the Delivery Tracker.',
    });
  }
  if (messageIdDomain !== undefined && !(typeof messageIdDomain === 'string' && DOMAIN.test(messageIdDomain))) {
    throw new InputError({
      field: 'messageIdDomain',
      found: messageIdDomain,
      problem: 'is not a domain name',
      advice: 'Give the domain you send mail from, for example example.com.',
    });
  }
}
