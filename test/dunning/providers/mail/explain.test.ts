import { explainReason } from '../../../../dunning/providers/mail/explain';
import { BOUNCE_REASONS, isHard } from '../../../../dunning/providers/mail/reasons';
import { ownStatus, reasonOfStatus } from '../../../../dunning/providers/mail/status-codes';

describe('reasons', () => {
  it.each(BOUNCE_REASONS)('%s is explained in three languages, in sentences of its own', (reason) => {
    const { en, es, pt } = explainReason(reason);
    for (const text of [en, es, pt]) expect(text).toMatch(/^\p{Lu}.{10,140}\.$/u);
    expect(new Set([en, es, pt]).size).toBe(3);
  });

  it('never share an explanation', () => {
    expect(new Set(BOUNCE_REASONS.map((reason) => explainReason(reason).en)).size).toBe(BOUNCE_REASONS.length);
  });

  it('only what is wrong with the address itself is hard', () => {
    expect(BOUNCE_REASONS.filter((reason) => isHard(reason, '5.0.0'))).toEqual([
      'hasmoved',
      'hostunknown',
      'notaccept',
      'userunknown',
    ]);
  });

  it('a domain that takes no mail for the moment is not given up', () =>
    expect(isHard('notaccept', '4.3.2')).toBe(false));

  it.each([
    ['5.1.1', 'userunknown'],
    ['4.2.2', 'mailboxfull'],
    ['5.2.2', 'mailboxfull'],
    ['5.7.26', 'authfailure'],
    ['2.1.5', 'delivered'],
  ])('the code %s says %s', (status, reason) => expect(reasonOfStatus(status)).toBe(reason));

  it('a code that no registry knows says nothing', () => expect(reasonOfStatus('5.7.999')).toBeUndefined());

  it('a mail without a code gets one that no server uses', () => {
    expect([ownStatus('userunknown', true), ownStatus('expired', true), ownStatus('expired', false)]).toEqual([
      '5.0.911',
      '4.0.947',
      '5.0.947',
    ]);
  });
});
