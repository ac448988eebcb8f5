import { parsePhone } from '../../../../dunning/invoice/phone';

describe('phone numbers as people write them', () => {
  it.each([
    ['55 1234 5678', 'MX', '+525512345678'],
    ['+52 1 55 1234 5678', 'MX', '+525512345678'],
    ['5215512345678', 'MX', '+525512345678'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['55 1234 5678 / 55 8765 4321', 'MX', '+525512345678'],
    ['11 15-5000-1234', 'AR', '+5491150001234'],
    ['(11) 99900-0012', 'BR', '+5511999000012'],
    ['5511999000012', 'BR', '+5511999000012'],
    ['0057 300 0001234', undefined, '+573000001234'],
    ['300 000 1234', 'CO', '+573000001234'],
    ['9 9000 1234', 'CL', '+56990001234'],
  ])('%s in %s is %s', (text, country, e164) => {
    expect(parsePhone(text, country)?.e164).toBe(e164);
  });

  it.each([
    ['5.21551E+12', 'MX'],
    ['12', 'MX'],
    ['+1 212 555 0100 ext 5', 'US'],
    ['573000001234', undefined],
    ['573000001234', 'MX'],
    ['see notes', 'MX'],
  ])('%s in %s is no number', (text, country) => {
    expect(parsePhone(text, country)).toBeUndefined();
  });

  it('does not choke on ten thousand digits', () => {
    expect(parsePhone('9'.repeat(10_000), 'MX')).toBeUndefined();
  });

  it('tells mobiles from fixed lines where the plan does', () => {
    expect(parsePhone('+573000001234')?.mobile).toBe('yes');
    expect(parsePhone('+541150001234')?.mobile).toBe('no');
    expect(parsePhone('+525512345678')?.mobile).toBe('unknown');
  });
});
