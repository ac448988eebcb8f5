import type { Instant, PlainDate } from '../common';
import type { Money } from './money';

/** One part of an invoice with its own due date. An invoice without instalments has exactly one: itself. */
export interface Instalment {
  /** Stable within the invoice: `1`, `2` ... or the source's own number (NF-e `nDup`). */
  id: string;
  dueDate: PlainDate;
  /** What was asked for; the parts add up to the invoice's total. */
  amount: Money;
  /** What is still open of this part, when the source says; otherwise payments fill the oldest part first. */
  balance?: Money;
}

/** Money that reduced an invoice: a payment, or a credit note applied to it. */
export interface AppliedPayment {
  id: string;
  kind: 'payment' | 'credit_note';
  /** The day it counts from. A payment after the as-of date does not exist yet. */
  date: PlainDate;
  amount: Money;
}

/** Why a debt is not pursued for now, and until when. */
export interface Hold {
  kind: 'dispute' | 'promise' | 'plan' | 'excluded' | 'legal' | 'deceased' | 'insolvent' | 'manual' | 'payment_pending';
  /** In the user's or the customer's own words. */
  reason?: string;
  /** First day on hold; absent: since always. */
  from?: PlainDate;
  /** Last day on hold; absent: until somebody releases it. */
  until?: PlainDate;
  /** What was promised, for a promise to pay. */
  amount?: Money;
}

/** One document of the receivables ledger, in the one shape that every reader produces. */
export interface Invoice {
  /** The source's own id; unique within the account. */
  id: string;
  /** What the customer sees printed on it. */
  number: string;
  type: 'invoice' | 'credit_note';
  customerId: string;
  issueDate?: PlainDate;
  dueDate: PlainDate;
  /** The full amount, positive also for a credit note. */
  total: Money;
  /** What the source says is still open today. Absent: total less the payments known. */
  balance?: Money;
  /** What was paid or credited so far as one sum, where the source does not list payments. */
  paid?: Money;
  payments?: AppliedPayment[];
  instalments?: Instalment[];
  /** The day it was settled in full. On an as-of date before that day it is still open. */
  settledOn?: PlainDate;
  /** A document that will never be collected: a draft, or one cancelled at the tax authority. */
  void?: boolean;
  holds?: Hold[];
  /** The fiscal identifier: CFDI UUID, NF-e key, CUFE. Such a document is never changed, so fees stay outside it. */
  fiscalId?: string;
  /** Where the customer can pay this invoice. */
  paymentUrl?: string;
  /** Where the customer can read the document. */
  documentUrl?: string;
  /** The customer's order number, when they gave one. */
  purchaseOrder?: string;
  /** Why the last attempt to charge it failed, as the payment provider's code: `insufficient_funds`. */
  lastPaymentFailure?: string;
  /** Which policy this invoice follows, when it does not follow the customer's or the node's. */
  policyId?: string;
}

/** What a customer agreed to or refused for one channel. */
export interface ChannelConsent {
  /** `true`: agreed; `false`: refused or withdrew. */
  granted: boolean;
  at?: Instant;
  source?: string;
}

/** Who owes the money and how they may be reached. */
export interface Customer {
  id: string;
  name: string;
  /** The person to greet. */
  contactName?: string;
  kind?: 'business' | 'consumer';
  email?: string;
  /** As written in the source; read with the customer's country. */
  phone?: string;
  whatsapp?: string;
  taxId?: string;
  address?: string;
  city?: string;
  postalCode?: string;
  /** ISO 3166-2 with its country: `MX-BCN`. */
  region?: string;
  /** ISO 3166-1 alpha-2: `MX`. */
  country?: string;
  /** IANA: `America/Tijuana`. Absent: derived from region, then country where that is unambiguous. */
  timeZone?: string;
  /** BCP 47: `es-MX`. */
  language?: string;
  preferredChannel?: string;
  /** Per channel, `email`, `whatsapp`, `sms`, `call`, `letter`. */
  consent?: Partial<Record<string, ChannelConsent>>;
  doNotContact?: boolean;
  holds?: Hold[];
  policyId?: string;
}
