import type { INodeProperties } from 'n8n-workflow';

/** The options that every node that uses the ledger shares. */
export const ledgerFileOption: INodeProperties = {
  displayName: 'Ledger File',
  name: 'ledgerFile',
  type: 'string',
  default: '',
  placeholder: 'e.g. /data/dunning/ledger.sqlite',
  description:
    'Where the record of all contacts is kept. Leave it empty to keep it in the folder of n8n. All nodes of one cadence must name the same file.',
};
