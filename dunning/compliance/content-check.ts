import type { GateInput } from './input';

/**
 * What the rendered text contains, by element: `true` there, `false` not there; an element that cannot be told is absent.
 * What the caller states about the content counts before what the check finds.
 */
export function checkContent({ facts }: GateInput): Record<string, boolean> {
  const found: Record<string, boolean> = {};
  for (const [element, stated] of Object.entries(facts?.content ?? {})) {
    if (stated !== undefined) found[element] = stated;
  }
  return found;
}
