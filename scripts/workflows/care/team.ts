import type { WorkflowBuilder } from '../builder';
import type { Setting } from '../definition';
import { n8n, setting, SETTINGS, settingsNode } from '../parts';

/** Who hears of what a person has to do, and from which address. */
export const TEAM: Setting[] = [
  { name: 'teamEmail', value: 'cobranza@example.com', means: 'who is told; several addresses separated by commas' },
  {
    name: 'fromEmail',
    value: 'cobranza@example.com',
    means: 'the address these mails come from; your mail account must be allowed to use it',
  },
];

export const LEDGER_SETTING: Setting = {
  name: 'ledgerFile',
  value: '',
  means: 'leave it empty; where the record of who was written to is kept',
};

export const LEDGER = { ledgerFile: setting('ledgerFile') };

export const TOGETHER = 'Put it into one message';
export const TELL = 'Tell your team';

/** The sentence of every README whose workflow tells a person by mail. */
export const TELL_CONNECT =
  'Open **Tell your team** and choose or create your mail account (SMTP). If your team reads Slack or Teams, put that node in its place.';

type Place = [number, number];

/** A plain mail to the team; never tried again by n8n, because it might have left. */
export const teamMail = (subject: string, text: string, position: Place) =>
  n8n(
    'emailSend',
    2.1,
    {
      fromEmail: setting('fromEmail'),
      toEmail: setting('teamEmail'),
      subject,
      emailFormat: 'text',
      text,
      options: { appendAttribution: false },
    },
    position,
    { credentials: { smtp: 'Mail account (SMTP)' } },
  );

/**
 * One mail about all cases of a run: each case is an item with a `title` and a `text`.
 * @param from the nodes that the cases come from; it is waited for all that run
 */
export function tellTeam(builder: WorkflowBuilder, from: string[], [x, y]: Place): void {
  builder
    .node(
      TOGETHER,
      n8n('aggregate', 1, { aggregate: 'aggregateAllItemData', destinationFieldName: 'cases', options: {} }, [x, y]),
    )
    .node(
      TELL,
      teamMail(
        `={{ $json.cases.length === 1 ? $json.cases[0].title : $json.cases.length + ' cases need a person' }}`,
        `={{ $json.cases.map((one) => ($json.cases.length === 1 ? '' : one.title + '\\n\\n') + one.text).join('\\n\\n- - -\\n\\n') }}`,
        [x + 240, y],
      ),
    )
    .connect(TOGETHER, TELL);
  if (from.length === 1) {
    from.forEach((name) => builder.connect(name, TOGETHER));
    return;
  }
  const all = 'All that a person has to see';
  builder
    .node(all, n8n('merge', 3.1, { mode: 'append', numberInputs: from.length }, [x - 240, y]))
    .connect(all, TOGETHER);
  from.forEach((name, input) => builder.connect(name, all, 0, input));
}

/** A case for the team, from two expressions without braces around them. */
export const caseOf = (title: string, text: string, position: Place) =>
  n8n('set', 3.4, { mode: 'raw', jsonOutput: `={{ { title: ${title}, text: ${text} } }}`, options: {} }, position);

/**
 * The settings, and a node behind which they can be read while the items go on as they came.
 * @param from what puts the items out
 * @returns the name of the node that goes on
 */
export function settingsBeside(
  builder: WorkflowBuilder,
  from: string,
  settings: readonly Setting[],
  [x, y]: Place,
  what = 'the rest',
): string {
  const merge = `Settings first, then ${what}`;
  builder
    .node(SETTINGS, settingsNode(settings, [x, y - 120]))
    .node(merge, n8n('merge', 3.1, { mode: 'chooseBranch', useDataOfInput: 1 }, [x + 240, y]))
    .connect(from, SETTINGS)
    .connect(from, merge)
    .connect(SETTINGS, merge, 0, 1);
  return merge;
}
