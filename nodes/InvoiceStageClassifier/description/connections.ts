import { PRESETS } from '../../../dunning/cadence/presets';
import { AS_JSON, OWN_STAGES } from './policy';

/** The outputs after the first one, whatever the first one is split into. */
export const OTHER_OUTPUTS = ['Waiting', 'On Hold', 'Needs Review', 'Closed'];
export const DUE = 'Due for Contact';

const stagesOf = Object.fromEntries(
  Object.values(PRESETS).map(({ id, stages }) => [id, stages.map(({ label }) => label.en)]),
);

/**
 * The node's outputs, worked out by the editor from the panel: one per outcome, or *Due for Contact* split into one per stage;
 * a single one where a policy is simulated or payments are thanked for. Plain text, because the editor runs it outside our code.
 */
export const OUTPUTS = `={{ ((p) => {
  if (p.operation === 'simulate' || p.operation === 'thank') return ['main'];
  const named = (name) => ({ type: 'main', displayName: name });
  const others = ${JSON.stringify(OTHER_OUTPUTS)};
  if (p.splitBy !== 'stage') return ['${DUE}', ...others].map(named);
  const presets = ${JSON.stringify(stagesOf)};
  const words = (key) => key.charAt(0).toUpperCase() + key.slice(1).replace(/_/g, ' ');
  let stages = presets[p.policy] || [];
  if (p.policy === '${OWN_STAGES}') stages = (p.stages.stage || []).map((one) => words(one.key));
  if (p.policy === '${AS_JSON}') {
    try { stages = JSON.parse(p.policyJson).stages.map((one) => words(one.key)); } catch (error) { stages = ['${DUE}']; }
  }
  return [...stages, ...others].map(named);
})($parameter) }}` as const;

/** One input, or a second one for customers or payments when the panel asks for it. */
export const INPUTS =
  `={{ $parameter.secondInput === 'customers' ? [{ type: 'main', displayName: 'Invoices' }, { type: 'main', displayName: 'Customers' }] : $parameter.secondInput === 'payments' ? [{ type: 'main', displayName: 'Invoices' }, { type: 'main', displayName: 'Payments' }] : ['main'] }}` as const;
