import { contactKey } from '../../../dunning/ledger/key';
import type { ClaimRequest } from '../../../dunning/ledger/contact';
import type { EmailMessage } from '../../../dunning/message/message';
import type { SmtpSettings } from '../../../nodes/shared/smtp-settings';

/** A reminder as the renderer writes it. */
export function reminder(part: Partial<EmailMessage> = {}): EmailMessage {
  return {
    channel: 'email',
    template: 'first_reminder/email/es-MX',
    locale: 'es-MX',
    to: 'ana@cliente.example',
    toName: 'Ana Peña',
    warnings: [],
    subject: 'Recordatorio de pago: factura A-1',
    preheader: 'Su factura venció ayer',
    html: '<p>Estimada Ana: su factura <b>A-1</b> venció.</p>',
    text: 'Estimada Ana: su factura A-1 venció.',
    headers: { 'Content-Language': 'es-MX' },
    ...part,
  };
}

/** A server on loopback without encryption. */
export function plain(port: number, part: Partial<SmtpSettings> = {}): SmtpSettings {
  return { host: '127.0.0.1', port, security: 'none', allowSelfSigned: false, ...part };
}

/** What a run claims for one customer. */
export function claimFor(customerId: string): ClaimRequest {
  const identity = {
    account: 'default',
    customerId,
    scope: ['A-1'],
    cycle: '2026-11-01',
    stage: 'first_reminder',
    channel: 'email' as const,
    attempt: 1,
  };
  const at = '2026-11-23T10:00:00-06:00';
  return { ...identity, key: contactKey(identity), debtId: `debt-${customerId}`, level: 1, at, caps: [] };
}
