import type { Instant, PlainDate } from '../common';
import type { Money, MoneyView } from '../invoice/money';
import type { AmountRule } from './amounts';
import type { ProviderFailure } from './failure';
import type { ProviderAnswer, ProviderRequest } from './wire';

/** The providers that have an API, by the name that links, events and payments carry. */
export const PAYMENT_PROVIDERS = [
  'stripe',
  'stripe_checkout',
  'mercadopago',
  'paypal',
  'conekta',
  'wompi',
  'fintoc',
  'khipu',
  'flow',
  'pix_cob',
  'pix_cobv',
] as const;
export type PaymentProviderId = (typeof PAYMENT_PROVIDERS)[number];

/** Who is to pay, as far as a provider asks for it. */
export interface Payer {
  name?: string;
  email?: string;
  phone?: string;
  taxId?: string;
  country?: string;
}

/** Interest and fine of a Brazilian charge with a due date, as the PSP computes them at payment time. */
export interface LateTerms {
  /** `dataDeVencimento`. */
  dueDate: PlainDate;
  /** Days after the due date on which it can still be paid. */
  validAfterDays?: number;
  /** A fixed amount, or percent of the amount: `2.00`. */
  fine?: { fixed: string } | { percent: string };
  /** Percent a month, calendar days: `1.00`. */
  interestPercentMonth?: string;
}

/** A link to be made. Everything in it is fixed before the first call, so that a repeated call is the same call. */
export interface LinkRequest {
  /** 40 hexadecimal characters, different for each link: what the provider's idempotency, and a look-up, go by. */
  linkKey: string;
  /** The contact key that the payment's events shall name. */
  contactKey: string;
  /** Invoice and contact key in one text: our reference at the provider. */
  reference: string;
  amount: Money;
  /** What the payer reads: “Factura F-123”. */
  description: string;
  /** Numbers of the invoices, oldest first. */
  invoices: string[];
  payer: Payer;
  /** When this link was first asked for: what times are counted from. */
  askedAt: Instant;
  /** When the link shall stop working; absent: as late as the provider allows. */
  expiresAt?: Instant;
  /** Let the payer pay less at a time, where the provider can. */
  partial?: boolean;
  /** Where the payer comes back to. */
  returnUrl?: string;
  /** Where the provider reports payments, where it wants that per link. */
  notificationUrl?: string;
  /** `es-MX`. */
  locale?: string;
  /** The Pix key of the receiver. */
  pixKey?: string;
  late?: LateTerms;
}

/**
 * How a link stands. `pending`: a payment is under way (a voucher, a transfer). `closed`: it takes no more payments, and the
 * provider does not say whether it was paid.
 */
export type LinkStatus =
  'open' | 'pending' | 'partly_paid' | 'paid' | 'refunded' | 'expired' | 'cancelled' | 'closed' | 'not_found';

/** A link as the provider has it. */
export interface MadeLink {
  /** The provider's id of it. */
  id: string;
  /** What the payer opens. Absent for a Pix charge. */
  url?: string;
  /** The Pix code to copy, or to show as a QR. */
  pixCode?: string;
  expiresAt?: Instant;
}

/** Which link is meant: what the ledger kept of it. */
export interface LinkRef {
  id: string;
  linkKey: string;
  reference: string;
  amount: Money;
  /** The first moment it could have been made. */
  askedAt: Instant;
}

/** How a link stands at the provider. */
export interface LinkState {
  status: LinkStatus;
  /** What came in by it, where the provider says so. */
  paid?: Money;
  url?: string;
  pixCode?: string;
  expiresAt?: Instant;
  /** The provider's own name of the status. */
  said?: string;
}

/** What a look-up by reference found. `unsure`: the provider cannot be asked, or not about everything. */
export type Lookup =
  | { found: MadeLink; status: LinkStatus; amount?: Money }
  /** It was made, and its address cannot be had again. */
  | { lost: { id: string; status: LinkStatus } }
  | { found: null }
  | { unsure: true };

/** What is looked for. */
export interface LookupRequest extends Pick<LinkRequest, 'linkKey' | 'reference' | 'askedAt'> {
  /** Finish what an interrupted run began: open a draft for payment. */
  finish?: boolean;
}

/** One answer, and what it means when it is no success. */
export interface Reply {
  answer: ProviderAnswer;
  failure?: ProviderFailure;
  /** An earlier try of this request may have arrived and done its work, whatever this answer says. */
  doubtful?: true;
}

/**
 * An operation as a conversation: it yields requests, is given the replies, and returns its result. Pure, so the caller
 * decides how requests travel and when one is sent again.
 * @throws PaymentError when a reply ends it
 */
export type Conversation<T> = Generator<ProviderRequest, T, Reply>;

/** What a provider can do, as data. */
export interface Capabilities {
  /** Whether making under one key twice makes one; and for how long the provider remembers. */
  idempotent: { hours: number } | null;
  /** Whether a link can be found by our reference: all of them, the latest, or none. */
  lookup: 'all' | 'latest' | 'none';
  /** Whether it can be closed before it expires. */
  cancel: boolean;
  /** Whether the payer may pay less at a time. */
  partial: boolean;
  /**
   * Seconds after a call that nobody heard back from in which it may still arrive, where no key of the provider keeps it from making
   * a second link; a quarter of an hour unless said otherwise.
   */
  arrivesWithin?: number;
  /** How long a link may live, in seconds; null: it never expires by itself. */
  expiry: { least: number; most: number } | null;
}

/** One payment provider. Pure: no function here reads a clock or a network. */
export interface PaymentProvider {
  id: PaymentProviderId;
  name: string;
  can: Capabilities;
  amounts: AmountRule;
  /**
   * What is wrong with a request, before any call.
   * @throws InputError that names the field
   */
  check(request: LinkRequest): void;
  create(request: LinkRequest): Conversation<MadeLink>;
  getStatus(link: LinkRef, now: Instant): Conversation<LinkState>;
  /** Closes a link. One that is closed, paid or gone already is no error: the state says so. */
  cancel(link: LinkRef, now: Instant): Conversation<LinkState>;
  findByReference(request: LookupRequest, now: Instant): Conversation<Lookup>;
  /**
   * The ids of all links of this reference that can be paid, or were, where the provider can make a second one under a key and can be
   * asked for both.
   */
  linksOf?(link: Pick<LinkRef, 'linkKey' | 'reference'>, now: Instant): Conversation<string[]>;
  /** What an answer means; undefined for a success. */
  failure(answer: ProviderAnswer): ProviderFailure | undefined;
}

/** What the node writes under `dunning.payment`. */
export interface DebtPayment {
  provider: string;
  status: LinkStatus;
  /** `made`, `used_again`, `renewed`, or `found`; `instructions` where there is nothing to make. */
  outcome: 'made' | 'used_again' | 'renewed' | 'found' | 'cancelled' | 'instructions';
  id?: string;
  url?: string;
  amount: MoneyView;
  reference: string;
  /** The key under which the ledger has the link. */
  key?: string;
  expiresAt?: Instant;
  /** What a QR shows, for Pix and for links. */
  qr?: string;
  /** The Pix code to copy. */
  pixCode?: string;
  /** Bank data, labelled, in the order banks show them. */
  instructions?: Array<{ label: string; value: string }>;
  paid?: MoneyView;
  warnings?: string[];
}
