import type { PlainDate } from '../common';
import type { Debt } from '../invoice/debt';
import type { Money } from '../invoice/money';

/** How the sender looks and who it legally is. Set once, used by every message. */
export interface Brand {
  /** The trade name customers know. */
  name: string;
  /** The registered name, where it differs. */
  legalName?: string;
  /** `https` address of a PNG or JPEG; shown at most 40 pixels high. */
  logoUrl?: string;
  /** `#rrggbb` of the button and, where it can be read on white, of headings and links. */
  color?: string;
  /** Postal address in one line; many countries want it in commercial mail. */
  address?: string;
  /** RFC, NIT, RUT, RUC, CUIT, CNPJ ... of the sender. */
  taxId?: string;
  website?: string;
  /** Small print at the foot of mails and letters. */
  legalText?: string;
}

/** The person a customer can write to or call. */
export interface ContactPerson {
  name: string;
  /** `Crédito y Cobranza`; absent: the usual name of the team in the message’s country, once something is overdue. */
  team?: string;
  email?: string;
  phone?: string;
  /** WhatsApp number, where it differs from the phone. */
  whatsapp?: string;
  hours?: string;
}

/** One account that customers pay into. Only the parts that exist are shown, in the order banks show them. */
export interface BankAccount {
  /** Only for customers of this country (ISO 3166-1 alpha-2); absent: for all. */
  country?: string;
  /** Only for debts in this currency (ISO 4217); absent: for all. */
  currency?: string;
  bank?: string;
  beneficiary?: string;
  /** Mexico: 18 digits, for SPEI. */
  clabe?: string;
  accountType?: string;
  account?: string;
  /** Peru: 20 digits, between banks. */
  cci?: string;
  /** Argentina: CBU or CVU, 22 digits. */
  cbu?: string;
  alias?: string;
  iban?: string;
  bic?: string;
  /** Brazil: the Pix key. */
  pix?: string;
  /** United States: ABA routing number. */
  routing?: string;
  /** United Kingdom. */
  sortCode?: string;
  /** Tax id of the beneficiary, which banks in Chile, Colombia and Ecuador ask for. */
  taxId?: string;
  /** Anything else, in the user's words. */
  other?: Array<{ label: string; value: string }>;
}

export interface PaymentInstructions {
  accounts?: BankAccount[];
  /**
   * Where a debt can be paid online when its invoices bring no link of their own. `{reference}` is replaced by the
   * payment reference; without it the reference is added at the end.
   */
  link?: string;
  /** What the customer writes into the transfer. Default: the invoice number, or the customer's id for several invoices. */
  reference?: 'invoice' | 'customer';
}

export interface WhatsappSettings {
  /** Put before every template name: `acme_` gives `acme_first_reminder`. Lower case, digits and underscores. */
  namePrefix?: string;
  /** Start of the payment links, as approved in the template's button: `https://pay.example.com/`. Without it the template has no button. */
  linkBase?: string;
  /** How the approved templates name their parameters. Default `named`; n8n's own WhatsApp node only sends `positional`. */
  parameters?: 'named' | 'positional';
  /** Send the invoice as the template's header document. */
  headerDocument?: boolean;
}

export interface SmsSettings {
  /** `keep` writes as it should be read; `strip` replaces letters GSM-7 lacks; `auto` (default) does so only where it saves a segment. */
  accents?: 'keep' | 'strip' | 'auto';
}

export interface EmailSettings {
  /** Adds `List-Unsubscribe` (and `-Post` for an https address): the mailbox or address that takes people off the list. */
  unsubscribe?: { url?: string; mailto?: string };
}

/** Blocks and templates of the user that take the place of ours. Keys from general to exact; the most exact one wins. */
export interface TemplateOverrides {
  /** `greeting`, `signature`, `legal` ...; a key may be narrowed: `signature/es-MX`, `greeting/email/es-MX`. */
  blocks?: Record<string, string>;
  /** Part of one template: `first_reminder/email/es-MX/subject`, `first_reminder/sms/es-MX`. */
  templates?: Record<string, string>;
}

/** Everything about the sender that does not change from message to message. */
export interface RenderSettings {
  brand: Brand;
  contact: ContactPerson;
  payment?: PaymentInstructions;
  templates?: TemplateOverrides;
  /** The language when neither the call nor the customer names one. Default `es-MX`. */
  locale?: string;
  whatsapp?: WhatsappSettings;
  sms?: SmsSettings;
  email?: EmailSettings;
  /** Which of our stages a stage of your own policy reads like: `{ aviso_3: 'second_reminder' }`. */
  stages?: Record<string, string>;
  /** Days after the message within which a formal or final notice asks for payment. Default 7. */
  noticeDays?: number;
}

/** A line beside the invoices: interest or a fee that was decided elsewhere. It is shown, never computed here. */
export interface ExtraCharge {
  label: string;
  amount: Money;
}

/** What one message needs beyond the debt and its stage. */
export interface MessageExtras {
  /** Where this debt can be paid; goes before the invoice's own link. */
  paymentUrl?: string;
  /** Ways to pay that were made for this debt, beside the link: a Pix code, a CLABE with its reference. */
  paymentLines?: Array<{ label: string; value: string }>;
  /** What the payer puts into the transfer, where these lines ask for one; absent: none. */
  paymentReference?: string;
  /** What a QR of the payment shows; absent: the link. */
  paymentQr?: string;
  /** The day named in a formal or final notice. */
  deadline?: PlainDate;
  /** Fees and interest, shown as separate lines and added to the amount asked for. */
  charges?: ExtraCharge[];
  /** What the same customer owes in other currencies; shown in the same table, never added up with this debt. */
  otherDebts?: Debt[];
  /** Names of the files that travel with the message. */
  attachments?: string[];
  /** Link to the PDF that a WhatsApp template carries in its header. */
  documentUrl?: string;
  /** For `promise_reminder` and `broken_promise`: the customer's own words. */
  promise?: { amount: Money; date: PlainDate };
  /** For `payment_received`: what came in, when, and for which invoices. */
  payment?: { amount: Money; date: PlainDate; invoices?: string[] };
  /** For `plan_confirmed`. */
  plan?: { instalments: Array<{ date: PlainDate; amount: Money }> };
  /** For `dispute_received`: who looks into it and until when. */
  dispute?: { reason?: string; owner?: string; until: PlainDate };
  /** Message-ID of earlier messages about the same debt, oldest first, for threading. */
  thread?: string[];
  /** Domain of the Message-ID; with `contactKey` the message gets one. */
  messageIdDomain?: string;
  contactKey?: string;
  /** The user's own values, reachable as `extras.name` in their templates. */
  values?: Record<string, unknown>;
}
