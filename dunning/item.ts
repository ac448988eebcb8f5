import type { Instant } from './common';
import type { StageDecision } from './cadence/stage';
import type { Verdict } from './compliance/verdict';
import type { Debt } from './invoice/debt';
import type { ContactEvent } from './ledger/events';
import type { ClaimResult } from './ledger/ledger';
import type { ExplainedNextChannel } from './ledger/next-channel';
import type { ConsentChange, HoldRecord, PaymentRecord } from './ledger/records';
import type { Contact, PastContact } from './ledger/contact';
import type { Message } from './message/message';
import type { DebtPayment } from './payments/provider';
import type { MessageExtras } from './message/settings';

/**
 * What the package writes under `item.json.dunning`. Each node reads what the one before wrote and adds its own part:
 * classifier `debt`, `stage`, `history`; payment link `payment`; renderer `message`; gate `verdict`; tracker `contact`; sender `delivery`.
 */
export interface DunningData {
  debt?: Debt;
  /** What the invoice was read as, in words: `Odoo`, `CFDI 4.0 (Mexico)`. */
  source?: string;
  /** What the reader left out or assumed, in full sentences. */
  warnings?: string[];
  stage?: StageDecision;
  history?: PastContact[];
  /** Which of the ledger's payments the balance takes into account (see `Demand.revision`), or else when it was read. */
  balance?: { revision: number } | { readAt: Instant };
  /** How the debt can be paid, from Payment Link: the renderer shows it. */
  payment?: DebtPayment;
  /** What the message needs beyond debt and stage: the payment that a thank-you is for. */
  details?: Pick<MessageExtras, 'payment'>;
  message?: Message;
  verdict?: Verdict;
  /** The verdict as a paragraph, from the gate's operation *Explain*. */
  explanation?: string;
  contact?: ClaimResult;
  delivery?: Delivery;
  /** The contact as the ledger has it after its result was recorded. */
  record?: Contact;
  /** What the tracker has just recorded about the item: an event, a word of the customer, holds set or released, a payment. */
  event?: ContactEvent;
  consent?: ConsentChange;
  holds?: HoldRecord[];
  paymentRecord?: PaymentRecord;
  /** Which channel comes next when the earlier one did not reach the customer. */
  next?: ExplainedNextChannel;
  /** The moment the user fixed in the classifier, for a replay: a date or an instant. Absent in a run as of now. */
  asOf?: string;
}

/** What a sender node says about one message it handed over. */
export interface Delivery {
  outcome: 'sent' | 'failed' | 'uncertain' | 'not_sent';
  provider: string;
  providerMessageId?: string;
  at: string;
  detail?: string;
  /** With *failed*: the address itself is the reason, so trying it again is pointless. */
  permanent?: boolean;
  /** Who it was sent to, as a hash. */
  recipientHash?: string;
  /** With *failed*: the customer refuses the channel, as the provider knows. */
  refused?: boolean;
}
