import type { Channel } from '../../../dunning/common';
import type { StageDecision } from '../../../dunning/cadence/stage';
import type { Debt, OpenItem } from '../../../dunning/invoice/debt';
import type { Customer } from '../../../dunning/invoice/invoice';
import { money, view } from '../../../dunning/invoice/money';
import { daysBetween } from '../../../dunning/message/format';
import type { RenderSettings } from '../../../dunning/message/settings';

/** Sample people and invoices; none of them exists. */
export const AS_OF = '2026-11-23';

export const SETTINGS: RenderSettings = {
  brand: {
    name: 'Papelería Norte',
    legalName: 'Papelería Norte, S.A. de C.V.',
    address: 'Av. Reforma 100, Juárez, 06600 Ciudad de México',
    taxId: 'PNO120315AB1',
    color: '#1f4e79',
  },
  contact: { name: 'Laura Méndez', email: 'laura.mendez@papelerianorte.example', phone: '55 1234 5678' },
  payment: {
    accounts: [
      {
        country: 'MX',
        currency: 'MXN',
        bank: 'BBVA',
        beneficiary: 'Papelería Norte, S.A. de C.V.',
        clabe: '012180001234567899',
      },
    ],
    link: 'https://pagos.papelerianorte.example/p/',
  },
  locale: 'es-MX',
};

export const CUSTOMER: Customer = {
  id: 'C-77',
  name: 'Distribuidora del Sol, S.A. de C.V.',
  contactName: 'Ana Torres',
  email: 'ana.torres@delsol.example',
  phone: '+52 55 8765 4321',
  address: 'Av. Hidalgo 22, Guadalajara',
  country: 'MX',
};

interface ItemOptions {
  number?: string;
  dueDate?: string;
  total?: number;
  paid?: number;
  currency?: string;
}

export function openItem({
  number = 'F-1024',
  dueDate = '2026-11-13',
  total = 1250000,
  paid = 0,
  currency = 'MXN',
}: ItemOptions = {}): OpenItem {
  return {
    invoiceId: number,
    number,
    dueDate,
    daysPastDue: daysBetween(dueDate, AS_OF),
    total: view(money(total, currency)),
    paid: view(money(paid, currency)),
    balance: view(money(total - paid, currency)),
  };
}

export function debtOf(openItems: OpenItem[], customer: Customer = CUSTOMER): Debt {
  const currency = openItems[0]?.balance.currency ?? 'MXN';
  const sum = (items: OpenItem[]) =>
    view(
      money(
        items.reduce((total, item) => total + item.balance.minor, 0),
        currency,
      ),
    );
  return {
    id: 'D-1',
    account: 'acme',
    customer,
    currency,
    openItems,
    balance: sum(openItems),
    overdue: sum(openItems.filter((item) => item.daysPastDue > 0)),
    oldestDueDate: openItems.map((item) => item.dueDate).sort()[0] ?? AS_OF,
    cycle: '1',
    scope: openItems.map((item) => item.invoiceId).sort(),
  };
}

export function stageOf(key: string, debt: Debt, more: Partial<StageDecision> = {}): StageDecision {
  return {
    outcome: 'due',
    asOf: AS_OF,
    timeZone: 'America/Mexico_City',
    policyId: 'test',
    key,
    level: 1,
    attempt: 1,
    tone: 'neutral',
    channels: ['email'] satisfies Channel[],
    daysPastDue: daysBetween(debt.oldestDueDate, AS_OF),
    agingBucket: '1-30',
    amountDue: debt.balance,
    reasonCode: 'STAGE_REACHED',
    reason: { en: 'test', es: 'prueba', pt: 'teste' },
    nextEvaluationDate: null,
    ...more,
  };
}
