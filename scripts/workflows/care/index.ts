import type { WorkflowDefinition } from '../definition';
import { dossier } from './dossier';
import { errors } from './errors';
import { finalNotices } from './final-notices';
import { nextChannel } from './next-channel';
import { replyInbox } from './reply-inbox';
import { resume } from './resume';
import { thanks } from '../payments/thanks';
import { weeklySummary } from './weekly-summary';

/** What goes on around the reminders: what comes back, what fails, and what a person wants to know. */
export const care: WorkflowDefinition[] = [
  replyInbox,
  resume,
  nextChannel,
  thanks,
  finalNotices,
  dossier,
  errors,
  weeklySummary,
];
