import Decimal from 'decimal.js';

import { paidOf, plain } from './links';
import type { Happening, Link, Payment } from './links';
import { ApiServer } from './server';
import { post } from './webhooks';
import type { Delivery, ProviderEvent, RepetitionRules, SignedCall } from './webhooks';

/** How a payer pays. */
export interface PayOptions {
  /** In major units; the amount of the link unless said otherwise. */
  amount?: string;
  method?: string;
}

/** A payment page says no: the link is gone, paid, or does not take that amount. */
export class NotPayable extends Error {}

/**
 * A payment provider: its API, and what happens outside of it. A payer opens a link and pays; the provider's panel refunds,
 * disputes, cancels; time lets links and vouchers run out. Each makes the provider's signed events, which `deliver` sends.
 */
export abstract class ProviderServer extends ApiServer {
  abstract readonly provider: string;
  /** The name of our credential for this provider, and what a person types into it for this account. */
  abstract readonly credentialType: string;
  abstract get credential(): Record<string, string>;
  /** What a person types into the trigger to have the events checked: a secret, a public key, the id of a webhook. */
  abstract readonly webhookKey: string;
  readonly links: Link[] = [];
  readonly deliveries: Delivery[] = [];
  /** Seconds until a search finds what is new, where the provider has one. */
  searchLag = 0;
  protected abstract readonly repetition: RepetitionRules;
  protected readonly takesPartial: boolean = false;
  /** What a voucher or a transfer that is paid later is called here. */
  protected readonly laterMethod: string = 'voucher';

  protected abstract events(what: Happening, link: Link, payment: Payment | undefined): ProviderEvent[];
  protected abstract sign(event: ProviderEvent, at: number): SignedCall;
  protected abstract paymentId(): string;

  /** All links that carry a reference of ours, in any of the places the provider has for one. */
  withReference(reference: string): Link[] {
    this.expireWhatIsDue();
    return this.links.filter(({ references }) => references.includes(reference));
  }

  /** The links that a customer could pay now; of one reference, or all. */
  live(reference?: string): Link[] {
    const among = reference === undefined ? this.links : this.withReference(reference);
    this.expireWhatIsDue();
    return among.filter(({ status }) => status === 'live');
  }

  /** The link behind an address or an id. */
  link(addressOrId: string): Link {
    this.expireWhatIsDue();
    const found = this.links.find(({ id, url }) => id === addressOrId || sameLink(url, addressOrId));
    if (!found) throw new NotPayable(`There is no payment page at ${addressOrId}`);
    return found;
  }

  /** A customer opens the link and pays; the money is there at once. */
  pay(addressOrId: string, options: PayOptions = {}): Payment {
    return this.settle(this.begin(addressOrId, options));
  }

  /** A customer pays a part of it, where the provider lets them. */
  payPartially(addressOrId: string, amount: string): Payment {
    const link = this.link(addressOrId);
    if (!this.takesPartial && link.amount !== undefined) throw new NotPayable(`${link.id} takes the whole amount only`);
    return this.settle(this.begin(addressOrId, { amount }, true));
  }

  /** A customer takes a voucher or starts a transfer; the money is still to come. */
  payLater(addressOrId: string, options: PayOptions = {}): Payment {
    const payment = this.begin(addressOrId, { method: this.laterMethod, ...options });
    this.tell('pending', payment.link, payment);
    return payment;
  }

  /** The money of a payment has come in. */
  settle(payment: Payment): Payment {
    const { link } = payment;
    payment.status = 'approved';
    const due = this.due(link);
    const paid = due === undefined || new Decimal(paidOf(link)).gte(due);
    if (link.once && link.status === 'live' && paid) link.status = 'paid';
    this.tell('paid', link, payment);
    return payment;
  }

  /** A voucher ran out, a card was declined. */
  fails(payment: Payment): void {
    payment.status = 'failed';
    this.tell('failed', payment.link, payment);
  }

  /** The seller gives money back in the provider's panel; all of it unless said otherwise. */
  refund(payment: Payment, amount = plain(new Decimal(payment.amount).minus(payment.refunded))): void {
    const refunded = new Decimal(payment.refunded).plus(amount);
    if (payment.status !== 'approved' && payment.status !== 'refunded') throw new Error('Nothing was paid');
    if (refunded.gt(payment.amount)) throw new Error('More than was paid');
    payment.refunded = plain(refunded);
    if (refunded.eq(payment.amount)) payment.status = 'refunded';
    this.tell('refunded', payment.link, payment);
  }

  /** The payer goes to their bank against a payment. */
  dispute(payment: Payment): void {
    payment.status = 'disputed';
    this.tell('disputed', payment.link, payment);
  }

  /** The seller cancels a link in the provider's panel. */
  cancel(addressOrId: string): void {
    const link = this.link(addressOrId);
    link.status = 'cancelled';
    this.tell('cancelled', link, undefined);
  }

  /** The link runs out now. */
  expire(addressOrId: string): void {
    const link = this.link(addressOrId);
    if (link.expiresAt !== undefined) link.expiresAt = this.now - 1_000;
    link.status = 'expired';
    this.tell('expired', link, undefined);
  }

  /**
   * Sends what has not been accepted yet, each event once. `again` also sends what was accepted, as every provider says it
   * may happen. An event that was tried as often as the provider tries is given up.
   * @returns the statuses that came back, in the order of the events.
   */
  async deliver(to: string, { again = false }: { again?: boolean } = {}): Promise<number[]> {
    const statuses: number[] = [];
    for (const delivery of this.deliveries) {
      const tried = delivery.attempts.length;
      const due = !delivery.accepted && tried <= this.repetition.waits.length;
      if (!due && !(again && delivery.accepted)) continue;
      const at = this.now;
      const status = await post(to, this.sign(delivery.event, at), this.repetition.timeoutSeconds);
      delivery.attempts.push({ at, status });
      delivery.accepted ||= this.repetition.accepts(status);
      const wait = this.repetition.waits[delivery.attempts.length - 1];
      delivery.nextAttemptAt = delivery.accepted || wait === undefined ? undefined : at + wait * 1_000;
      statuses.push(status);
    }
    return statuses;
  }

  /** The signed call of an event as it would go out now, for tests of the signature. */
  signed(event: ProviderEvent): SignedCall {
    return this.sign(event, this.now);
  }

  /** What the payment page asks for now; undefined when the payer chooses. */
  protected due(link: Link): string | undefined {
    return link.amount;
  }

  /** Keeps a new link. */
  protected keep(link: Omit<Link, 'payments' | 'createdAt'>): Link {
    const kept: Link = { ...link, payments: [], createdAt: this.now };
    this.links.push(kept);
    return kept;
  }

  protected payments(): Payment[] {
    return this.links.flatMap(({ payments }) => payments);
  }

  protected find(id: string): Link | undefined {
    this.expireWhatIsDue();
    return this.links.find((link) => link.id === id);
  }

  /** Puts an event into the queue of what is to be delivered. */
  protected tell(what: Happening, link: Link, payment: Payment | undefined): void {
    for (const event of this.events(what, link, payment)) {
      this.deliveries.push({ event, attempts: [], accepted: false, nextAttemptAt: this.now });
    }
  }

  protected expireWhatIsDue(): void {
    for (const link of this.links) {
      if (link.status !== 'live' || link.expiresAt === undefined || link.expiresAt > this.now) continue;
      link.status = 'expired';
      this.tell('expired', link, undefined);
    }
  }

  private begin(addressOrId: string, { amount, method = 'card' }: PayOptions, partly = false): Payment {
    const link = this.link(addressOrId);
    if (link.status !== 'live') throw new NotPayable(`${link.id} is ${link.status}`);
    const due = this.due(link);
    const sum = plain(amount ?? due ?? '0');
    if (new Decimal(sum).lte(0)) throw new NotPayable(`${link.id} asks the payer for an amount`);
    if (!partly && due !== undefined && sum !== due) throw new NotPayable(`${link.id} takes exactly ${due}`);
    const payment: Payment = {
      id: this.paymentId(),
      link,
      amount: sum,
      currency: link.currency,
      status: 'pending',
      refunded: '0',
      createdAt: this.now,
      method,
      data: {},
    };
    link.payments.push(payment);
    return payment;
  }
}

/** Whether an address leads to a link: additions to its query, as `?client_reference_id=`, change nothing. */
function sameLink(url: string, address: string): boolean {
  if (url === address) return true;
  return address.startsWith(url) && /^[?&#]/.test(address.slice(url.length));
}
