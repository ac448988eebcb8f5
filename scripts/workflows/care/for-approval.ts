import type { WorkflowBuilder } from '../builder';
import { classifier } from '../cores/front';
import type { Setting } from '../definition';
import { end, entrance, ours } from '../parts';
import { askFirst } from './ask-first';
import { settingsBeside } from './team';
import { keep } from '../ways';

const ENTRANCE = 'Invoices from a feeder';
const STAGE = 'Which stage is each invoice at?';

/** What goes out only after a person has agreed. */
export interface ForApproval {
  settings: readonly Setting[];
  /** The sticky notes, by the part of the row that they stand over. */
  notes: { intro: string; set: string; question: string; then: string };
  /** Why the classifier puts an invoice before a person: `needs_approval`. */
  reasonCode: string;
  /** The node that lets these through, and the end of all others. */
  ripe: string;
  others: string;
  ask: { field: string; subject: string; message: string };
}

/**
 * The part that all workflows with an approval share: the invoices, their stage, and the question to a person.
 * @returns the node that lets the approved items through
 */
export function forApproval(
  builder: WorkflowBuilder,
  { settings, notes, reasonCode, ripe, others, ask }: ForApproval,
): string {
  builder
    .note({ text: `## What this is\n${notes.intro}`, at: [-780, -140], size: [380, 240], colour: 'intro' })
    .note({ text: `## 1 · Set this first\n${notes.set}`, at: [-360, -140], size: [320, 240], colour: 'set' })
    .note({ text: `## 2 · ${notes.question}`, at: [560, -140], size: [960, 200], colour: 'think' })
    .note({ text: `## 3 · ${notes.then}`, at: [1700, -140], size: [960, 200], colour: 'send' })
    .node(ENTRANCE, entrance([-720, 320]));
  const merged = settingsBeside(builder, ENTRANCE, settings, [-260, 320], 'the invoices');
  builder
    .node(STAGE, ours('invoiceStageClassifier', { ...classifier(), policy: 'b2b_strict' }, [260, 320]))
    .node(ripe, keep(`$json.dunning?.stage?.reasonCode === '${reasonCode}'`, [500, 320]))
    .node(others, end([500, 520]))
    .connect(merged, STAGE);
  // What a person must look at leaves the classifier by its fourth output.
  [others, others, others, ripe, others].forEach((name, output) => builder.connect(STAGE, name, output));
  return askFirst(builder, { from: ripe, ...ask }, [720, 320]);
}
