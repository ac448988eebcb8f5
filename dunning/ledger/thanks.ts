import type { Channel, Instant, PlainDate } from '../common';
import { AsOf } from '../cadence/as-of';
import { agingBucket } from '../cadence/decide';
import { fromDay } from '../cadence/days';
import type { StageDecision } from '../cadence/stage';
import { readBalance } from '../invoice/balance';
import type { OpenPart } from '../invoice/balance';
import type { Debt } from '../invoice/debt';
import { emptyDebt, olderFirst, scopeByPart, toDebt } from '../invoice/group';
import type { Customer, Invoice } from '../invoice/invoice';
import { money, view } from '../invoice/money';
import type { PastContact } from './contact';
import { countsTowardsCaps } from './fold';
import { invoiceOf, netOf } from './payments';
import type { CustomerStanding, PaymentRecord } from './records';

/** The stage of a thank-you, which asks for nothing. */
export const PAYMENT_RECEIVED = 'payment_received';

/** Whom to thank, from what. */
export interface ThanksInput {
  /** All open invoices of the customers, and the paid ones where there are any: the message says what is left. */
  invoices: readonly Invoice[];
  customers: ReadonlyMap<string, Customer>;
  standings: ReadonlyMap<string, CustomerStanding>;
  history: ReadonlyMap<string, readonly PastContact[]>;
  asOf: Instant | PlainDate;
  account: string;
  defaultTimeZone: string;
  /** Payments older than so many days are not thanked for any more. */
  withinDays: number;
}

/** One thank-you. */
export interface Thanks {
  debt: Debt;
  stage: StageDecision;
  /** What the message says of the payment; see `MessageExtras.payment`. */
  payment: { amount: PaymentRecord['amount']; date: PlainDate; invoices?: string[] };
  customerId: string;
}

const CHANNELS: Channel[] = ['email', 'whatsapp', 'sms'];

/**
 * A thank-you for each recent payment that was not thanked for. Its contact is named by the payment, so that the claim lets it go out once,
 * whatever is told of the payment and however often this runs.
 */
export function thanksFor(input: ThanksInput): Thanks[] {
  const days = new AsOf(input.asOf, input.defaultTimeZone);
  const ofCustomer = Map.groupBy(input.invoices, ({ customerId }) => customerId);
  return [...input.customers.values()].flatMap((customer): Thanks[] => {
    const local = days.forCustomer(customer);
    const payments = input.standings.get(customer.id)?.payments ?? [];
    if (!local || payments.length === 0) return [];
    const invoices = ofCustomer.get(customer.id) ?? [];
    const past = input.history.get(customer.id) ?? [];
    return payments.flatMap((payment): Thanks[] => {
      const day = local.clock.dayOrNaN(payment.at);
      const name = nameOf(payment);
      const isRecent = day <= local.day && day > local.day - input.withinDays;
      const isThanked = past.some(
        ({ stage, scope, status }) => stage === PAYMENT_RECEIVED && scope.includes(name) && countsTowardsCaps(status),
      );
      if (!isRecent || isThanked || netOf(payment) <= 0) return [];
      const { currency } = payment.amount;
      const debt = owed(input.account, customer, invoices, currency, local.day, name);
      const date = fromDay(day);
      const numbers = payment.scope.flatMap((id) => invoices.find((one) => one.id === invoiceOf(id))?.number ?? []);
      const stage: StageDecision = {
        outcome: 'due',
        asOf: fromDay(local.day),
        timeZone: local.zone,
        policyId: PAYMENT_RECEIVED,
        key: PAYMENT_RECEIVED,
        level: 0,
        label: { en: 'Payment received', es: 'Pago recibido', pt: 'Pagamento recebido' },
        tone: 'neutral',
        channels: CHANNELS,
        attempt: 1,
        daysPastDue: 0,
        agingBucket: agingBucket(0),
        amountDue: debt.balance,
        reasonCode: 'payment_received',
        reason: {
          en: 'A payment came in, and nobody has said thank you for it yet.',
          es: 'Llegó un pago y aún no se ha agradecido.',
          pt: 'Um pagamento chegou e ainda não se agradeceu por ele.',
        },
        nextEvaluationDate: null,
      };
      const said: Thanks['payment'] = { amount: view(money(netOf(payment), currency)), date };
      if (numbers.length > 0) said.invoices = [...new Set(numbers)];
      return [
        {
          debt: { ...debt, id: name, scope: [name], cycle: PAYMENT_RECEIVED },
          stage,
          payment: said,
          customerId: customer.id,
        },
      ];
    });
  });
}

/** The name of a payment in contact keys. */
function nameOf({ provider, paymentId }: PaymentRecord): string {
  return `payment/${provider}/${paymentId}`;
}

/** What the customer still owes in one currency. */
function owed(
  account: string,
  customer: Customer,
  invoices: readonly Invoice[],
  currency: string,
  day: number,
  id: string,
): Debt {
  const parts = invoices.flatMap((invoice): OpenPart[] => {
    const reading = invoice.total.currency === currency ? readBalance(invoice, day) : undefined;
    return reading?.state === 'open' ? reading.parts : [];
  });
  const [oldest] = parts.sort(olderFirst);
  if (!oldest) return emptyDebt(id, account, customer, currency, fromDay(day), id);
  return toDebt({ id, customer, currency, parts, scopeOf: scopeByPart }, oldest, account, day);
}
