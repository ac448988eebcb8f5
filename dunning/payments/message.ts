import type { MessageExtras } from '../message/settings';
import type { DebtPayment, LinkStatus } from './provider';

/** Whether a customer can still pay this way; a link that is paid or over is not shown to anybody. */
const PAYABLE: ReadonlySet<LinkStatus> = new Set(['open', 'partly_paid']);

/** What Brazilians call the text of a Pix code, in every language. */
const PIX_CODE = 'Pix copia e cola';

/** What a message says about a payment that was made ready for its debt: link, code, bank data, and what a QR shows. */
export function paymentExtras(payment: DebtPayment | undefined): MessageExtras {
  if (!payment || !PAYABLE.has(payment.status)) return {};
  const { url, pixCode, qr, instructions = [] } = payment;
  const lines = [...(pixCode === undefined ? [] : [{ label: PIX_CODE, value: pixCode }]), ...instructions];
  return {
    ...(url === undefined ? {} : { paymentUrl: url }),
    ...(lines.length === 0 ? {} : { paymentLines: lines }),
    ...(qr === undefined ? {} : { paymentQr: qr }),
  };
}
