import type { Context } from '../context';
import type { Finding } from '../judges';
import type { RuleOf } from '../pack';

/** Fees and interest that the contact asks for, against the maxima of the law. */
export function chargesOpen(_rule: RuleOf<'fee_max'> | RuleOf<'interest_max'>, _context: Context, t: number): Finding {
  return { opens: t, code: '' };
}
