import type { FullLedger, PaymentRecord } from '../../dunning/ledger/records';
import type { EmailMessage } from '../../dunning/message/message';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { cadence, dunning, row, run, runOne, temporaryLedger } from './cadence';

const NOW = '2026-03-10T18:00:00Z';
let place: ReturnType<typeof temporaryLedger>;
let ledger: FullLedger;
beforeEach(async () => {
  place = temporaryLedger();
  ledger = await openSqliteLedger(place.file);
});
afterEach(async () => {
  await ledger.close();
  place.remove();
});

const options = () => ({ ledgerFile: place.file });
const thanks = () => ({ ...options(), classifier: { operation: 'thank' } });

async function pay(scope: string[], over: Partial<PaymentRecord> = {}): Promise<void> {
  const amount = { currency: 'MXN', minor: 50_050 };
  const payment: PaymentRecord = {
    account: 'default',
    customerId: 'C1',
    provider: 'stripe',
    paymentId: 'pi_1',
    scope,
    amount,
    at: '2026-03-09T12:00:00-06:00',
    status: 'paid',
    ...over,
  };
  await ledger.recordPayments([payment], NOW);
}

describe('payments of the record in the chain', () => {
  it('come off the amount that is asked for, and the item says so', async () => {
    await pay(['F-1']);
    const { output } = await run([row()], options());
    const [item] = output('Claim', 0);
    const { message, warnings, balance } = dunning(item);
    expect((message as EmailMessage).text).toContain('$1,000.00');
    expect((message as EmailMessage).text).not.toContain('$1,500.50.');
    expect(warnings).toEqual([expect.stringMatching(/A payment of 500\.50 MXN on 2026-03-09 \(stripe pi_1\)/)]);
    expect(balance).toEqual({ revision: expect.any(Number) });
  });
  it('that are pending pause the invoice, and a dispute holds it', async () => {
    await pay(['F-1'], { status: 'pending', expiresAt: '2026-03-12T23:59:00-06:00' });
    const pending = await run([row()], options());
    expect(dunning(pending.output('Classify', 2)[0]).stage?.reason.en).toBe(
      'On hold because a payment is on its way, up to and including 2026-03-12.',
    );
    await pay(['F-1'], { status: 'disputed' });
    const disputed = await run([row()], options());
    expect(dunning(disputed.output('Classify', 2)[0]).stage?.reasonCode).toBe('hold_dispute');
  });
  it('that come in between classifying and claiming keep the message from going out', async () => {
    const workflow = cadence(options());
    const whole = workflow.connections;
    const late = { ...workflow, connections: { ...whole, Gate: { main: [] } } };
    const { output } = await runOne(late, [row()]);
    await pay(['F-1'], { paymentId: 'pi_late' });
    const claim = {
      ...workflow,
      connections: { Start: { main: [[{ node: 'Claim', type: 'main' as const, index: 0 }]] } },
    };
    const { output: after } = await runOne(claim, output('Gate', 0));
    expect(after('Claim', 0)).toEqual([]);
    expect(dunning(after('Claim', 1)[0]).contact).toMatchObject({ decision: 'skip', reasonCode: 'balance_changed' });
  });
  it('that only the source knows of are asked for right before the claim', async () => {
    const workflow = cadence(options());
    const parameters = { options: { ...options(), balanceField: 'open_now' } };
    const nodes = workflow.nodes.map((node) => (node.name === 'Claim' ? { ...node, parameters } : node));
    const withNow = (open: unknown) => runOne({ ...workflow, nodes }, [row({ open_now: open })]);
    for (const open of ['1000.50', 0]) {
      const { output } = await withNow(open);
      expect(dunning(output('Claim', 1)[0]).contact).toMatchObject({ reasonCode: 'balance_changed' });
      expect(output('Claim', 0)).toEqual([]);
    }
    expect((await withNow(undefined)).error?.message).toMatch(/open_now/);
    expect((await withNow('1500.50')).output('Claim', 0)).toHaveLength(1);
  });
  it('are thanked for once, with what is left, as a message that collects nothing', async () => {
    await pay(['F-1']);
    const first = await run([row()], thanks());
    expect(first.error).toBeUndefined();
    const [item, ...others] = first.output('Claim', 0);
    expect(others).toEqual([]);
    const { stage, message, verdict } = dunning(item);
    expect(stage?.key).toBe('payment_received');
    expect((message as EmailMessage).subject).toContain('$500.50');
    expect((message as EmailMessage).text).toContain('$1,000.00');
    expect(verdict?.decision).toBe('allow');
    const again = await run([row()], thanks());
    expect(again.output('Classify', 0)).toEqual([]);
    await pay(['F-1'], { paymentId: 'pi_2' });
    const second = await run([row()], thanks());
    expect(second.output('Claim', 0)).toHaveLength(1);
    // A thank-you does not stand in the way of the next reminder.
    const reminder = await run([row()], options());
    expect(reminder.output('Claim', 0)).toHaveLength(1);
  });
  it('are thanked for also when they name no invoice: a thank-you need not say which one', async () => {
    await pay([], { reference: 'transferencia 4711' } as never);
    const { output, error } = await run([row()], thanks());
    expect(error).toBeUndefined();
    const { message, verdict } = dunning(output('Claim', 0)[0]);
    expect(verdict?.decision).toBe('allow');
    expect((message as EmailMessage).text).not.toContain('F-1');
    expect((message as EmailMessage).subject).toContain('$500.50');
  });
});
