import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The credential of a record in PostgreSQL. A node names it under `credentials`, shown for `ledgerStore: ['postgres']`. */
export const LEDGER_CREDENTIAL = 'dunningPostgresApi';

/** Two places to keep the record in; the first needs nothing. */
export type LedgerStore = 'sqlite' | 'postgres';

type Show = NonNullable<IDisplayOptions['show']>;

/** The choice that every node that uses the ledger offers. @param show when the node uses it; always, when absent */
export function ledgerChoice(show?: Show): INodeProperties {
  return {
    displayName: 'Where the Record Is Kept',
    name: 'ledgerStore',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'On This Machine',
        value: 'sqlite',
        description: 'In a file in the folder of n8n. Nothing to set up.',
      },
      {
        name: 'In PostgreSQL',
        value: 'postgres',
        description: 'For several workers or machines that share one record',
      },
    ],
    default: 'sqlite',
    description:
      'Who was contacted about what, and what became of it. All nodes of one cadence must name the same place.',
    ...(show ? { displayOptions: { show } } : {}),
  };
}

/** Another file than the usual one; belongs into the node's collection `options`. */
export const ledgerFileOption: INodeProperties = {
  displayName: 'File of the Record',
  name: 'ledgerFile',
  type: 'string',
  default: '',
  placeholder: 'e.g. /data/dunning/ledger.sqlite',
  description:
    'The file the record is kept in when it is not in PostgreSQL. Leave it empty to keep it in the folder of n8n. All nodes of one cadence must name the same file.',
};
