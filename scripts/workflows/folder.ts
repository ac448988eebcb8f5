import path from 'node:path';

import { ROOT } from '../host/host';

/** The folder that all workflows are in. */
export const WORKFLOWS = path.join(ROOT, 'workflows');
