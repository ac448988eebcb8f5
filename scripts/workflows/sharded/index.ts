import type { WorkflowDefinition } from '../definition';
import { part } from './part';
import { share } from './share';

/** The cadence for large books: what shares the work, and what each worker does. */
export const sharded: WorkflowDefinition[] = [share, part];
