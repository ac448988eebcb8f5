import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { n8n } from '../parts';
import { caseOf, settingsBeside, TEAM, TELL_CONNECT, tellTeam } from './team';

const FAILED = 'A run failed';
const WORDS = 'What failed, and the cure';

/** What n8n says of the run, or of a trigger that could not start one. */
const ERROR = `($json.execution?.error ?? $json.trigger?.error ?? {})`;
const NODE = `($json.execution?.lastNodeExecuted ?? ${ERROR}.node?.name ?? 'the first node')`;
const SAID = `[${ERROR}.message, ${ERROR}.description, ...(${ERROR}.messages ?? [])].filter((one) => one).join(' ')`;

/** Cures by what the error says, the first that fits. Errors of our own nodes bring theirs along. */
const CURES: Array<[pattern: string, cure: string]> = [
  [
    'need\\\\(s\\\\) a person',
    'Mend what is named, in your system or in the workflow. Then do nothing: the next run sends what certainly did not go out. For what may have gone out, use the Delivery Tracker (List Uncertain, Settle).',
  ],
  [
    '\\\\b401\\\\b|unauthori[sz]ed|authorization failed|invalid.{0,20}(token|credential|login|auth|key)|authenticat|expired',
    'The account is no longer accepted. Open the node, connect its account anew, and run the workflow again.',
  ],
  [
    '\\\\b403\\\\b|forbidden|permission|scope',
    'The account may not do this. Give it the right in your provider’s panel, or connect another account.',
  ],
  [
    '\\\\b429\\\\b|too many requests|rate limit|throttl',
    'The provider wants fewer calls. Wait an hour; the next run goes on where this one stopped. If it comes back every day, run at another hour.',
  ],
  [
    '\\\\b5\\\\d\\\\d\\\\b|bad gateway|service unavailable|internal server|temporar',
    'The provider has trouble of its own. Nothing to mend here: the next run tries again.',
  ],
  [
    'ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|timed? ?out|socket|network|DNS|certificate',
    'The provider could not be reached. Check the address in the account and the network; the next run tries again.',
  ],
  [
    '\\\\b404\\\\b|not found|could not be found',
    'What the node asks for is not there: check the address, the sheet, the folder or the ID in it.',
  ],
];

const CURE = `([${CURES.map(([pattern, cure]) => `['${pattern}', '${cure}']`).join(', ')}].find(([pattern]) => new RegExp(pattern, 'i').test(${SAID}))?.[1] ?? 'Open the run, look at the node in red: its message says which field is meant. Mend it, and run the workflow again. Nobody gets the same reminder twice.')`;

/** What n8n calls when a run of another workflow failed. */
export const errors: WorkflowDefinition = {
  slug: 'care/errors',
  title: 'Care: tell a person when a run fails',
  summary:
    'The error workflow for all the others: whatever fails at night reaches a person by mail, with the workflow, the step, what it said, the item it was about, and what to do.',
  connect: [
    TELL_CONNECT,
    'Press **Publish**.',
    'In each of your other workflows open _⋯ → Settings → Error Workflow_ and choose this one.',
  ],
  settings: TEAM,
  result: 'One mail for each failed run. Runs that you start by hand do not call it: you are looking at them.',
  notes: [
    'The cure is told by what the provider answered (account refused, too many calls, out of order, not reachable, not found). Errors of our own nodes name the item, the field, what was found and what to do; they are passed on as they are.',
    'If this mail itself cannot be sent, n8n shows a failed run of this workflow and nothing else. Look at _Executions_ once a week.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nn8n calls this workflow when a run of another one fails: a provider is down, an account has expired, an invoice cannot be read. A person gets a mail with **what failed and what to do**.',
        at: [-780, -140],
        size: [380, 260],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: who is told.\n\nThen choose this workflow as _Error Workflow_ in the settings (⋯) of each of your others.',
        at: [-360, -140],
        size: [320, 260],
        colour: 'set',
      })
      .note({
        text: '## 2 · What failed, and the cure\nWhat the step said, word for word, and the usual cure for it. Change the words to your house’s: who renews which account, whom to call.',
        at: [180, -140],
        size: [340, 260],
        colour: 'trouble',
      })
      .node(FAILED, n8n('errorTrigger', 1, {}, [-720, 320]));
    const merged = settingsBeside(builder, FAILED, this.settings, [-300, 320], 'what failed');
    builder.node(
      WORDS,
      caseOf(
        `'“' + $json.workflow.name + '” failed at “' + ${NODE} + '”'`,
        `['The workflow “' + $json.workflow.name + '” stopped at the step “' + ${NODE} + '”.', 'It said: ' + (${SAID} || 'nothing').slice(0, 2000) + (${ERROR}.context?.itemIndex !== undefined ? ' (item ' + (${ERROR}.context.itemIndex + 1) + ' of the step before)' : ''), 'What to do: ' + ${CURE}, $json.execution?.url ? 'The run: ' + $json.execution.url : 'It failed before a run began; look at the workflow itself.'].join('\\n\\n')`,
        [260, 320],
      ),
    );
    tellTeam(builder, [WORDS], [580, 320]);
    builder.chain(merged, WORDS);
    return builder.build();
  },
};
