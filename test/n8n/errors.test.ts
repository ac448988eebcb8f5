import { row, run, temporaryLedger } from './cadence';

let ledger: ReturnType<typeof temporaryLedger>;
beforeEach(() => {
  ledger = temporaryLedger();
});
afterEach(() => ledger.remove());

describe('an item that fails while the node is to continue', () => {
  it('keeps its own fields beside what was wrong and what to do', async () => {
    const { output } = await run([row({ Email: '' })], { ledgerFile: ledger.file, continueOnFail: true });
    const [item] = output('Render', 0);
    expect(item?.json).toMatchObject({
      'Invoice Number': 'F-1',
      Customer: 'Ferretería Ejemplo',
      error: expect.stringMatching(/^Item 0: The customer’s e-mail address: found nothing/),
      advice: expect.stringMatching(/\.$/),
    });
    expect(item?.pairedItem).toMatchObject({ item: 0 });
  });

  it('keeps its own fields on the error output too', async () => {
    const items = [row({ Email: '' }), row({ 'Invoice Number': 'F-2', 'Customer ID': 'C2' })];
    const { output, error } = await run(items, { ledgerFile: ledger.file, errorOutput: true });
    expect(error).toBeUndefined();
    expect(output('Render', 0).map(({ json }) => json['Invoice Number'])).toEqual(['F-2']);
    expect(output('Render', 1).map(({ json }) => json)).toEqual([
      expect.objectContaining({ 'Invoice Number': 'F-1', error: expect.stringMatching(/e-mail address/) }),
    ]);
  });
});

describe('a mistake in the renderer’s panel while the node is to continue', () => {
  it('reaches every item at the error output; nothing goes on as if it had been written', async () => {
    const items = [row({}), row({ 'Invoice Number': 'F-2', 'Customer ID': 'C2' })];
    const { output, error } = await run(items, {
      ledgerFile: ledger.file,
      errorOutput: true,
      renderer: { company: { name: '' } },
    });
    expect(error).toBeUndefined();
    expect(output('Render', 0)).toEqual([]);
    const wrong = output('Render', 1).map(({ json }) => json);
    expect(wrong.map((json) => json['Invoice Number'])).toEqual(['F-1', 'F-2']);
    for (const { error: said } of wrong) expect(said).toMatch(/Your Company.*Name.*empty/);
  });
});
