import { n8n } from '../parts';

/** The node that waits for mail, at the beginning of a workflow. @param more its parameters that differ */
export const mailbox = (more: Record<string, string>) =>
  n8n(
    'emailReadImap',
    2.2,
    {
      mailbox: 'INBOX',
      format: 'resolved',
      ...more,
      // Not only what is unread: a colleague may have opened a mail before n8n saw it.
      options: { customEmailConfig: '["ALL"]' },
    },
    [-720, 320],
    { credentials: { imap: 'Mailbox (IMAP)' } },
  );
