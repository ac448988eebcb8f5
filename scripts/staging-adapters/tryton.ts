import { z } from 'zod';

import { ask, contact, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

/**
 * Tryton account_dunning: a dunning is created as a draft at the first level that is overdue, waits once it was processed, moves one
 * level up per run after that, and is final when no level is left. A blocked one stays as it is.
 */
export const tryton: Adapter = {
  source: /^tryton\//,
  shapes: [
    shape(
      {
        due_date: date,
        amount: z.number().optional(),
        levels_days: z.array(z.number()),
        as_of: date,
        current_state: z.enum(['draft', 'waiting', 'done', 'processed', 'final']).nullable().optional(),
        current_level: z.number().nullable().optional(),
        blocked: z.boolean().optional(),
        paid: z.boolean().optional(),
        reconciled: z.boolean().optional(),
        open_amount: z.number().optional(),
      },
      (input) => {
        const processed = input.current_state != null && input.current_state !== 'draft';
        const at = input.current_level ?? (input.current_state ? 1 : 0);
        const sent = processed ? at : at - 1;
        const amount = input.amount ?? 100;
        const paid = input.paid || input.reconciled;
        const open = invoice('1', input.due_date, amount, {
          open: paid ? 0 : (input.open_amount ?? amount),
          ...(input.blocked ? { holds: [{ kind: 'manual' as const }] } : {}),
        });
        const rules = policy(
          input.levels_days.map((days, index) => stage(index + 1, days)),
          { progression: 'sequential' },
        );
        const history = sent > 0 ? [contact(sent, plusDays(input.as_of, -1), ['1'])] : [];
        const decision = ask(input.as_of, rules, [open], history)[0]?.stage;
        const none = { level: null, state: null, count: 0, dunnings: 0, created: false };
        const stays =
          at > 0 ? { level: at, state: input.current_state ?? 'draft', count: 1, dunnings: 1, created: false } : none;
        if (!decision || decision.outcome === 'closed') return none;
        if (decision.outcome === 'due') {
          return { level: decision.level, state: 'draft', count: 1, dunnings: 1, created: decision.level !== at };
        }
        if (decision.reasonCode === 'last_stage_done') return { ...stays, state: 'final' };
        return stays;
      },
    ),
  ],
};
