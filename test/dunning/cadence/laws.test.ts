import fc from 'fast-check';

import type { ClassifiedDebt } from '../../../dunning/cadence/classify';
import { classify } from '../../../dunning/cadence/classify';
import { dayOrNaN, fromDay, toDay } from '../../../dunning/cadence/days';
import type { Policy } from '../../../dunning/cadence/policy';
import type { SimulatedContact } from '../../../dunning/cadence/simulate';
import { simulate } from '../../../dunning/cadence/simulate';
import type { PastContact } from '../../../dunning/ledger/contact';
import type { Book } from './books';
import { SPAN, START, asking, books, byDebt, policies } from './books';

const RUNS = { numRuns: 50 };
const FROM = fromDay(START);
const TO = fromDay(START + SPAN);

const walk = (book: Book, policy: Policy, to = TO) => simulate({ ...asking(book, policy), from: FROM, to }).contacts;

/** What a run on each of the given days would have sent, by asking the classifier every time and noting what it says. */
function runOn(days: readonly number[], book: Book, policy: Policy): SimulatedContact[] {
  const made: SimulatedContact[] = [];
  const history = new Map<string, PastContact[]>();
  for (const day of days) {
    for (const debt of classify({ ...asking(book, policy), history, asOf: fromDay(day) })) {
      const contact = contactOf(debt, fromDay(day));
      if (!contact) continue;
      made.push(contact);
      const { customerId, debtId, scope, cycle, stage, level, channel, attempt, date } = contact;
      const past: PastContact = {
        customerId,
        debtId,
        scope,
        cycle,
        stage,
        level,
        channel,
        attempt,
        at: date,
        status: 'sent',
      };
      history.set(customerId, [...(history.get(customerId) ?? []), past]);
    }
  }
  return made;
}

function contactOf({ debt, stage }: ClassifiedDebt, date: string): SimulatedContact | undefined {
  if (stage.outcome !== 'due' && stage.reasonCode !== 'needs_approval') return undefined;
  return {
    date,
    customerId: debt.customer.id,
    debtId: debt.id,
    scope: debt.scope,
    cycle: debt.cycle,
    stage: stage.key ?? '',
    level: stage.level ?? 0,
    attempt: stage.attempt ?? 0,
    channel: 'email',
    daysPastDue: stage.daysPastDue,
    amountDue: stage.amountDue,
    needsApproval: stage.reasonCode === 'needs_approval',
  };
}

const allDays = Array.from({ length: SPAN + 1 }, (_, i) => START + i);
const sorted = (contacts: SimulatedContact[]) =>
  [...contacts].sort((a, b) => (a.date + a.customerId + a.debtId < b.date + b.customerId + b.debtId ? -1 : 1));

describe('laws that hold for every book and every policy', () => {
  it('no stage of a debt is contacted twice in one round', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const names = walk(book, policy).map(({ scope, cycle, stage }) => JSON.stringify([scope, cycle, stage]));
        expect(new Set(names).size).toBe(names.length);
      }),
      RUNS,
    );
  });

  it('the level never falls within a round', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const levels = new Map<string, number>();
        for (const { scope, cycle, level } of walk(book, policy)) {
          const round = JSON.stringify([scope, cycle]);
          expect(level).toBeGreaterThan(levels.get(round) ?? 0);
          levels.set(round, level);
        }
      }),
      RUNS,
    );
  });

  it('while nothing is paid or held, no stage of a debt comes twice and no level falls, whatever joins', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const quiet = book.invoices.map((invoice) => ({
          ...invoice,
          settledOn: undefined,
          payments: undefined,
          holds: [],
        }));
        const levels = new Map<string, number>();
        for (const { debtId, level } of walk({ ...book, invoices: quiet }, policy)) {
          expect(level).toBeGreaterThan(levels.get(debtId) ?? 0);
          levels.set(debtId, level);
        }
      }),
      RUNS,
    );
  });

  it('nothing is sent about what is settled, on hold, or not yet issued', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const invoices = new Map(book.invoices.map((invoice) => [invoice.id, invoice]));
        for (const { scope, date } of walk(book, policy)) {
          const invoice = invoices.get((scope[0] as string).split('#')[0] as string);
          expect(invoice?.settledOn === undefined || date < invoice.settledOn).toBe(true);
          expect((invoice?.issueDate as string) <= date).toBe(true);
          for (const { from, until } of invoice?.holds ?? [])
            expect(date < (from as string) || date > (until as string)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('nothing is sent before the first day that the policy gives', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const plain = policy.stages.every(
          ({ anchor, dayCount }) => anchor !== 'end_of_due_month' && dayCount === 'calendar',
        );
        fc.pre(plain && policy.restDays === 'keep');
        for (const { date, cycle, scope } of walk(book, policy)) {
          const invoice = book.invoices.find(({ id }) => id === (scope[0] as string).split('#')[0]);
          const first = Math.min(
            ...policy.stages.map(({ anchor, days }) =>
              anchor === 'issue_date'
                ? dayOrNaN(invoice?.issueDate) + days
                : anchor === 'due_date'
                  ? toDay(cycle) + days
                  : Infinity,
            ),
          );
          expect(toDay(date)).toBeGreaterThanOrEqual(first);
        }
      }),
      RUNS,
    );
  });

  it('two contacts about one debt keep the distance the policy asks for', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        const last = new Map<string, number>();
        for (const { debtId, date } of walk(book, policy)) {
          const before = last.get(debtId);
          if (before !== undefined) {
            expect(toDay(date) - before).toBeGreaterThanOrEqual(policy.minimumDaysBetweenContacts ?? 0);
          }
          last.set(debtId, toDay(date));
        }
      }),
      RUNS,
    );
  });

  it('a longer walk begins with the shorter one: a later day never un-does a contact', () => {
    fc.assert(
      fc.property(books, policies, fc.integer({ min: 0, max: SPAN }), (book, policy, length) => {
        const end = fromDay(START + length);
        const long = walk(book, policy).filter(({ date }) => date <= end);
        expect(walk(book, policy, end)).toEqual(long);
      }),
      RUNS,
    );
  });

  it('walking only the days that the classifier names misses nothing', () => {
    fc.assert(
      fc.property(books, policies, (book, policy) => {
        expect(sorted(walk(book, policy))).toEqual(sorted(runOn(allDays, book, policy)));
      }),
      RUNS,
    );
  });

  it('until the next evaluation date the answer stays the same', () => {
    fc.assert(
      fc.property(books, policies, fc.integer({ min: 0, max: SPAN }), (book, policy, offset) => {
        const day = START + offset;
        const quiet = {
          ...book,
          invoices: book.invoices.map((invoice) => ({ ...invoice, settledOn: undefined, payments: undefined })),
        };
        const before = classify({ ...asking(quiet, policy), asOf: fromDay(day) });
        for (const { debt, stage } of before) {
          const next =
            stage.nextEvaluationDate === null ? day + 40 : Math.min(toDay(stage.nextEvaluationDate), day + 40);
          for (let later = day + 1; later < next; later++) {
            const then = classify({ ...asking(quiet, policy), asOf: fromDay(later) }).find(
              (one) => one.debt.id === debt.id,
            );
            expect([later, then?.stage.outcome, then?.stage.key]).toEqual([later, stage.outcome, stage.key]);
          }
        }
      }),
      RUNS,
    );
  });

  it('skipping runs loses no debtor: whoever is late enough on a run is written to by then', () => {
    fc.assert(
      fc.property(books, policies, fc.integer({ min: 2, max: 20 }), (book, policy, step) => {
        const days = allDays.filter((_, i) => i % step === 0);
        const made = runOn(days, book, policy);
        for (const day of days) {
          const due = classify({ ...asking(book, policy), asOf: fromDay(day) }).filter(
            ({ stage }) => stage.outcome === 'due',
          );
          for (const { debt } of due) {
            const written = made.some(({ debtId, date }) => debtId === debt.id && toDay(date) <= day);
            expect(written).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('the order of the invoices makes no difference', () => {
    fc.assert(
      fc.property(
        books,
        policies,
        fc.integer({ min: 0, max: SPAN }),
        fc.infiniteStream(fc.nat()),
        (book, policy, offset, keys) => {
          const asOf = fromDay(START + offset);
          const shuffled = book.invoices
            .map((invoice) => ({ invoice, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ invoice }) => invoice);
          const one = classify({ ...asking(book, policy), asOf });
          const other = classify({ ...asking({ ...book, invoices: shuffled }, policy), asOf });
          expect(byDebt(other)).toEqual(byDebt(one));
        },
      ),
      RUNS,
    );
  });

  it('classifying customer by customer gives the same as the whole book', () => {
    fc.assert(
      fc.property(books, policies, fc.integer({ min: 0, max: SPAN }), (book, policy, offset) => {
        const asOf = fromDay(START + offset);
        const whole = classify({ ...asking(book, policy), asOf, segments: true });
        const parts = [...book.customers.keys()].flatMap((id) => {
          const invoices = book.invoices.filter(({ customerId }) => customerId === id);
          return classify({ ...asking({ ...book, invoices }, policy), asOf, segments: true });
        });
        expect(byDebt(parts)).toEqual(byDebt(whole));
      }),
      RUNS,
    );
  });

  it("the machine's time zone makes no difference", () => {
    const zone = process.env.TZ;
    try {
      fc.assert(
        fc.property(books, policies, fc.integer({ min: 0, max: SPAN }), (book, policy, offset) => {
          const asOf = `${fromDay(START + offset)}T04:30:00Z`;
          const answers = ['UTC', 'Pacific/Kiritimati', 'America/Tijuana'].map((name) => {
            process.env.TZ = name;
            return byDebt(classify({ ...asking(book, policy), asOf }));
          });
          expect(answers[1]).toEqual(answers[0]);
          expect(answers[2]).toEqual(answers[0]);
        }),
        { numRuns: 20 },
      );
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
