import type { OpenPart } from '../invoice/balance';
import type { Debt } from '../invoice/debt';
import type { DebtDraft } from '../invoice/group';
import { toDebt } from '../invoice/group';
import type { HoldSpan } from '../invoice/holds';
import { holdsOf } from '../invoice/holds';
import type { PromiseOutcome } from '../invoice/promises';
import { promiseOutcome } from '../invoice/promises';
import type { PastContact } from '../ledger/contact';
import type { Answer } from './answer';
import { heldAnswer, pursuedAnswer, smallAnswer, untilNextHold } from './answer';
import { askedWith, splitOf } from './amounts';
import type { StatutoryRates } from './charges';
import { Contacts } from './contacts';
import type { DebtNames } from './coverage';
import type { Day } from './days';
import { coverageOf } from './coverage';
import { amountAsked, toDecision } from './decide';
import { placeAfterContacts } from './progress';
import { afterPromise } from './reasons';
import type { Scene } from './scene';
import { resumeAfterHolds, stageDays } from './schedule';
import { situationKey } from './signature';
import type { StageDecision } from './stage';

const NO_HOLDS: readonly HoldSpan[] = [];
const NO_CONTACTS: readonly PastContact[] = [];
const NO_FAILURES: readonly string[] = [];

/** Decides one debt after another in one run. */
export class DebtDecider {
  private readonly contacts: Contacts;

  constructor(
    private readonly account: string,
    private readonly history: ReadonlyMap<string, readonly PastContact[]> | undefined,
    private readonly statutory: StatutoryRates = {},
  ) {
    this.contacts = new Contacts(history);
  }

  /**
   * Writes a debt out and decides it.
   * @param driver the part whose dates count
   */
  decide(draft: DebtDraft, driver: OpenPart, scene: Scene): { debt: Debt; stage: StageDecision } {
    const { compiled, local } = scene;
    const debt = toDebt(draft, driver, this.account, local.day);
    const { customer } = draft;
    const onHold = driver.invoice.holds || customer.holds || customer.doNotContact;
    const holds = onHold ? holdsOf(driver.invoice, customer, compiled.policy.promiseGraceDays) : NO_HOLDS;
    const promise = holds.length > 0 ? promiseOutcome(driver, holds, local.day) : undefined;
    const answer = explained(this.answer(draft, driver, scene, debt, holds), promise);
    const principal = amountAsked(debt, debt.cycle);
    const { charges, id } = compiled.policy;
    const split = charges && splitOf(draft.parts, principal, local.day, charges, this.statutory);
    const amountDue = split ? askedWith(split) : principal;
    const stage = toDecision(answer, id, local, local.day - driver.due, amountDue);
    if (split) stage.split = split;
    if (promise) stage.promise = promise;
    return { debt, stage };
  }

  private answer(draft: DebtDraft, driver: OpenPart, scene: Scene, debt: Debt, holds: readonly HoldSpan[]): Answer {
    const { compiled, local } = scene;
    const { customer } = draft;
    const fixed = heldAnswer(holds, local.day) ?? smallAnswer(compiled, draft.currency, debt.balance.minor);
    if (fixed) return fixed;
    const contacts = this.history?.has(customer.id)
      ? this.contacts.about(customer.id, namesOf(draft.id, draft.parts))
      : NO_CONTACTS;
    const names = {
      id: draft.id,
      parts: draft.parts,
      clock: local.clock,
      asOf: local.day,
    };
    const shared = holds.length === 0 && !compiled.conditional;
    const key = shared ? situationKey(compiled, driver, contacts, names) : NaN;
    const known = scene.answers.get(key);
    if (known) return known;
    const answer = this.work(draft, driver, scene, contacts, names, holds, debt.balance.minor);
    if (!Number.isNaN(key)) scene.answers.set(key, answer);
    return answer;
  }

  private work(
    { parts, currency }: DebtDraft,
    driver: OpenPart,
    { compiled, local }: Scene,
    contacts: readonly PastContact[],
    names: DebtNames,
    holds: readonly HoldSpan[],
    balance: number,
  ): Answer {
    const days = stageDays(compiled, driver);
    const coverage = coverageOf(compiled, days, contacts, names);
    const openInvoices = parts.length === 1 ? 1 : new Set(parts.map((part) => part.invoice.id)).size;
    const paymentFailures = compiled.conditional ? failuresOf(parts) : NO_FAILURES;
    const asOf = local.day;
    const situation = { compiled, driver, days, coverage, asOf, openInvoices, balance, currency, paymentFailures };
    placeAfterContacts(situation);
    if (holds.length > 0 && compiled.policy.afterHold !== 'catch_up') {
      const unshifted = [...days];
      const doneBy = (day: Day) => coverageOf(compiled, unshifted, contacts, { ...names, asOf: day }).level;
      resumeAfterHolds(compiled, days, holds, local.day, doneBy);
    }
    return untilNextHold(pursuedAnswer(situation), holds, local.day);
  }
}

/** Why the last payment of the open invoices failed, where the source says. */
function failuresOf(parts: readonly OpenPart[]): string[] {
  return parts.flatMap(({ invoice }) => invoice.lastPaymentFailure?.toLowerCase() ?? []);
}

/** Says so where a promise was not kept. */
function explained(answer: Answer, promise: PromiseOutcome | undefined): Answer {
  if (!promise || promise.status === 'pending' || promise.status === 'kept') return answer;
  return { ...answer, reason: afterPromise(answer.reason, promise) };
}

/** The names under which contacts may speak of a debt. */
function namesOf(id: string, parts: readonly OpenPart[]): string[] {
  const names = [id];
  for (const { invoice, key } of parts) {
    if (invoice.id !== id) names.push(invoice.id);
    if (key !== id && key !== invoice.id) names.push(key);
  }
  return names;
}
