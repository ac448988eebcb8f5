import type { WorkflowDefinition } from '../definition';
import { everyChannelCores } from './every-channel';
import { mailCores } from './mail-cores';

/** The cores; a user imports one. */
export const cores: WorkflowDefinition[] = [...mailCores, ...everyChannelCores];
