import type { OpenPart } from '../invoice/balance';
import type { PastContact } from '../ledger/contact';
import type { CompiledPolicy } from './compile';
import type { DebtNames } from './coverage';
import { stillStands } from './coverage';

/** Widths in bits of what a situation is told apart by; together 49; an exact number holds 53. */
const DUE = { bits: 15, half: 1 << 14 };
const ISSUED_BITS = 12;
const SINCE_BITS = 13;
const STAGE_BITS = 5;
const TIMES_BITS = 4;

const pack = (key: number, value: number, bits: number) => key * 2 ** bits + value;

/**
 * A number that is equal for two debts exactly when the same policy, on the same day, must answer both alike, or NaN when
 * the situation is too particular for that. A book has few distinct situations: who is equally late and was last contacted
 * at the same stage on the same day gets the same answer, so it is worked out once.
 *
 * Too particular are: contacts that failed, are under way or no longer stand, and stages not contacted in rising order.
 * What it does not cover (holds, conditions on the balance) the caller keeps away from it.
 */
export function situationKey(
  compiled: CompiledPolicy,
  driver: OpenPart,
  contacts: readonly PastContact[],
  names: DebtNames,
): number {
  const due = names.asOf - driver.due + DUE.half;
  const issued = Number.isNaN(driver.issued) ? 0 : driver.due - driver.issued + 1;
  if (due < 0 || due >= 2 * DUE.half || issued < 0 || issued >= 2 ** ISSUED_BITS) return NaN;
  let key = pack(due, issued, ISSUED_BITS);
  if (contacts.length === 0) return pack(pack(pack(key, 0, SINCE_BITS), 0, STAGE_BITS), 0, TIMES_BITS);
  let stage = -1;
  let times = 0;
  let last = -Infinity;
  for (const contact of contacts) {
    if (contact.status !== 'sent' && contact.status !== 'delivered' && contact.status !== 'read') return NaN;
    const day = names.clock.dayOrNaN(contact.at);
    if (!(day <= names.asOf) || day < last || !stillStands(contact, names)) return NaN;
    const index = compiled.indexByKey.get(contact.stage);
    if (index === undefined || index < stage) return NaN;
    times = index === stage ? times + 1 : 1;
    // Another number of attempts than contacts: several channels at once, or a gap left by a failure.
    if ((contact.attempt ?? 1) !== times) return NaN;
    stage = index;
    last = day;
  }
  const since = names.asOf - last + 1;
  if (since >= 2 ** SINCE_BITS || stage + 1 >= 2 ** STAGE_BITS || times >= 2 ** TIMES_BITS) return NaN;
  key = pack(key, since, SINCE_BITS);
  return pack(pack(key, stage + 1, STAGE_BITS), times, TIMES_BITS);
}
