import type { IExecuteFunctions } from 'n8n-workflow';

import type { BankAccount } from '../../dunning/message/settings';
import { speiPayment, staticPixPayment, transferPayment } from '../../dunning/payments/instructions';
import type { InstructionKind } from '../../dunning/payments/instructions';
import type { LinkSubject } from '../../dunning/payments/order';
import type { DebtPayment } from '../../dunning/payments/provider';
import { filled, perItem, perRun } from '../shared/parameters';

/** How each debt is paid without a provider: reads the panel, asks nobody. */
export function instructionsReader(
  context: IExecuteFunctions,
  kind: InstructionKind,
): (subject: LinkSubject, index: number) => DebtPayment {
  if (kind === 'bank_transfer') {
    const accounts = accountsOf(context);
    return (subject) => transferPayment(subject, accounts);
  }
  const beneficiary = perItem<string>(context, 'beneficiary', '');
  if (kind === 'spei') {
    const clabe = perItem<string>(context, 'clabe', '');
    return (subject, index) => speiPayment(subject, { clabe: clabe(index), beneficiary: beneficiary(index) });
  }
  const key = perItem<string>(context, 'pixKey', '');
  const city = perItem<string>(context, 'city', '');
  return (subject, index) =>
    staticPixPayment(subject, { key: key(index), name: beneficiary(index), city: city(index) });
}

function accountsOf(context: IExecuteFunctions): BankAccount[] {
  const { account = [] } = perRun<{ account?: Array<Record<string, unknown>> }>(context, 'accounts', {});
  return account.map((one) => {
    const texts = Object.entries(one).flatMap(([name, value]) => {
      const text = filled(value);
      const capitals = name === 'country' || name === 'currency';
      return text === undefined ? [] : [[name, capitals ? text.toUpperCase() : text] as const];
    });
    return Object.fromEntries(texts) as BankAccount;
  });
}
