import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { consentFields, recordConsent } from './consent';
import { optionsOf } from './customer';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Opt In',
  value: 'optIn',
  action: 'Opt a customer in',
  description: 'Note that a customer agrees to be contacted again',
};

export const description: INodeProperties[] = [...consentFields('optIn'), optionsOf('optIn', 'customer')];

export const execute: Execute = (context, ledger, items) => recordConsent(context, ledger, items, 'opt_in');
