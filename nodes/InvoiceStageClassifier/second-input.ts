import type { IExecuteFunctions } from 'n8n-workflow';

import { perRun } from '../shared/parameters';
import type { SecondInput } from './read-invoices';

/** The rows of the second input, when the panel asks for one. */
export function secondInput(context: IExecuteFunctions): SecondInput | undefined {
  const holds = perRun<SecondInput['holds'] | 'none'>(context, 'secondInput', 'none');
  return holds === 'none' ? undefined : { holds, items: context.getInputData(1) };
}
