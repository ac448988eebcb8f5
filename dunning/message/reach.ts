import type { Channel } from '../common';
import type { Customer } from '../invoice/invoice';

/** Whether the customer's record holds what the channel needs. A letter needs an address, a call a phone number. */
export function canReach(customer: Customer, channel: Channel): boolean {
  switch (channel) {
    case 'email':
      return Boolean(customer.email);
    case 'whatsapp':
      return Boolean(customer.whatsapp ?? customer.phone);
    case 'sms':
    case 'call':
      return Boolean(customer.phone);
    case 'letter':
      return Boolean(customer.address);
  }
}

/**
 * The channel to use: the customer's preferred one where the stage allows it, else the first of the stage's channels on
 * which the customer can be reached and has not refused.
 */
export function bestChannel(customer: Customer, channels: readonly Channel[]): Channel | undefined {
  const open = channels.filter(
    (channel) => canReach(customer, channel) && customer.consent?.[channel]?.granted !== false,
  );
  return open.find((channel) => channel === customer.preferredChannel) ?? open[0];
}
