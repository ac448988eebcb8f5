import type { PlainDate } from '../common';
import type { StageDecision } from '../cadence/stage';
import type { Debt, OpenItem } from '../invoice/debt';
import type { Customer } from '../invoice/invoice';
import { money, view } from '../invoice/money';
import { addDays, daysBetween } from './format';
import { COUNTRIES } from './sample-countries';
import type { Country } from './sample-countries';
import type { MessageExtras, RenderSettings } from './settings';
import { factsOf } from './texts/types';

/** A made-up customer of one country, for previews, the gallery and checks of templates. Nobody in it exists. */
export interface Sample {
  settings: RenderSettings;
  asOf: PlainDate;
  debt(stage: string, invoices: number): Debt;
  stage(stage: string, debt: Debt): StageDecision;
  extras(stage: string): MessageExtras;
}

const AS_OF = '2026-11-23';
/** Days from the due date to the as-of date, by stage. */
const DAYS: Readonly<Record<string, number>> = {
  before_due: -5,
  due_today: 0,
  first_reminder: 3,
  second_reminder: 15,
  formal_notice: 30,
  final_notice: 45,
};
const USUAL_DAYS = 10;

const MAILBOXES: Readonly<Record<string, string>> = { en: 'accounts', pt: 'financeiro' };

/** The sample of a locale; of Mexico for one there is none of. */
export function sampleFor(locale: string): Sample {
  const found = COUNTRIES[locale] ?? COUNTRIES['es-MX'];
  if (!found) throw new RangeError('there is no sample');
  const country = found;
  const mailbox = MAILBOXES[locale.slice(0, 2)] ?? 'contacto';
  const site = `${country.company
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '')}.example`;
  return {
    asOf: AS_OF,
    settings: {
      brand: {
        name: country.company,
        legalName: country.legalName,
        taxId: country.taxId,
        address: country.address,
        color: '#1f4e79',
      },
      contact: { name: country.contact, email: `${mailbox}@${site}`, phone: country.phone },
      payment: {
        accounts: [{ ...country.account, country: country.country }],
        link: `https://pay.${site}/`,
      },
      locale,
    },
    debt: (stage, invoices) => sampleDebt(country, stage, invoices, site),
    stage: sampleStage,
    extras: (stage) => sampleExtras(country, stage),
  };
}

function sampleDebt(country: Country, stage: string, invoices: number, site: string): Debt {
  const days = DAYS[stage] ?? USUAL_DAYS;
  const isPaid = factsOf(stage) === 'received';
  const items: OpenItem[] = Array.from({ length: isPaid ? 0 : invoices }, (_, index) => {
    const dueDate = addDays(AS_OF, index * 2 - days);
    const total = country.amount + index * share(country.amount, 3);
    const paid = index === 1 ? share(country.amount, 20) : 0;
    return {
      invoiceId: String(index + 1),
      number: `F-${1024 + index * 7}`,
      issueDate: addDays(dueDate, -30),
      dueDate,
      daysPastDue: daysBetween(dueDate, AS_OF),
      total: view(money(total, country.currency)),
      paid: view(money(paid, country.currency)),
      balance: view(money(total - paid, country.currency)),
      documentUrl: `https://docs.${site}/F-${1024 + index * 7}.pdf`,
    };
  });
  const sum = (some: OpenItem[]) =>
    view(
      money(
        some.reduce((total, item) => total + item.balance.minor, 0),
        country.currency,
      ),
    );
  const customer: Customer = {
    id: 'C-77',
    name: country.customer,
    contactName: country.customerContact,
    email: 'pagos@cliente.example',
    phone: country.customerPhone,
    address: country.customerAddress,
    country: country.country,
    timeZone: country.timeZone,
  };
  return {
    id: 'sample',
    account: 'sample',
    customer,
    currency: country.currency,
    openItems: items,
    balance: sum(items),
    overdue: sum(items.filter((item) => item.daysPastDue > 0)),
    oldestDueDate: items[0]?.dueDate ?? AS_OF,
    cycle: '1',
    scope: items.map((item) => item.invoiceId),
  };
}

/** So many hundredths of an amount, in whole minor units. */
function share(minor: number, hundredths: number): number {
  return Math.round((minor * hundredths) / 100);
}

function sampleStage(stage: string, debt: Debt): StageDecision {
  return {
    outcome: 'due',
    asOf: AS_OF,
    timeZone: debt.customer.timeZone ?? 'America/Mexico_City',
    policyId: 'sample',
    key: stage,
    level: 1,
    tone: 'neutral',
    attempt: 1,
    ...(stage === 'final_notice' ? { endAction: 'agency' as const } : {}),
    daysPastDue: daysBetween(debt.oldestDueDate, AS_OF),
    agingBucket: '1-30',
    amountDue: debt.balance,
    reasonCode: 'STAGE_REACHED',
    reason: { en: 'A sample.', es: 'Un ejemplo.', pt: 'Um exemplo.' },
    nextEvaluationDate: null,
  };
}

function sampleExtras({ amount, currency, contact }: Country, stage: string): MessageExtras {
  const half = money((amount - (amount % 2)) / 2, currency);
  const rest = money(amount - half.minor, currency);
  switch (factsOf(stage)) {
    case 'promise': {
      const date = addDays(AS_OF, stage === 'promise_reminder' ? 2 : -2);
      return { promise: { amount: money(amount, currency), date } };
    }
    case 'received':
      return { payment: { amount: money(amount, currency), date: addDays(AS_OF, -1), invoices: ['F-1024'] } };
    case 'plan':
      return {
        plan: {
          instalments: [
            { date: addDays(AS_OF, 7), amount: half },
            { date: addDays(AS_OF, 37), amount: rest },
          ],
        },
      };
    case 'dispute':
      return { dispute: { owner: contact, until: addDays(AS_OF, 7) } };
    default:
      return {};
  }
}
