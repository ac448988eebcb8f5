import { z } from 'zod';

import { toDay } from '../../dunning/cadence/days';
import type { PolicyStage } from '../../dunning/cadence/policy';
import type { PastContact } from '../../dunning/ledger/contact';
import { contact, invoice, plusDays, policy, stage, walk } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

const reminder = z
  .object({
    schedule: z.enum(['after_invoice_date', 'before_due_date', 'after_due_date', '']),
    days: z.number(),
    enabled: z.boolean().optional(),
    sent: date.nullable().optional(),
  })
  .strict();
type Reminder = z.infer<typeof reminder>;

/** How often Invoice Ninja repeats its endless reminder, where that is a number of days. */
const FREQUENCIES: Record<string, number> = { daily: 1, weekly: 7, two_weeks: 14, biweekly: 14, four_weeks: 28 };

const optionalDay = date.nullable().optional();

interface Placed {
  anchor: PolicyStage['anchor'];
  days: number;
  at: number;
  sent: string | undefined;
}

/** A reminder before or after the due date or after the invoice's own; each on its day. */
function placed({ schedule, days, sent }: Reminder, issued: string, due: string): Placed {
  const was = sent ?? undefined;
  if (schedule === 'after_invoice_date') return { anchor: 'issue_date', days, at: toDay(issued) + days, sent: was };
  const offset = schedule === 'before_due_date' ? -days : days;
  return { anchor: 'due_date', days: offset, at: toDay(due) + offset, sent: was };
}

export const invoiceNinja: Adapter = {
  source: /^invoiceninja\//,
  shapes: [
    shape(
      {
        invoice_date: date.optional(),
        due_date: optionalDay,
        payment_terms: z.number().optional(),
        as_of: date,
        reminders: z.array(reminder),
        reminder1_sent: optionalDay,
        reminder2_sent: optionalDay,
        reminder3_sent: optionalDay,
        endless: z.union([z.string(), z.number()]).nullable().optional(),
        paid: z.boolean().optional(),
        status: z.enum(['draft', 'sent', 'partial', 'paid', 'cancelled', 'reversed']).optional(),
        balance: z.number().optional(),
      },
      (input) => {
        const issued = input.invoice_date ?? input.as_of;
        const due = input.due_date ?? plusDays(issued, input.payment_terms ?? 0);
        const sent = [input.reminder1_sent, input.reminder2_sent, input.reminder3_sent];
        const active = input.reminders
          .map((one, index) => ({ ...one, sent: one.sent ?? sent[index] }))
          .filter(({ schedule, enabled }) => schedule !== '' && enabled !== false)
          .map((one) => placed(one, issued, due));
        // The later a reminder falls, the graver it is.
        active.sort((a, b) => a.at - b.at);
        const stages = active.map(({ anchor, days }, index) => stage(index + 1, days, { anchor, courtesy: undefined }));
        if (input.endless) {
          const every = typeof input.endless === 'number' ? input.endless : FREQUENCIES[input.endless];
          if (every === undefined)
            return { skip: `repeats “${input.endless}”; here a reminder repeats every so many days` };
          const last = stages.at(-1);
          if (last) last.repeat = { everyDays: every, times: 50 };
          else stages.push(stage(1, every, { anchor: 'issue_date', repeat: { everyDays: every, times: 50 } }));
        }
        const history: PastContact[] = active.flatMap((one, index) =>
          one.sent ? [contact(index + 1, one.sent, ['1'])] : [],
        );
        const closed = input.paid || ['paid', 'cancelled', 'reversed'].includes(input.status ?? '');
        const open = invoice('1', due, 100, {
          issueDate: issued,
          open: closed ? 0 : (input.balance ?? 100),
          void: input.status === 'draft',
        });
        const dates = walk(input.as_of, policy(stages), open, { history }).map((made) => made.date);
        return { next: dates[0] ?? null, next_send_date: dates[0] ?? null, dates };
      },
    ),
  ],
};
