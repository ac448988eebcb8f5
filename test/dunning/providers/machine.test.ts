import fc from 'fast-check';

import { judgeClicks, machineUserAgent, reportedMachine } from '../../../dunning/providers/shared/machine';
import type { Click } from '../../../dunning/providers/shared/machine';

// Sources of the user agents: tracking_heuristics of the contracts; publicly known strings of the products.
describe('a user agent', () => {
  it.each([
    ['Mozilla/5.0', 'privacy_proxy'],
    ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'image_proxy'],
    ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', 'image_proxy'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'scanner'],
    ['Mozilla/5.0 (Windows NT 10.0) BarracudaCentral', 'scanner'],
    ['Mimecast URL Protection', 'scanner'],
    ['python-requests/2.31.0', 'scanner'],
    ['HeadlessChrome/120.0', 'scanner'],
    ['Microsoft Office Existence Discovery', 'scanner'],
    ['', 'no_user_agent'],
    [undefined, 'no_user_agent'],
  ])('%s is a machine: %s', (agent, reason) => {
    expect(machineUserAgent(agent)).toBe(reason);
  });

  it.each([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
  ])('%s is a person', (agent) => {
    expect(machineUserAgent(agent)).toBeUndefined();
  });

  it('that a provider does not tell says nothing either way', () => {
    expect(reportedMachine(undefined)).toBeUndefined();
  });

  it('does not matter when the address is a known proxy’s', () => {
    expect(reportedMachine('Mozilla/5.0 (iPhone)', '172.224.226.5', ['172.224.0.0/12'])).toBe(true);
    expect(reportedMachine('Mozilla/5.0 (iPhone)', '8.8.8.8', ['172.224.0.0/12'])).toBe(false);
  });
});

describe('the clicks of one message', () => {
  const click = (at: number, link = 'a', more: Partial<Click> = {}): Click => ({ at, link, ...more });

  it('two different links within two seconds are a machine’s, the same link twice is not', () => {
    expect(judgeClicks([click(0, 'a'), click(2_000, 'b')])).toEqual(['many_links_at_once', 'many_links_at_once']);
    expect(judgeClicks([click(0, 'a'), click(2_001, 'b')])).toEqual([undefined, undefined]);
    expect(judgeClicks([click(0, 'a'), click(500, 'a')])).toEqual([undefined, undefined]);
  });

  it('within ten seconds of the delivery nobody has read it', () => {
    expect(judgeClicks([click(9_999), click(10_000)], 0)).toEqual(['too_soon', undefined]);
  });

  it('a HEAD request is a machine’s, and a hidden link gives all of them away', () => {
    expect(judgeClicks([click(0, 'a', { method: 'HEAD' }), click(60_000)])).toEqual(['not_a_get', undefined]);
    expect(judgeClicks([click(0), click(60_000, 'x', { trap: true })])).toEqual(['trap_link', 'trap_link']);
  });

  it('are judged alike in any order, as a plain comparison of all pairs would', () => {
    const clicks = fc.array(fc.record({ at: fc.nat(12_000), link: fc.constantFrom('a', 'b', 'c') }), { maxLength: 12 });
    fc.assert(
      fc.property(clicks, (some) => {
        const found = judgeClicks(some).map((reason) => reason !== undefined);
        const expected = some.map((one) =>
          some.some((other) => other.link !== one.link && Math.abs(other.at - one.at) <= 2_000),
        );
        // A click between two different links within two seconds belongs to the same burst.
        for (const [index, is] of expected.entries()) if (is) expect(found[index]).toBe(true);
        for (const [index, one] of some.entries()) {
          const near = some.filter((other) => Math.abs(other.at - one.at) <= 2_000);
          if (new Set(near.map(({ link }) => link)).size < 2) expect(found[index]).toBe(false);
        }
        const reversed = judgeClicks([...some].reverse()).map((reason) => reason !== undefined);
        expect(reversed.reverse()).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
