import type { NodeSpec } from '../builder';
import { n8n } from '../parts';

const TABLE = 'Dunning progress';

const COLUMNS = [
  ['run', 'string'],
  ['startedAt', 'string'],
  ['state', 'string'],
  ['parts', 'number'],
  ['answered', 'number'],
  ['messages', 'number'],
  ['sent', 'number'],
  ['skipped', 'number'],
  ['later', 'number'],
  ['notAllowed', 'number'],
  ['failed', 'number'],
  ['uncertain', 'number'],
  ['needsAPerson', 'number'],
  ['lastAnswerAt', 'string'],
] as const;

/** Progress is a convenience: when it cannot be written, the reminders go on. */
const GOES_ON = { onError: 'continueRegularOutput' } satisfies Partial<NodeSpec>;

/** Makes the table in which a person sees how far a run is; leaves one that is there alone. */
export const progressTable = (at: [number, number]): NodeSpec =>
  n8n(
    'dataTable',
    1.1,
    {
      resource: 'table',
      operation: 'create',
      tableName: TABLE,
      columns: { column: COLUMNS.map(([name, type]) => ({ name, type })) },
      options: { createIfNotExists: true },
    },
    at,
    GOES_ON,
  );

/** Puts the row of this run where it stands now. */
export const progressRow = (at: [number, number]): NodeSpec =>
  n8n(
    'dataTable',
    1.1,
    {
      resource: 'row',
      operation: 'upsert',
      dataTableId: { __rl: true, mode: 'name', value: TABLE },
      matchType: 'allConditions',
      filters: { conditions: [{ keyName: 'run', condition: 'eq', keyValue: '={{ $json.run }}' }] },
      columns: {
        mappingMode: 'defineBelow',
        matchingColumns: [],
        schema: COLUMNS.map(([id, type]) => ({
          id,
          displayName: id,
          required: false,
          defaultMatch: false,
          display: true,
          type,
          canBeUsedToMatch: true,
        })),
        value: Object.fromEntries(COLUMNS.map(([name]) => [name, `={{ $json.${name} }}`])),
      },
      options: {},
    },
    at,
    GOES_ON,
  );
