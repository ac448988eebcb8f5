import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { runNode } from './engine';

describe('running one of our nodes in n8n’s own engine', () => {
  it('passes the items in, honours the parameters, and sorts the items by output', async () => {
    const row = { Number: 'F-1', Customer: 'Uno', Email: 'uno@example.com', Currency: 'MXN', Country: 'MX' };
    const { outputs, error } = await runNode(
      new InvoiceStageClassifier(),
      { asOf: '2026-03-31', earlierContacts: 'none' },
      {
        items: [
          { json: { ...row, 'Due Date': '2026-03-01', Amount: '500.00' } },
          { json: { ...row, Number: 'F-2', 'Due Date': '2026-09-01', Amount: '500.00' } },
        ],
      },
    );
    expect(error).toBeUndefined();
    expect(outputs.map((items) => items.map(({ json }) => json.Number))).toEqual([['F-1'], ['F-2'], [], [], []]);
  });

  it('returns the error that a node stops with', async () => {
    const { error } = await runNode(
      new InvoiceStageClassifier(),
      { asOf: 'yesterday', earlierContacts: 'none' },
      { items: [{ json: { Number: 'F-1' } }] },
    );
    expect(error?.message).toMatch(/yesterday/);
  });
});
