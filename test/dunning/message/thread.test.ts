import type { PastContact } from '../../../dunning/ledger/contact';
import { buildMail } from '../../../dunning/message/mail-envelope';
import { earlierMails } from '../../../dunning/message/thread';
import { reminder } from '../../nodes/DunningEmail/samples';
import { debtOf, openItem } from './samples';

const debt = debtOf([openItem()]);
const key = (letter: string) => letter.repeat(40);

function past(part: Partial<PastContact>): PastContact {
  return {
    key: key('a'),
    customerId: debt.customer.id,
    debtId: debt.id,
    scope: debt.scope,
    stage: 'before_due',
    level: 1,
    channel: 'email',
    at: '2026-11-01T09:00:00-06:00',
    status: 'sent',
    ...part,
  };
}

describe('the thread of a mail', () => {
  it('is the earlier mails about the same debt, oldest first, each once', () => {
    const history = [past({}), past({ key: key('b'), status: 'read' }), past({})];
    expect(earlierMails({ debt, history })).toEqual([key('a'), key('b')]);
  });

  it('goes on when an invoice joins the debt', () => {
    const grown = past({ debtId: 'another name of it', scope: [...debt.scope, 'F-9'] });
    expect(earlierMails({ debt, history: [grown] })).toEqual([key('a')]);
  });

  it.each<[string, Partial<PastContact>]>([
    ['another channel', { channel: 'sms' }],
    ['a mail that bounced', { status: 'bounced' }],
    ['a mail of which nobody knows whether it left', { status: 'uncertain' }],
    ['another debt', { debtId: 'other', scope: ['F-77'] }],
    ['a key that is none of ours', { key: 'x>\r\nBcc: eve@evil.example' }],
    ['no key', { key: undefined }],
  ])('has no %s', (_what, part) => {
    expect(earlierMails({ debt, history: [past(part)] })).toEqual([]);
  });

  it('stands in the headers, unless the message names its own', () => {
    const sender = { address: 'cobranza@acme.example' };
    const thread = [key('a'), key('b')];
    expect(buildMail({ message: reminder(), sender, thread }).headers).toMatchObject({
      'In-Reply-To': `<${key('b')}@acme.example>`,
      References: `<${key('a')}@acme.example> <${key('b')}@acme.example>`,
    });
    const message = reminder({ headers: { 'In-Reply-To': '<own@acme.example>' } });
    expect(buildMail({ message, sender, thread }).headers['In-Reply-To']).toBe('<own@acme.example>');
    expect(buildMail({ message: reminder(), sender }).headers).not.toHaveProperty('In-Reply-To');
  });
});
