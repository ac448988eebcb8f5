import type { PlainDate } from '../common';
import type { StageDecision } from '../cadence/stage';
import type { Debt, OpenItem } from '../invoice/debt';
import type { Customer } from '../invoice/invoice';
import { money, view } from '../invoice/money';
import { addDays, daysBetween } from './format';
import type { BankAccount, MessageExtras, RenderSettings } from './settings';
import { factsOf } from './texts/types';

/** A made-up customer of one country, for previews, the gallery and checks of templates. Nobody in it exists. */
export interface Sample {
  settings: RenderSettings;
  asOf: PlainDate;
  debt(stage: string, invoices: number): Debt;
  stage(stage: string, debt: Debt): StageDecision;
  extras(stage: string): MessageExtras;
}

interface Country {
  country: string;
  currency: string;
  timeZone: string;
  company: string;
  legalName: string;
  taxId: string;
  address: string;
  contact: string;
  phone: string;
  customer: string;
  customerContact: string;
  customerPhone: string;
  account: BankAccount;
  /** Of the first invoice, in minor units. */
  amount: number;
}

const COUNTRIES: Readonly<Record<string, Country>> = {
  'es-MX': {
    country: 'MX',
    currency: 'MXN',
    timeZone: 'America/Mexico_City',
    company: 'Comercial Norte',
    legalName: 'Comercial Norte, S.A. de C.V.',
    taxId: 'CNO120315AB1',
    address: 'Av. Reforma 100, Juárez, 06600 Ciudad de México',
    contact: 'Laura Méndez',
    phone: '55 1234 5678',
    customer: 'Distribuidora del Sol, S.A. de C.V.',
    customerContact: 'Ana Torres',
    customerPhone: '+525587654321',
    account: { bank: 'BBVA', beneficiary: 'Comercial Norte, S.A. de C.V.', clabe: '012180001234567899' },
    amount: 1_250_000,
  },
  'es-CO': {
    country: 'CO',
    currency: 'COP',
    timeZone: 'America/Bogota',
    company: 'Comercial Andina',
    legalName: 'Comercial Andina S.A.S.',
    taxId: '900123456-8',
    address: 'Carrera 7 # 71-21, Bogotá D.C.',
    contact: 'Paola Rincón',
    phone: '601 123 4567',
    customer: 'Distribuciones La Sabana S.A.S.',
    customerContact: 'Andrés Gómez',
    customerPhone: '+573001234567',
    account: {
      bank: 'Bancolombia',
      beneficiary: 'Comercial Andina S.A.S.',
      taxId: '900123456-8',
      account: '123-456789-01',
      accountType: 'cuenta corriente',
    },
    amount: 485_000_000,
  },
  'es-CL': {
    country: 'CL',
    currency: 'CLP',
    timeZone: 'America/Santiago',
    company: 'Comercial Austral',
    legalName: 'Comercial Austral SpA',
    taxId: '76.123.456-0',
    address: 'Av. Apoquindo 3000, Las Condes, Santiago',
    contact: 'Camila Rojas',
    phone: '+56 2 2345 6789',
    customer: 'Distribuidora Los Andes Ltda.',
    customerContact: 'Rodrigo Soto',
    customerPhone: '+56912345678',
    account: {
      bank: 'Banco de Chile',
      beneficiary: 'Comercial Austral SpA',
      taxId: '76.123.456-0',
      account: '00-123-45678-09',
      accountType: 'cuenta corriente',
    },
    amount: 1_190_000,
  },
  'es-PE': {
    country: 'PE',
    currency: 'PEN',
    timeZone: 'America/Lima',
    company: 'Comercial Pacífico',
    legalName: 'Comercial Pacífico S.A.C.',
    taxId: '20123456786',
    address: 'Av. Javier Prado Este 1200, San Isidro, Lima',
    contact: 'Rosa Quispe',
    phone: '01 234 5678',
    customer: 'Inversiones El Dorado S.A.C.',
    customerContact: 'Luis Salazar',
    customerPhone: '+51912345678',
    account: {
      bank: 'BCP',
      beneficiary: 'Comercial Pacífico S.A.C.',
      account: '193-1234567-0-12',
      cci: '00219300123456701213',
    },
    amount: 432_050,
  },
  'es-AR': {
    country: 'AR',
    currency: 'ARS',
    timeZone: 'America/Argentina/Buenos_Aires',
    company: 'Comercial del Plata',
    legalName: 'Comercial del Plata S.A.',
    taxId: '30-71234567-1',
    address: 'Av. Corrientes 1234, C1043 Ciudad de Buenos Aires',
    contact: 'Mariana Sosa',
    phone: '011 4321-5678',
    customer: 'Distribuidora Pampa S.R.L.',
    customerContact: 'Diego Fernández',
    customerPhone: '+5491123456789',
    account: {
      bank: 'Banco Nación',
      beneficiary: 'Comercial del Plata S.A.',
      cbu: '0110599520000001234567',
      alias: 'COMERCIAL.PLATA',
    },
    amount: 98_750_000,
  },
  'es-EC': {
    country: 'EC',
    currency: 'USD',
    timeZone: 'America/Guayaquil',
    company: 'Comercial Quito',
    legalName: 'Comercial Quito Cía. Ltda.',
    taxId: '1790012345001',
    address: 'Av. Amazonas N21-147, Quito',
    contact: 'Gabriela Paredes',
    phone: '02 234 5678',
    customer: 'Importadora Guayas S.A.',
    customerContact: 'Carlos Mora',
    customerPhone: '+593991234567',
    account: {
      bank: 'Banco Pichincha',
      beneficiary: 'Comercial Quito Cía. Ltda.',
      account: '2100123456',
      accountType: 'cuenta corriente',
    },
    amount: 124_080,
  },
  'es-ES': {
    country: 'ES',
    currency: 'EUR',
    timeZone: 'Europe/Madrid',
    company: 'Comercial Levante',
    legalName: 'Comercial Levante, S.L.',
    taxId: 'B12345674',
    address: 'Calle Colón 15, 46004 València',
    contact: 'Marta Ferrer',
    phone: '961 234 567',
    customer: 'Suministros Turia, S.L.',
    customerContact: 'Javier Navarro',
    customerPhone: '+34612345678',
    account: { bank: 'CaixaBank', beneficiary: 'Comercial Levante, S.L.', iban: 'ES91 2100 0418 4502 0005 1332' },
    amount: 184_525,
  },
  'pt-BR': {
    country: 'BR',
    currency: 'BRL',
    timeZone: 'America/Sao_Paulo',
    company: 'Comercial Paulista',
    legalName: 'Comercial Paulista Ltda.',
    taxId: '11.222.333/0001-81',
    address: 'Av. Paulista, 1000, São Paulo, SP',
    contact: 'Fernanda Lima',
    phone: '(11) 4002-1234',
    customer: 'Distribuidora Horizonte Ltda.',
    customerContact: 'João Pereira',
    customerPhone: '+5511987654321',
    account: { bank: 'Itaú', beneficiary: 'Comercial Paulista Ltda.', pix: 'financeiro@comercialpaulista.example' },
    amount: 687_090,
  },
  'en-US': {
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Chicago',
    company: 'Lakeside Supply',
    legalName: 'Lakeside Supply, Inc.',
    taxId: '12-3456789',
    address: '100 W Randolph St, Chicago, IL 60601',
    contact: 'Emily Carter',
    phone: '(312) 555-0142',
    customer: 'Prairie Hardware, LLC',
    customerContact: 'Michael Reed',
    customerPhone: '+13125550187',
    account: {
      bank: 'First Example Bank',
      beneficiary: 'Lakeside Supply, Inc.',
      routing: '021000021',
      account: '0001234567',
    },
    amount: 325_000,
  },
  'en-GB': {
    country: 'GB',
    currency: 'GBP',
    timeZone: 'Europe/London',
    company: 'Thames Trade Supplies',
    legalName: 'Thames Trade Supplies Ltd',
    taxId: 'GB123456789',
    address: '10 King Street, London EC2V 8EA',
    contact: 'Oliver Hughes',
    phone: '020 7946 0123',
    customer: 'Northfield Builders Ltd',
    customerContact: 'Sarah Walker',
    customerPhone: '+447700900123',
    account: {
      bank: 'Example Bank plc',
      beneficiary: 'Thames Trade Supplies Ltd',
      sortCode: '20-00-00',
      account: '55779911',
    },
    amount: 241_860,
  },
};

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

/** The sample of a locale; of Mexico for one there is none of. */
export function sampleFor(locale: string): Sample {
  const found = COUNTRIES[locale] ?? COUNTRIES['es-MX'];
  if (!found) throw new RangeError('there is no sample');
  const country = found;
  const site = `${country.company.toLowerCase().replace(/[^a-z]+/g, '')}.example`;
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
      contact: { name: country.contact, email: `cobranza@${site}`, phone: country.phone },
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
    const total = country.amount + index * 12_345;
    const paid = index === 1 ? 10_000 : 0;
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
