import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { end, ours } from '../parts';
import { PAUSE_DAYS, pauseAndHandOver } from '../care/pause';
import { caseOf, LEDGER_SETTING, settingsBeside, TEAM, TELL_CONNECT, tellTeam } from '../care/team';
import { sorter } from '../ways';
import type { Way } from '../ways';
import { FAMILIES } from './families';
import type { Family } from './families';

const SORT = 'What happened?';
function eventsOf(family: Family): WorkflowDefinition {
  const settings = [...TEAM, ...(family.answered ? [PAUSE_DAYS, LEDGER_SETTING] : [])];
  return {
    slug: `events/${family.slug}`,
    title: family.title,
    summary: family.summary,
    connect: [
      ...family.connect,
      TELL_CONNECT,
      'Press **Publish**, then give the production address of the first node to your provider, as its panel says.',
    ],
    settings,
    result:
      'Every event is in the record, once, whatever the workflow does next: the next run of your reminders knows it. Your team gets a mail about what a person has to do; nobody is told of what needs nothing.',
    notes: [
      'The first node answers the provider only when the event is in the record. When the record cannot be written, the provider is told to come again.',
      'When you keep the record in another place than n8n’s folder, choose it in the first node as well: a node that starts a workflow cannot read *Your settings*.',
      ...family.notes,
    ],
    contracts: family.contracts,
    build() {
      const builder = new WorkflowBuilder(this.slug, family.title);
      builder
        .note({
          text: `## What this is\n${family.note}\n\nEvery event is written into the same record that your reminders ask before they go out.`,
          at: [-780, -180],
          size: [380, 280],
          colour: 'intro',
        })
        .note({
          text: '## 1 · Set this first\nOpen **Your settings**: who is told, and for how long reminders pause when a customer answers.\n\nThen open the first node: it says where its address goes and which secret it needs.',
          at: [-360, -180],
          size: [320, 280],
          colour: 'set',
        })
        .note({
          text: `## 2 · What happened?\n${family.sorting}`,
          at: [180, -180],
          size: [320, 280],
          colour: 'think',
        })
        .note({
          text: family.answered
            ? '## 3 · Pause, and hand to a person\nThe customer’s reminders stop until the day in **Your settings**; your team gets one mail with what the customer said and all that was sent before.'
            : '## 3 · Hand to a person\nYour team gets one mail about what has to be decided. The record already knows.',
          at: [540, -180],
          size: [720, 180],
          colour: 'send',
        })
        .node(family.trigger.name, {
          ...ours(
            'deliveryTrackerTrigger',
            {
              provider: family.trigger.provider,
              eventTypes: family.trigger.eventTypes,
              settings: family.trigger.includeCall ? { includeCall: true } : {},
              ...family.trigger.parameters,
            },
            [-720, 320],
          ),
          credentials: family.trigger.credentials,
          webhookId: family.trigger.webhookId,
        });
      const merged = settingsBeside(builder, family.trigger.name, settings, [-300, 320], 'the events');
      const { answered, cases } = family;
      const ways: Way[] = [
        ...(answered ? [[answered.way, answered.holds] satisfies Way] : []),
        ...cases.map(({ way, holds }): Way => [way, holds]),
      ];
      builder.node(SORT, sorter(ways, 'Recorded', [260, 320])).connect(merged, SORT);
      const told: string[] = [];
      if (answered) {
        const { first, last } = pauseAndHandOver(
          builder,
          { asked: SORT, name: 'What a person needs to know', title: answered.title, word: answered.word },
          [560, 160],
        );
        builder.connect(SORT, first);
        told.push(last);
      }
      cases.forEach(({ name, title, text }, index) => {
        builder
          .node(name, caseOf(title, text, [1040, 340 + index * 150]))
          .connect(SORT, name, index + (answered ? 1 : 0));
        told.push(name);
      });
      builder
        .node('Recorded; nothing to do', end([560, 340 + cases.length * 150]))
        .connect(SORT, 'Recorded; nothing to do', ways.length);
      tellTeam(builder, told, [1580, 320]);
      return builder.build();
    },
  };
}

export const events: WorkflowDefinition[] = FAMILIES.map(eventsOf);
