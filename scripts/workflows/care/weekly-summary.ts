import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { manual, n8n, ours, SETTINGS, settingRef, settingsNode } from '../parts';
import { LEDGER, LEDGER_SETTING, TEAM, TELL_CONNECT } from './team';
import { keep } from '../ways';
import { COUNT_IT } from './weekly-code';

const FIND = 'Whom did we write to?';
const ANYBODY = 'Was anybody written to?';
const ONCE = 'Each customer once';
const TIMELINE = 'What happened with each of them?';
const COUNT = 'Count it all';
const MAIL = 'Tell your team';

/** What the week brought, from the record alone. */
export const weeklySummary: WorkflowDefinition = {
  slug: 'care/weekly-summary',
  title: 'Care: weekly summary',
  summary:
    'Every Monday one mail to the finance lead, from the record alone: what was sent at which stage and channel, what arrived, what came in, and what waits for a person.',
  connect: [TELL_CONNECT, 'Press **Publish**. To see it at once, press *Run it now*.'],
  settings: [
    ...TEAM,
    { name: 'days', value: 7, means: 'how many days a summary covers' },
    {
      name: 'lookBackDays',
      value: 90,
      means: 'customers who were written to in so many days are looked at, for payments, holds and what is uncertain',
    },
    { name: 'asOf', value: '', means: 'leave it empty for today; a date such as `2026-11-23` is the last day covered' },
    LEDGER_SETTING,
  ],
  result:
    'A mail with the figures, a table by stage and channel, and a list of what waits for a person: messages that may or may not have gone out, addresses that no longer work, holds and promises, customers who refuse a channel. A week in which nothing happened is a mail as well.',
  notes: [
    'Payments are those that the record knows: from the workflow *Payments in*, or recorded by hand. Currencies are never added up.',
    'Customers appear by the number your system has for them; the record keeps no names and no addresses.',
    'One look-up for each customer: tens of thousands take some minutes.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nOnce a week the finance lead gets **one mail**: what was sent, what arrived, what came in, and what waits for a person. It comes from the record alone; your ERP is not asked.',
        at: [-560, -140],
        size: [380, 260],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: who gets it and how many days it covers.\n\nPress *Run it now* to see one at once.',
        at: [-140, -140],
        size: [320, 260],
        colour: 'set',
      })
      .note({
        text: '## 2 · Count it all\nEvery customer who was written to lately, with all that happened. The words and the table are put together in **Count it all**; change them as you like.',
        at: [260, -140],
        size: [620, 200],
        colour: 'think',
      })
      .node(
        'Every Monday morning',
        n8n(
          'scheduleTrigger',
          1.2,
          { rule: { interval: [{ field: 'cronExpression', expression: '0 8 * * 1' }] } },
          [-480, 220],
        ),
      )
      .node('Run it now', manual([-480, 400]))
      .node(SETTINGS, settingsNode(this.settings, [-60, 300]))
      .node(FIND, {
        ...ours(
          'deliveryTracker',
          {
            resource: 'contact',
            operation: 'find',
            returnAll: true,
            filters: {
              from: `={{ (${settingRef('asOf')} ? DateTime.fromISO(${settingRef('asOf')}) : $now).minus({ days: Number(${settingRef('lookBackDays')}) }).toISO() }}`,
            },
            options: LEDGER,
          },
          [260, 300],
        ),
        alwaysOutputData: true,
      })
      .node(ANYBODY, { ...keep('$json.customerId', [480, 300]), type: 'n8n-nodes-base.if' })
      .node(
        ONCE,
        n8n(
          'removeDuplicates',
          2,
          {
            operation: 'removeDuplicateInputItems',
            compare: 'selectedFields',
            fieldsToCompare: 'customerId',
            options: {},
          },
          [700, 220],
        ),
      )
      .node(
        TIMELINE,
        ours(
          'deliveryTracker',
          {
            resource: 'customer',
            operation: 'getTimeline',
            customerId: '={{ $json.customerId }}',
            account: `={{ $json.account ?? 'default' }}`,
            options: LEDGER,
          },
          [920, 220],
        ),
      )
      .node(
        COUNT,
        n8n('code', 2, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode: COUNT_IT }, [1160, 300]),
      )
      .node(MAIL, {
        ...n8n(
          'emailSend',
          2.1,
          {
            fromEmail: `={{ ${settingRef('fromEmail')} }}`,
            toEmail: `={{ ${settingRef('teamEmail')} }}`,
            subject: '={{ $json.title }}',
            emailFormat: 'both',
            text: '={{ $json.text }}',
            html: '={{ $json.html }}',
            options: { appendAttribution: false },
          },
          [1380, 300],
          { credentials: { smtp: 'Mail account (SMTP)' } },
        ),
      })
      .connect('Every Monday morning', SETTINGS)
      .connect('Run it now', SETTINGS)
      .chain(SETTINGS, FIND, ANYBODY, ONCE, TIMELINE, COUNT, MAIL)
      .connect(ANYBODY, COUNT, 1);
    return builder.build();
  },
};
