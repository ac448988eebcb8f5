import type { WorkflowBuilder } from '../builder';
import { n8n, stopWith } from '../parts';
import { LOOK } from './front';

const TOGETHER = 'All results';
const FAILED = 'What needs a person?';
const TELL = 'Tell a person';

/** What a run says when something needs a person; n8n hands it to the error workflow. */
const NEEDS_A_PERSON = `={{ $input.all().length + ' need(s) a person. The first: ' + ($json.dunning?.debt?.customer?.name ?? $json.dunning?.record?.customerId ?? ($json.fileName ? 'the file ' + $json.fileName : 'an invoice that cannot be read')) + ': ' + ($json.dunning?.record?.detail || ($json.error?.message ?? $json.error) || 'no answer') + ' Everything else went out and stays sent. Mend what is named; the next run sends what certainly did not go out. What may have gone out is listed as uncertain and is not sent again by itself.' }}`;

/** Keeps what could not be read or written, and what was claimed and is not recorded as sent. */
const KEEP = {
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'needs-a-person',
        leftValue: `={{ Boolean($json.error) || ($json.dunning?.record !== undefined && !['sent', 'delivered', 'read', 'replied'].includes($json.dunning.record.status)) }}`,
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
  },
  options: {},
};

/**
 * Waits for everything else, and ends the run as failed when something needs a person.
 * @param last the nodes after which nothing more happens
 */
export function ending(builder: WorkflowBuilder, last: string[], [x, y]: [number, number]): void {
  const inputs = [...last, LOOK];
  builder
    .node(TOGETHER, n8n('merge', 3.1, { mode: 'append', numberInputs: inputs.length }, [x, y]))
    .node(FAILED, n8n('filter', 2.2, KEEP, [x + 240, y]))
    .node(TELL, { ...stopWith(NEEDS_A_PERSON, [x + 480, y]), executeOnce: true })
    .chain(TOGETHER, FAILED, TELL);
  inputs.forEach((name, input) => builder.connect(name, TOGETHER, 0, input));
}
