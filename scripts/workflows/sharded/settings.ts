import { ASSUMED, COMPANY, FROM } from '../cores/settings';
import type { Setting } from '../definition';

/** The last part of the address at which the parts arrive; the same in both workflows. */
export const PART_PATH = 'dunning-part';

/** What both workflows name the account that holds the secret. */
export const SECRET = { httpHeaderAuth: 'Secret of the large book' };

/** What the texts need; the rest of what a core assumes is settled before the parts are made. */
export const PART_SETTINGS: Setting[] = [...COMPANY, FROM, ...ASSUMED.filter(({ name }) => name === 'language')];

export const SHARE_SETTINGS: Setting[] = [
  {
    name: 'partAddress',
    value: `http://localhost:5678/webhook/${PART_PATH}`,
    means:
      'where the other workflow listens, as n8n’s own machines reach it: the address inside your network (`http://n8n:5678/…` in Docker), not the public one',
  },
  {
    name: 'messagesPerPart',
    value: 250,
    means: 'a part is full at so many reminders; all reminders of one customer stay in one part',
  },
  {
    name: 'partsAtOnce',
    value: 10,
    means: 'how many parts are out at a time; take the number of workers times two to five',
  },
  { name: 'minutesPerPart', value: 15, means: 'a part that has not answered after so many minutes is listed' },
  { name: 'summaryTo', value: '', means: 'the finance lead’s e-mail for the summary; empty: no mail is sent' },
  { name: 'summaryFrom', value: 'cobranza@example.com', means: 'the address the summary comes from' },
  ...ASSUMED.filter(({ name }) => name !== 'language' && name !== 'ledgerFile'),
];
