import { eventTable } from './table';

// Shapes as the providers document them; every value is of our own.
const AT = '2026-03-03T10:00:00Z';

const stripe = (type: string, object: object) => ({
  id: `evt_${type}`,
  object: 'event',
  type,
  created: 1772532000,
  data: { object },
});
const session = (type: string, more: object = {}) =>
  stripe(`checkout.session.${type}`, {
    id: 'cs_1',
    payment_intent: 'pi_1',
    client_reference_id: 'inv-1',
    amount_total: 5000,
    currency: 'mxn',
    payment_status: 'paid',
    ...more,
  });
const intent = (type: string) =>
  stripe(`payment_intent.${type}`, { id: 'pi_1', amount: 5000, amount_received: 5000, currency: 'mxn' });
const charge = (type: string, more: object = {}) =>
  stripe(`charge.${type}`, {
    id: 'ch_1',
    payment_intent: 'pi_1',
    amount: 5000,
    currency: 'mxn',
    captured: true,
    ...more,
  });
const dispute = (type: string, status: string) =>
  stripe(`charge.dispute.${type}`, { id: 'dp_1', payment_intent: 'pi_1', amount: 5000, currency: 'mxn', status });
const refund = (type: string, status: string) =>
  stripe(type, { id: 're_1', payment_intent: 'pi_1', amount: 2000, currency: 'mxn', status });
const one = { id: 'pi_1' };
eventTable('stripe', [
  [
    'session completed',
    session('completed'),
    { type: 'paid', payment: { ...one, reference: 'inv-1', amount: { currency: 'MXN', minor: 5000 } } },
  ],
  [
    'session completed, the voucher not yet paid',
    session('completed', { payment_status: 'unpaid' }),
    { type: 'payment_pending', payment: one },
  ],
  ['session completed that only stored a card', session('completed', { mode: 'setup' }), 'unknown'],
  ['session paid later', session('async_payment_succeeded'), { type: 'paid', payment: one }],
  ['session not paid later', session('async_payment_failed'), 'payment_failed'],
  ['session expired', session('expired', { payment_intent: null }), 'link_expired'],
  ['intent succeeded', intent('succeeded'), { type: 'paid', payment: one }],
  ['intent processing', intent('processing'), 'payment_pending'],
  ['intent failed', intent('payment_failed'), 'payment_failed'],
  ['intent canceled', intent('canceled'), 'payment_failed'],
  ['intent created', intent('created'), 'unknown'],
  ['charge succeeded', charge('succeeded'), { type: 'paid', payment: one }],
  ['charge only authorised', charge('succeeded', { captured: false }), { type: 'payment_pending', payment: one }],
  ['charge captured', charge('captured'), 'paid'],
  ['charge failed', charge('failed'), 'payment_failed'],
  [
    'charge refunded',
    charge('refunded', { amount_refunded: 2000 }),
    { type: 'refunded', payment: { ...one, amount: { currency: 'MXN', minor: 2000 }, isTotal: true } },
  ],
  [
    'refund succeeded',
    refund('refund.created', 'succeeded'),
    { type: 'refunded', payment: { ...one, refundId: 're_1' } },
  ],
  ['refund pending', refund('refund.created', 'pending'), 'unknown'],
  ['refund failed', refund('refund.failed', 'failed'), 'unknown'],
  ['dispute created', dispute('created', 'needs_response'), { type: 'disputed', payment: one }],
  ['dispute lost', dispute('closed', 'lost'), 'disputed'],
  ['dispute won', dispute('closed', 'won'), 'unknown'],
  ['dispute, money back', dispute('funds_reinstated', 'won'), 'unknown'],
  [
    'invoice paid',
    stripe('invoice.paid', { id: 'in_1', payment_intent: 'pi_1', amount_paid: 5000, currency: 'mxn' }),
    { type: 'paid', payment: one },
  ],
  ['invoice not paid', stripe('invoice.payment_failed', { id: 'in_1', payment_intent: 'pi_1' }), 'payment_failed'],
  ['payment link switched off', stripe('payment_link.updated', { id: 'plink_1', active: false }), 'link_expired'],
  ...['customer.created', 'payout.paid', 'payment_link.created', 'invoice.finalized'].map(
    (name) => [name, stripe(name, { id: 'x' }), 'unknown'] as const,
  ),
  [
    'a thin event of version 2',
    { id: 'evt_2', object: 'v2.core.event', type: 'v1.billing.meter.error_report_triggered' },
    'unknown',
  ],
]);

const payPal = (event_type: string, resource: object) => ({
  id: `WH-${event_type}`,
  event_type,
  create_time: AT,
  resource,
});
const capture = (name: string, status: string) =>
  payPal(`PAYMENT.CAPTURE.${name}`, {
    id: 'CAP1',
    status,
    custom_id: 'inv-1',
    amount: { currency_code: 'MXN', value: '50.00' },
  });
const returned = (name: string) =>
  payPal(name, {
    id: 'REF1',
    amount: { currency_code: 'MXN', value: '20.00' },
    links: [{ rel: 'up', href: 'https://api.example.com/v2/payments/captures/CAP1' }],
  });
const order = (name: string) =>
  payPal(`CHECKOUT.ORDER.${name}`, {
    id: 'ORD1',
    purchase_units: [{ custom_id: 'inv-1', amount: { currency_code: 'MXN', value: '50.00' } }],
  });
const invoice = (name: string) =>
  payPal(`INVOICING.INVOICE.${name}`, {
    invoice: { id: 'INV2-1', detail: { invoice_number: 'inv-1' }, amount: { currency_code: 'MXN', value: '50.00' } },
  });
const resolved = (outcome_code: string) =>
  payPal('CUSTOMER.DISPUTE.RESOLVED', {
    dispute_id: 'PP-D-1',
    disputed_transactions: [{ seller_transaction_id: 'CAP1' }],
    dispute_amount: { currency_code: 'MXN', value: '50.00' },
    dispute_outcome: { outcome_code, amount_refunded: { currency_code: 'MXN', value: '20.00' } },
  });
eventTable('paypal', [
  [
    'capture completed',
    capture('COMPLETED', 'COMPLETED'),
    { type: 'paid', payment: { id: 'CAP1', reference: 'inv-1', amount: { currency: 'MXN', minor: 5000 } } },
  ],
  ['capture pending', capture('PENDING', 'PENDING'), 'payment_pending'],
  ['capture declined', capture('DECLINED', 'DECLINED'), 'payment_failed'],
  ['capture denied', capture('DENIED', 'DECLINED'), 'payment_failed'],
  [
    'capture refunded',
    returned('PAYMENT.CAPTURE.REFUNDED'),
    { type: 'refunded', payment: { id: 'CAP1', refundId: 'REF1' } },
  ],
  [
    'capture reversed',
    returned('PAYMENT.CAPTURE.REVERSED'),
    { type: 'refunded', payment: { id: 'CAP1', refundId: 'REF1' } },
  ],
  ['order approved', order('APPROVED'), { type: 'payment_pending', payment: { reference: 'inv-1' } }],
  ['order voided', order('VOIDED'), 'link_expired'],
  ['invoice paid', invoice('PAID'), { type: 'paid', payment: { id: 'INV2-1', reference: 'inv-1' } }],
  ['invoice refunded', invoice('REFUNDED'), 'refunded'],
  ['invoice cancelled', invoice('CANCELLED'), 'link_expired'],
  ...['CREATED', 'SCHEDULED', 'UPDATED'].map((name) => [`invoice ${name}`, invoice(name), 'unknown'] as const),
  [
    'dispute created',
    payPal('CUSTOMER.DISPUTE.CREATED', {
      dispute_id: 'PP-D-1',
      disputed_transactions: [{ seller_transaction_id: 'CAP1' }],
    }),
    { type: 'disputed', payment: { id: 'CAP1' } },
  ],
  // PayPal tells the same money again as a refund of the capture, so this is no refund of its own.
  [
    'dispute won by the buyer',
    resolved('RESOLVED_BUYER_FAVOUR'),
    { type: 'refunded', payment: { id: 'CAP1', isTotal: true, amount: { currency: 'MXN', minor: 2000 } } },
  ],
  ['dispute won by the seller', resolved('RESOLVED_SELLER_FAVOUR'), 'unknown'],
  ...['BILLING.SUBSCRIPTION.CANCELLED', 'VAULT.PAYMENT-TOKEN.CREATED', 'BRAND.NEW.EVENT'].map(
    (name) => [name, payPal(name, { id: 'X' }), 'unknown'] as const,
  ),
]);

const conekta = (type: string, more: object = {}) => ({
  id: `evt_${type}`,
  type,
  created_at: 1772532000,
  data: { object: { id: 'chg_1', order_id: 'ord_1', amount: 5000, currency: 'MXN', ...more } },
});
const conektaAs = (type: Parameters<typeof eventTable>[1][number][2], ...names: string[]) =>
  names.map((name) => [name, conekta(name), type] as const);
eventTable('conekta', [
  ...conektaAs(
    'payment_pending',
    'order.created',
    'order.pending_payment',
    'order.under_fraud_review',
    'charge.created',
    'charge.preauthorized',
    'charge.under_fraud_review',
  ),
  ...conektaAs(
    { type: 'paid', payment: { id: 'ord_1', amount: { currency: 'MXN', minor: 5000 } } },
    'order.paid',
    'charge.paid',
  ),
  ...conektaAs(
    'payment_failed',
    'order.declined',
    'order.canceled',
    'order.fraudulent',
    'charge.declined',
    'charge.canceled',
    'charge.fraudulent',
  ),
  ...conektaAs('link_expired', 'order.expired', 'charge.expired'),
  ...conektaAs(
    { type: 'refunded', payment: { id: 'ord_1', isTotal: true } },
    'order.refunded',
    'order.partially_refunded',
    'order.voided',
    'charge.refunded',
    'charge.partially_refunded',
  ),
  ...conektaAs(
    'disputed',
    'order.charged_back',
    'charge.chargeback.created',
    'charge.chargeback.under_review',
    'charge.chargeback.lost',
  ),
  ...conektaAs(
    'unknown',
    'charge.chargeback.won',
    'charge.score_updated',
    'webhook_ping',
    'customer.created',
    'payout.paid_out',
    'inbound_payment.lookup',
    'brand.new',
  ),
]);

const wompi = (status: string) => ({
  event: 'transaction.updated',
  timestamp: 1772532000,
  data: {
    transaction: { id: '1-2', status, reference: 'r', payment_link_id: 'lnk', amount_in_cents: 5000, currency: 'COP' },
  },
});
eventTable('wompi', [
  [
    'APPROVED',
    wompi('APPROVED'),
    { type: 'paid', payment: { id: '1-2', reference: 'lnk', amount: { currency: 'COP', minor: 5000 } } },
  ],
  ['PENDING', wompi('PENDING'), 'payment_pending'],
  ['DECLINED', wompi('DECLINED'), 'payment_failed'],
  ['ERROR', wompi('ERROR'), 'payment_failed'],
  ['VOIDED', wompi('VOIDED'), 'refunded'],
  ['a status that does not exist yet', wompi('TELEPORTED'), 'unknown'],
  ...['nequi_token.updated', 'bancolombia_transfer_token.updated'].map(
    (event) => [event, { event, data: { token: { id: 't', status: 'APPROVED' } }, timestamp: 1 }, 'unknown'] as const,
  ),
]);
