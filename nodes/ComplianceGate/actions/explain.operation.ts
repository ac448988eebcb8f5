import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ExplainLanguage } from '../../../dunning/compliance/explain';
import { explain } from '../../../dunning/compliance/explain';
import { BUILT_IN_PACKS } from '../../../dunning/compliance/packs/index';
import { InputError } from '../../../dunning/errors';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf, withDunning } from '../../shared/items';
import { perRun } from '../../shared/parameters';
import { ownPacks } from '../settings';

export const option: INodePropertyOptions = {
  name: 'Explain',
  value: 'explain',
  action: 'Explain a verdict in words',
  description: 'Turn a verdict into a paragraph that a supervisor can read and file',
};

export const description: INodeProperties[] = [
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'English', value: 'en' },
      { name: 'Portuguese', value: 'pt' },
      { name: 'Spanish', value: 'es' },
    ],
    default: 'en',
    displayOptions: { show: { operation: ['explain'] } },
  },
];

/** Adds the paragraph to each item as `dunning.explanation`. */
export async function execute(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
  const language = perRun<ExplainLanguage>(context, 'language', 'en');
  const packs = [...BUILT_IN_PACKS, ...ownPacks(context)];
  const explained = items.map((item, index) => {
    try {
      const { verdict } = dunningOf(item);
      if (!verdict) {
        throw new InputError({
          field: 'dunning.verdict',
          found: undefined,
          problem: 'leaves nothing to explain',
          advice: 'Put a Compliance Gate with the operation Check before this node.',
        });
      }
      return withDunning(item, index, { explanation: explain(verdict, language, packs) });
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      return errorItem(context, item, index, shown);
    }
  });
  return [explained];
}
