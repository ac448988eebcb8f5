import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { classify } from '../../dunning/cadence/classify';
import type { Customer, Invoice } from '../../dunning/invoice/invoice';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import type { ClaimRef } from '../../dunning/ledger/ledger';
import { reconcile } from '../../dunning/ledger/reconcile';
import type { FullLedger } from '../../dunning/ledger/records';
import { buildMail } from '../../dunning/message/mail-envelope';
import { sendBatch } from '../../nodes/DunningEmail/sending';
import type { Job } from '../../nodes/DunningEmail/sending';
import { openMailer } from '../../nodes/shared/smtp';
import { Inbox } from '../../scripts/demo/inbox';
import { plain, reminder } from '../nodes/DunningEmail/samples';
import type { PayOrder } from './payment-worker';
import { request } from './requests';

const ROOT = path.resolve(__dirname, '../..');
const LEASE = 600_000;
const NOW = '2026-11-23T16:00:00.000Z';
const TOTAL = 100_000;
const ZONE = 'America/Mexico_City';

/** Where in a run a payment comes in. */
const MOMENTS = ['before classifying', 'before claiming', 'before taking over', 'while sending'] as const;

/** A small generator of numbers from 0 up to, not including, 1; the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Who stores payments: this process, or one of its own. */
export interface Payer {
  /** Resolves once the ledger has the payment. */
  pay(order: PayOrder): Promise<unknown>;
  close(): Promise<unknown>;
}

/** The process that tests run in stores the payments. */
export function payHere(ledger: FullLedger): Payer {
  return {
    pay: async ({ id, account, customerId, invoice, minor, key }) => {
      const amount = { currency: 'MXN', minor };
      const about = { account, customerId, scope: [invoice], amount, at: NOW };
      if (key === undefined) {
        await ledger.recordPayments([{ ...about, provider: 'bank', paymentId: id, status: 'paid' }], NOW);
      } else {
        const event = { provider: 'stripe', eventId: id, type: 'paid' as const, at: NOW, contactKey: key };
        await ledger.recordEvents([{ ...event, payment: { id, amount } }], NOW);
      }
    },
    close: async () => undefined,
  };
}

/** Another process stores the payments. */
export async function payElsewhere(address: string): Promise<Payer> {
  const script = path.join(__dirname, 'payment-worker.ts');
  const args = ['--no-warnings', '--import', 'tsx', script, address];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const waiting = new Map<string, () => void>();
  await once(lines, 'line');
  lines.on('line', (id) => waiting.get(id)?.());
  return {
    pay: (order) =>
      new Promise<void>((stored) => {
        waiting.set(order.id, stored);
        child.stdin.write(`${JSON.stringify(order)}\n`);
      }),
    close: () => {
      child.stdin.end();
      return once(child, 'close');
    },
  };
}

/**
 * Runs `count` overdue invoices from the classifier to a real mail server, each paid at a random moment, in full or in part, and expects that no
 * reminder begins to leave after the ledger has its payment, that those which were not stopped arrive once, and that the next
 * run asks for what is left.
 */
export async function expectNoReminderAfterPayment(
  ledger: FullLedger,
  payer: Payer,
  { account, count, seed }: { account: string; count: number; seed: number },
): Promise<void> {
  const random = seeded(seed);
  const debtors = Array.from({ length: count }, (_, n) => ({
    n,
    customerId: `c-${n}`,
    invoice: `inv-${n}`,
    moment: MOMENTS[Math.floor(random() * MOMENTS.length)] ?? MOMENTS[0],
    minor: random() < 0.5 ? TOTAL : 1 + Math.floor(random() * (TOTAL - 1)),
  }));
  type Debtor = (typeof debtors)[number];
  const keys = new Map<string, string>();
  /** In which order things happened. */
  let clock = 0;
  const storedAt = new Map<string, number>();
  const begunAt = new Map<string, number>();
  const pay = async ({ customerId, invoice, minor }: Debtor): Promise<void> => {
    await payer.pay({ id: `${account}/${customerId}`, account, customerId, invoice, minor, key: keys.get(customerId) });
    storedAt.set(customerId, (clock += 1));
  };
  const payAll = (moment: Debtor['moment']) =>
    Promise.all(debtors.filter((one) => one.moment === moment).map((one) => pay(one)));

  await payAll('before classifying');
  const due = await dueNow(ledger, account, debtors);
  for (const { n, moment, minor } of debtors) {
    const left = moment === 'before classifying' ? TOTAL - minor : TOTAL;
    expect([n, due.get(`c-${n}`)?.open ?? 0]).toEqual([n, left]);
  }
  await payAll('before claiming');

  const wanted = debtors.flatMap(({ customerId }) => due.get(customerId)?.request ?? []);
  const answers = await ledger.claim(wanted, NOW, LEASE);
  answers.forEach((answer, at) => {
    const { customerId = '' } = wanted[at] ?? {};
    keys.set(customerId, answer.key);
    const { moment } = debtors[Number(customerId.slice(2))] ?? {};
    if (moment === 'before claiming') expect(answer).toMatchObject({ reasonCode: 'balance_changed' });
    else expect(answer.decision).toBe('send');
  });
  await payAll('before taking over');

  const nameOf = new Map([...keys].map(([customerId, key]) => [key, customerId]));
  const inbox = await Inbox.start();
  const mailer = await openMailer(plain(inbox.smtpPort), { connections: 3, answerTimeoutMs: 10_000 });
  const late = debtors.filter(({ moment }) => moment === 'while sending');
  const under: Array<Promise<void>> = [];
  let spread = 0;
  try {
    const jobs = answers.flatMap((answer, index): Job[] => {
      if (answer.decision !== 'send') return [];
      const claim: ClaimRef = { key: answer.key, token: answer.token };
      const message = reminder({ to: `${nameOf.get(answer.key) ?? ''}@cliente.example` });
      const build = async () => buildMail({ message, sender: { address: 'ar@acme.example' }, key: answer.key });
      return [{ index, claim, build }];
    });
    const outcome = await sendBatch(jobs, {
      mailer,
      ledger: {
        ...ledger,
        begin: (claim, now) => {
          begunAt.set(nameOf.get(claim.key) ?? '', (clock += 1));
          return ledger.begin(claim, now);
        },
      },
      connections: 3,
      interval: 1,
      leaseMs: LEASE,
      clock: () => Date.parse(NOW) + spread,
      // Between messages payments come in. Of every other one the ledger's answer is waited for, the rest race.
      pause: async (ms) => {
        spread += ms;
        for (let n = 0; n < 2 && random() < 0.8; n += 1) {
          const one = late.splice(Math.floor(random() * late.length), 1)[0];
          if (!one) return;
          const paid = pay(one);
          under.push(paid);
          if (random() < 0.5) await paid;
        }
      },
      cancelled: () => false,
      clean: (text) => text,
    });
    await Promise.all([...under, ...late.map(pay)]);
    expect(outcome.stopped).toBeUndefined();

    const arrived = inbox.mails.map(({ recipients: [to = ''] }) => to.split('@')[0] ?? '');
    expect(new Set(arrived).size).toBe(arrived.length);
    const after = arrived.filter((customerId) => (storedAt.get(customerId) ?? 0) < (begunAt.get(customerId) ?? 0));
    // Those were paid before the classifier, which asked for what was left.
    expect(after.filter((customerId) => momentOf(debtors, customerId) !== 'before classifying')).toEqual([]);
    for (const { customerId, moment, minor } of debtors) {
      const isOpen = moment === 'before classifying' && minor < TOTAL;
      if (isOpen) expect(arrived).toContain(customerId);
      else if (moment !== 'while sending') expect(arrived).not.toContain(customerId);
    }
    // Both ends were met: some left before their payment, and some were stopped at the last moment.
    const racing = debtors.filter(({ moment }) => moment === 'while sending').map(({ customerId }) => customerId);
    expect(racing.filter((customerId) => arrived.includes(customerId)).length).toBeGreaterThan(0);
    expect(racing.filter((customerId) => !arrived.includes(customerId)).length).toBeGreaterThan(0);

    // What was stopped is free again, and is asked for with the right amount.
    const next = await dueNow(ledger, account, debtors);
    for (const { customerId, minor } of debtors) {
      const again = next.get(customerId);
      if (arrived.includes(customerId)) continue;
      expect(again?.open ?? 0).toBe(TOTAL - minor);
      if (!again) continue;
      const [answer] = await ledger.claim([again.request], NOW, LEASE);
      expect(answer?.decision).toBe('send');
    }
  } finally {
    mailer.close();
    await inbox.stop();
  }
}

function momentOf(debtors: ReadonlyArray<{ customerId: string; moment: string }>, customerId: string) {
  return debtors.find((one) => one.customerId === customerId)?.moment;
}

/** What the classifier says is due, with what the ledger knows, and the claims for it. */
async function dueNow(
  ledger: FullLedger,
  account: string,
  debtors: ReadonlyArray<{ customerId: string; invoice: string }>,
): Promise<Map<string, { open: number; request: ClaimRequest }>> {
  const customers = new Map<string, Customer>();
  const invoices = debtors.map(({ customerId, invoice: id }): Invoice => {
    customers.set(customerId, { id: customerId, name: customerId, timeZone: ZONE });
    const total = { currency: 'MXN', minor: TOTAL };
    const dates = { issueDate: '2026-10-01', dueDate: '2026-11-01' };
    return { id, number: id, type: 'invoice', customerId, ...dates, total, balance: total };
  });
  const standings = await ledger.standing(account, [...customers.keys()], NOW, true);
  const book = reconcile({ invoices, customers }, standings, NOW, ZONE);
  const debts = classify({ ...book, asOf: NOW, account, defaultTimeZone: ZONE });
  return new Map(
    debts
      .filter(({ stage }) => stage.outcome === 'due')
      .map(({ debt, stage }) => {
        const { customer, scope, cycle } = debt;
        const revision = standings.get(customer.id)?.revision ?? 0;
        const about = { account, customerId: customer.id, scope, cycle, stage: stage.key ?? '', at: NOW };
        const demand = { invoices: debt.openItems.map(({ invoiceId }) => invoiceId), revision };
        return [customer.id, { open: debt.balance.minor, request: request({ ...about, demand }) }];
      }),
  );
}
