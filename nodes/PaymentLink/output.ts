import type { EnsuredLink } from '../../dunning/payments/link-desk';
import type { LinkRecord } from '../../dunning/payments/link-ledger';
import type { DebtPayment, LinkState } from '../../dunning/payments/provider';
import { view } from '../../dunning/invoice/money';

/** What an item gets about a link of the ledger. */
export function paymentOf(
  link: LinkRecord,
  state: LinkState,
  outcome: DebtPayment['outcome'],
  warnings: string[] = [],
): DebtPayment {
  const url = state.url ?? link.url;
  const pixCode = state.pixCode ?? link.pixCode;
  const qr = pixCode ?? url;
  const expiresAt = state.expiresAt ?? link.expiresAt;
  return {
    provider: link.provider,
    status: state.status,
    outcome,
    ...(link.linkId === undefined ? {} : { id: link.linkId }),
    ...(url === undefined ? {} : { url }),
    amount: view(link.amount),
    reference: link.reference,
    key: link.linkKey,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(pixCode === undefined ? {} : { pixCode }),
    ...(qr === undefined ? {} : { qr }),
    ...(state.paid ? { paid: view(state.paid) } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

/** The same for a link that was just made or used. */
export function ensuredPayment({ link, state, outcome, warnings }: EnsuredLink): DebtPayment {
  return paymentOf(link, state, outcome, warnings);
}
