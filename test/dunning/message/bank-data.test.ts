import { createRenderer } from '../../../dunning/message/render';
import type { BankAccount } from '../../../dunning/message/settings';
import { AS_OF, debtOf, openItem, SETTINGS, stageOf } from './samples';

/** The mail and the letter with this account and no link. */
function written(account: BankAccount): string {
  const debt = debtOf([openItem()]);
  const renderer = createRenderer({ ...SETTINGS, payment: { accounts: [account] } });
  const stage = stageOf('first_reminder', debt);
  return (['email', 'letter'] as const)
    .map((channel) => JSON.stringify(renderer.render({ debt, stage, channel, asOf: AS_OF })))
    .join();
}

const BANK: BankAccount = { bank: 'Banco del Valle', beneficiary: 'Titular de la cuenta' };

describe('bank data', () => {
  it.each<[string, BankAccount]>([
    ['nothing to pay into', {}],
    ['an empty CLABE', { clabe: '', account: '', iban: '' }],
    ['only a code that goes with a number', { bic: 'BKOMMXMM', routing: '021000021', sortCode: '12-34-56' }],
  ])('are left out with %s', (_, more) => {
    const text = written({ ...BANK, ...more });
    expect(text).not.toContain('Banco del Valle');
    expect(text).not.toContain('Titular de la cuenta');
    expect(text).not.toContain('Cómo pagar');
  });

  it.each<[string, BankAccount]>([
    ['a CLABE', { clabe: '012180001234567899' }],
    ['a Pix key', { pix: 'pagos@empresa.example' }],
    ['an alias', { alias: 'mi.empresa.pagos' }],
    ['a line of your own', { other: [{ label: 'OXXO', value: '9988 7766' }] }],
  ])('stand there with %s', (_, more) => {
    const text = written({ ...BANK, ...more });
    expect(text).toContain('Banco del Valle');
    expect(text).toContain('Cómo pagar');
    expect(text).toContain(String(Object.values(more).flatMap((one) => (Array.isArray(one) ? one[0]?.value : one))[0]));
  });
});
