import { n8n } from './parts';

type Place = [number, number];

/** One way out of a switch: its name, and an expression without braces that is true or false. */
export type Way = [name: string, holds: string];

/** Sorts items by the first expression that holds; the rest leaves by the last output. */
export const sorter = (ways: readonly Way[], other: string, position: Place) =>
  n8n(
    'switch',
    3.2,
    {
      mode: 'rules',
      rules: {
        values: ways.map(([outputKey, holds], index) => ({
          conditions: {
            options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
            combinator: 'and',
            conditions: [
              {
                id: `way-${index + 1}`,
                leftValue: `={{ Boolean(${holds}) }}`,
                rightValue: '',
                operator: { type: 'boolean', operation: 'true', singleValue: true },
              },
            ],
          },
          renameOutput: true,
          outputKey,
        })),
      },
      options: { fallbackOutput: 'extra', renameFallbackOutput: other },
    },
    position,
  );

/** Keeps the items for which an expression without braces holds. */
export const keep = (holds: string, position: Place) =>
  n8n(
    'filter',
    2.2,
    {
      conditions: {
        options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
        combinator: 'and',
        conditions: [
          {
            id: 'keep',
            leftValue: `={{ Boolean(${holds}) }}`,
            rightValue: '',
            operator: { type: 'boolean', operation: 'true', singleValue: true },
          },
        ],
      },
      options: {},
    },
    position,
  );
