import { WorkflowBuilder } from '../builder';
import type { NodeSpec } from '../builder';
import type { Contract, Setting, WorkflowDefinition } from '../definition';
import { handOver, manual, n8n, SETTINGS, settingsNode, weekdays } from '../parts';
import { plainName } from '../setting-names';

/** The node that hands the invoices to the core; the same in every feeder. */
export const HAND_OVER = 'Write the reminders';
export const FIRST_X = 0;
export const STEP = 240;
const ROW = 320;

/** What makes one feeder different from the next. */
export interface Feeder {
  slug: string;
  /** As people call it: `Odoo`. */
  system: string;
  title?: string;
  summary?: string;
  connect: string[];
  settings: Setting[];
  notes?: string[];
  contracts?: Contract[];
  /** What the sticky note at the source says; the title is added. */
  note: string;
  /**
   * Adds the nodes that get the invoices. They begin after *Your settings*.
   * @returns the first node, or none where `start` brings its own triggers, and the last one
   */
  fetch(builder: WorkflowBuilder): { first: string; last: string; columns: number };
  /** Triggers of its own instead of every weekday morning and the button. */
  triggers?: (builder: WorkflowBuilder) => string[];
  /** Where the settings node has no place because nothing is to be set. */
  withoutSettings?: boolean;
}

/** Reading may be tried again without harm; sending never is. */
export const READ_AGAIN = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 } satisfies Partial<NodeSpec>;

const CHOOSE_CORE =
  'Open **Write the reminders**, choose your core from the list and press **Publish** (publish the core first).';

/** A feeder: every weekday morning, or on the button, the invoices go to the core. */
export function feeder(spec: Feeder): WorkflowDefinition {
  const title = spec.title ?? `Invoices from ${spec.system}`;
  return {
    slug: `feeders/${spec.slug}`,
    title,
    summary:
      spec.summary ??
      `Every weekday morning: reads the open invoices from ${spec.system}, all pages of them, and hands them to the reminders core.`,
    connect: ['Import and publish a core first (for most: `cores/email`).', ...spec.connect, CHOOSE_CORE],
    settings: spec.settings,
    result:
      'The core decides and sends; its execution opens from *Write the reminders*. When the invoices cannot all be read, nothing is handed over and nobody is written to: the run ends as failed and your error workflow tells a person. The next run starts from the beginning, and whoever was written to stays written to.',
    notes: spec.notes,
    contracts: spec.contracts,
    build() {
      const builder = new WorkflowBuilder(this.slug, title);
      const triggers = spec.triggers?.(builder) ?? standardTriggers(builder);
      builder.note({
        text: `## ${title}\n${this.summary}\n\nWhen something cannot be read, **nobody is written to half-way**: the run fails as a whole. Choose your error workflow in this workflow’s settings (⋯ → Settings), and it reaches a person.`,
        at: [-760, -20],
        size: [400, 260],
        colour: 'intro',
      });
      const { first, last, columns } = spec.fetch(builder);
      const x = FIRST_X + STEP * columns;
      builder
        .note({
          text: `## ${spec.withoutSettings ? 1 : 2} · Your invoices\n${spec.note}`,
          at: [FIRST_X - 40, -20],
          size: [Math.max(STEP * columns - 20, 300), 260],
          colour: 'think',
        })
        .note({
          text: `## ${spec.withoutSettings ? 2 : 3} · Choose the core\nOpen **Write the reminders** and choose your reminders core from the list, once. It holds your company, your texts and your rules.`,
          at: [Math.max(x, FIRST_X + 280), -20],
          size: [320, 260],
          colour: 'send',
        })
        .node(HAND_OVER, handOver([Math.max(x, FIRST_X + 280) + 60, ROW]))
        .connect(last, HAND_OVER);
      if (spec.withoutSettings) triggers.forEach((trigger) => builder.connect(trigger, first));
      else {
        builder
          .note({
            text: `## 1 · Set this first\nOpen **${SETTINGS}**: ${spec.settings.map(({ name }) => `**${plainName(name)}**`).join(', ')}.`,
            at: [-320, -20],
            size: [260, 260],
            colour: 'set',
          })
          .node(SETTINGS, settingsNode(spec.settings, [-240, ROW]))
          .connect(SETTINGS, first);
        triggers.forEach((trigger) => builder.connect(trigger, SETTINGS));
      }
      return builder.build();
    },
  };
}

function standardTriggers(builder: WorkflowBuilder): string[] {
  builder.node('Every weekday morning', weekdays(9, [-720, ROW - 60])).node('Run it now', manual([-720, ROW + 120]));
  return ['Every weekday morning', 'Run it now'];
}

/** Where the nth step of the first row stands. */
export const step = (n: number, row = 0): [number, number] => [FIRST_X + STEP * n, ROW + 220 * row];

/** How an interface pages. */
export type Paging =
  { parameter: string; in?: 'qs' | 'body'; value: string; done: string } | { nextUrl: string; done: string };

export interface HttpRead {
  url: string;
  /** `predefined`: a credential that n8n knows the provider's way for; `generic`: basic, header or custom. */
  credential?: { kind: 'predefined' | 'generic'; type: string; name: string };
  query?: Record<string, string>;
  headers?: Record<string, string>;
  paging?: Paging;
  method?: 'POST';
  body?: Record<string, string>;
}

const pairs = (values: Record<string, string>) => ({
  parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

/** A request that reads, page by page; any answer but a success fails the run. */
export function httpRead(
  { url, credential, query, headers, paging, method, body }: HttpRead,
  at: [number, number],
): NodeSpec {
  const authentication =
    credential === undefined
      ? {}
      : credential.kind === 'predefined'
        ? { authentication: 'predefinedCredentialType', nodeCredentialType: credential.type }
        : { authentication: 'genericCredentialType', genericAuthType: credential.type };
  return n8n(
    'httpRequest',
    4.2,
    {
      ...(method ? { method } : {}),
      url,
      ...authentication,
      ...(query ? { sendQuery: true, queryParameters: pairs(query) } : {}),
      ...(headers ? { sendHeaders: true, headerParameters: pairs(headers) } : {}),
      ...(body ? { sendBody: true, bodyParameters: pairs(body) } : {}),
      options: paging ? { pagination: { pagination: pagination(paging) }, timeout: 60_000 } : { timeout: 60_000 },
    },
    at,
    { ...READ_AGAIN, ...(credential ? { credentials: { [credential.type]: credential.name } } : {}) },
  );
}

/**
 * n8n checks later pages for errors only where the end is told by an expression; with *Response Is Empty* a failing last page
 * would pass for the end.
 */
function pagination(paging: Paging): Record<string, unknown> {
  const end = { paginationCompleteWhen: 'other', completeExpression: paging.done };
  if ('nextUrl' in paging) return { paginationMode: 'responseContainsNextURL', nextURL: paging.nextUrl, ...end };
  const { parameter, in: type = 'qs', value } = paging;
  return {
    paginationMode: 'updateAParameterInEachRequest',
    parameters: { parameters: [{ type, name: parameter, value }] },
    ...end,
  };
}

/** One item for each element of a list in the answer. */
export const splitOut = (field: string, at: [number, number], under?: string): NodeSpec =>
  n8n('splitOut', 1, { fieldToSplitOut: field, options: under ? { destinationFieldName: under } : {} }, at);

/** Adds what the second input knows to each item of the first; items without a match stay as they are. */
export const enrich = (
  field1: string,
  field2: string,
  at: [number, number],
  clash: 'preferInput1' | 'preferLast' = 'preferInput1',
): NodeSpec =>
  n8n(
    'merge',
    3.1,
    {
      mode: 'combine',
      combineBy: 'combineByFields',
      advanced: true,
      mergeByFields: { values: [{ field1, field2 }] },
      joinMode: 'enrichInput1',
      options: {
        clashHandling: { values: { resolveClash: clash, mergeMode: 'deepMerge' } },
        multipleMatches: 'first',
      },
    },
    at,
  );
