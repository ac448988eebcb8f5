import type { WorkflowBuilder } from '../builder';
import type { Setting } from '../definition';
import { ours, settingRef } from '../parts';
import { caseOf, LEDGER } from './team';

export const PAUSE = 'Pause the reminders';
export const LOOK_UP = 'Look up what came before';

export const PAUSE_DAYS: Setting = {
  name: 'pauseDays',
  value: 7,
  means: 'for how many days reminders to a customer who answered are paused; `0`: until a person releases the hold',
};

/** The last day of the pause; empty for one without an end. */
const UNTIL = `Number(${settingRef('pauseDays')}) > 0 ? $now.plus({ days: Number(${settingRef('pauseDays')}) }).toISODate() : ''`;

/** The latest messages of a timeline, newest first, a line each. */
const BEFORE = `$json.contacts.slice(-8).reverse().map((one) => '- ' + one.at.slice(0, 16).replace('T', ' ') + '  ' + one.stage.replaceAll('_', ' ') + ' by ' + one.channel + ': ' + one.status + (one.scope.length ? ' (' + one.scope.join(', ') + ')' : '')).join('\\n')`;

const PAYMENTS = `($json.standing?.payments ?? []).slice(-3).map((one) => '- ' + one.at.slice(0, 10) + '  payment ' + one.status + ' (' + one.provider + ' ' + one.paymentId + ')').join('\\n')`;

/**
 * Pauses all reminders to the customer of each item, and makes a case for the team with all that came before.
 * @param options `asked`: the node whose items have the customer's word; `title` and `word` are expressions on such an item, called `was`
 * @returns the first and the last node
 */
export function pauseAndHandOver(
  builder: WorkflowBuilder,
  { asked, title, word, name }: { asked: string; title: string; word: string; name: string },
  [x, y]: [number, number],
): { first: string; last: string } {
  const own = (expression: string) => expression.replaceAll('was.', `$('${asked}').item.json.`);
  const paused = `(${settingRef('pauseDays')} > 0 ? 'Reminders to this customer are paused up to and including ' + $now.plus({ days: Number(${settingRef('pauseDays')}) }).toISODate() + '.' : 'Reminders to this customer are paused until somebody releases the hold.')`;
  const text = `[${own(word)}, 'What we sent before, latest first:', ${BEFORE} || '- nothing', ${PAYMENTS}, ${paused} + ' What to do: answer the customer. To go on sooner, use the workflow “Reminders: resume a customer” with customer ' + $json.customerId + '.'].filter((one) => one).join('\\n\\n')`;
  builder
    .node(
      PAUSE,
      ours(
        'deliveryTracker',
        {
          resource: 'hold',
          operation: 'setHold',
          about: 'everything',
          holdKind: 'manual',
          reason: 'The customer answered; a person looks at it',
          until: `={{ ${UNTIL} }}`,
          holdId: 'answered',
          options: LEDGER,
        },
        [x, y],
      ),
    )
    .node(
      LOOK_UP,
      ours('deliveryTracker', { resource: 'customer', operation: 'getTimeline', options: LEDGER }, [x + 240, y]),
    )
    .node(name, caseOf(own(title), text, [x + 480, y]))
    .chain(PAUSE, LOOK_UP, name);
  return { first: PAUSE, last: name };
}
