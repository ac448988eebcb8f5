import type { IExecuteFunctions } from 'n8n-workflow';

/** The operations that only read; an AI agent may use them. */
export const SAFE_FOR_AGENTS: ReadonlySet<string> = new Set(['find', 'getTimeline', 'listUncertain']);

/** Whether the node runs as the tool of an agent: n8n then runs it under its name with `Tool` behind it. */
export function isTool(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
  return context.getNode().type.endsWith('Tool');
}
