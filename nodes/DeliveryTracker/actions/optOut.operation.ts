import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { consentFields, recordConsent } from './consent';
import { optionsOf } from './customer';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Opt Out',
  value: 'optOut',
  action: 'Opt a customer out',
  description:
    'Note that a customer no longer wants to be contacted on a channel, or at all. Claims are refused from then on.',
};

export const description: INodeProperties[] = [...consentFields('optOut'), optionsOf('optOut', 'customer')];

export const execute: Execute = (context, ledger, items) => recordConsent(context, ledger, items, 'opt_out');
