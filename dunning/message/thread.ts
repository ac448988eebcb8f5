import type { DunningData } from '../item';
import type { ContactStatus, PastContact } from '../ledger/contact';

/** Statuses of a mail that the customer has, or may have, in the mailbox. */
const ARRIVED: ReadonlySet<ContactStatus> = new Set(['sent', 'delivered', 'read', 'replied']);

/** Mail programs need the beginning and the last few; a header line has its limits (RFC 5322 2.1.1). */
const LONGEST_THREAD = 10;

const CONTACT_KEY = /^[0-9a-f]{40}$/;

/**
 * The contact keys of earlier mails about the same debt, oldest first: what the next mail continues, so that the customer
 * finds a debt's letters in one thread. A mail that bounced starts none.
 */
export function earlierMails({ debt, history = [] }: Pick<DunningData, 'debt' | 'history'>): string[] {
  if (!debt) return [];
  const scope = new Set(debt.scope);
  const about = ({ debtId, scope: other }: PastContact) => debtId === debt.id || other.some((id) => scope.has(id));
  const keys = history
    .filter((contact) => contact.channel === 'email' && ARRIVED.has(contact.status) && about(contact))
    // A history that the user's own field gave may have keys of another kind.
    .flatMap(({ key }) => (key !== undefined && CONTACT_KEY.test(key) ? [key] : []));
  return [...new Set(keys)].slice(-LONGEST_THREAD);
}
