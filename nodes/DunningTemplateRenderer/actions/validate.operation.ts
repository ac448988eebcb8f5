import type { INodePropertyOptions } from 'n8n-workflow';

import { validateTemplates } from '../../../dunning/message/validate';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Validate Templates',
  value: 'validate',
  action: 'Validate your own texts',
  description: 'List everything that is wrong in your own blocks and texts at once',
};

/** One item per problem; a single item saying so when there is none. */
export const execute: Execute = async (_context, settings) => {
  const problems = validateTemplates(settings);
  const found = problems.length === 0 ? [{ valid: true }] : problems.map((problem) => ({ valid: false, ...problem }));
  return found.map((json) => ({ json, pairedItem: { item: 0 } }));
};
