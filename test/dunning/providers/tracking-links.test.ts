import { InputError } from '../../../dunning/errors';
import type { EmailMessage } from '../../../dunning/message/message';
import {
  linkAddress,
  mailWithLinks,
  messageLinks,
  readLink,
  TOKEN_PARAMETER,
} from '../../../dunning/providers/tracking';
import type { LinkMaker, MailLinkChoice } from '../../../dunning/providers/tracking';
import { KEY, NOW } from './support';

const maker: LinkMaker = {
  address: 'https://n8n.example.com/webhook/1234/events',
  key: 'a signing key of thirty-two characters or more',
  allowedHosts: ['pay.example.com'],
  expiresAt: NOW + 86_400_000,
};
const links = messageLinks(maker, KEY);
const all: MailLinkChoice = { unsubscribe: true, preferences: true, clicks: true, opens: true };
const none: MailLinkChoice = { unsubscribe: false, preferences: false, clicks: false, opens: false };
const mail = (part: Partial<EmailMessage> = {}): EmailMessage => ({
  channel: 'email',
  template: 'first_reminder/email/es-MX',
  locale: 'es-MX',
  to: 'ana@cliente.example',
  warnings: [],
  subject: 'Recordatorio',
  preheader: '',
  html: '<html><body><p>Hola</p><a class="b" href="https://pay.example.com/F-1?a=1&amp;b=2">Pagar</a></body></html>',
  text: 'Hola\nPagar: https://pay.example.com/F-1?a=1&b=2\n',
  headers: { 'Content-Language': 'es-MX' },
  ...part,
});
const said = (url: string) => {
  const reading = readLink(new URL(url).searchParams.get(TOKEN_PARAMETER) ?? '', [maker.key], NOW);
  return reading.ok ? reading.link : reading.reason;
};

describe('the links of a message', () => {
  it('lead to our address and say what they are for, for this contact', () => {
    for (const kind of ['open', 'unsubscribe', 'preferences'] as const) {
      expect(links[kind].startsWith(`${maker.address}?${TOKEN_PARAMETER}=`)).toBe(true);
      expect(said(links[kind])).toMatchObject({ kind, contactKey: KEY, expiresAt: maker.expiresAt });
    }
    expect(said(links.click('https://pay.example.com/F-1') ?? '')).toMatchObject({
      target: 'https://pay.example.com/F-1',
    });
  });

  it.each([
    'https://evil.example/',
    'http://pay.example.com/',
    'https://pay.example.com@evil.example/',
    'javascript:alert(1)',
  ])('count no click on %s', (target) => {
    expect(links.click(target)).toBeUndefined();
  });

  it('are the same every time', () => {
    expect(messageLinks(maker, KEY).unsubscribe).toBe(links.unsubscribe);
  });

  it.each([
    ['', 'Address of the Links'],
    ['n8n.example.com/webhook', 'Address of the Links'],
    ['https://user:pw@n8n.example.com/webhook', 'Address of the Links'],
    ['https://n8n.example.com/webhook?x=1', 'Address of the Links'],
  ])('are not made for the address “%s”', (address, field) => {
    expect(() => linkAddress(address)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field }) }),
    );
    expect(() => messageLinks({ ...maker, address }, KEY)).toThrow(InputError);
  });

  it('are not made with a short key, and the error does not show it', () => {
    expect(() => messageLinks({ ...maker, key: 'too-short-key' }, KEY)).toThrow(/32 characters/);
    expect(() => messageLinks({ ...maker, key: 'too-short-key' }, KEY)).not.toThrow(/too-short-key/);
  });
});

describe('a mail with our links', () => {
  it('offers to unsubscribe with one click, counts the click on the pay button, and has the rest at its end', () => {
    const { html, text, headers } = mailWithLinks(mail(), links, all);
    expect(headers).toEqual({
      'Content-Language': 'es-MX',
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    expect(hrefs.map(said)).toEqual([
      expect.objectContaining({ kind: 'click', target: 'https://pay.example.com/F-1?a=1&b=2' }),
      expect.objectContaining({ kind: 'preferences' }),
    ]);
    expect(html).toMatch(
      /<img src="https:\/\/n8n\.example\.com[^"]+" width="1" height="1" alt="" [^>]*><\/body><\/html>$/,
    );
    expect(text).toContain(`Elija por qué medios podemos escribirle: ${links.preferences}`);
    expect(text).toContain('https://pay.example.com/F-1?a=1&b=2');
  });

  it('is as it was when nothing is chosen', () => {
    expect(mailWithLinks(mail(), links, none)).toEqual(mail());
  });

  it('keeps the way to unsubscribe that the template has, and links to other hosts', () => {
    const own = mail({
      headers: { 'list-unsubscribe': '<mailto:baja@example.com>' },
      html: '<a href="https://www.example.com/aviso">Aviso</a>',
    });
    const { headers, html } = mailWithLinks(own, links, { ...all, preferences: false, opens: false });
    expect(headers).toEqual(own.headers);
    expect(html).toBe(own.html);
  });

  it('asks for one click only where the address is https, as RFC 8058 says', () => {
    const plain = messageLinks({ ...maker, address: 'http://127.0.0.1:5678/webhook/1/events' }, KEY);
    expect(mailWithLinks(mail(), plain, all).headers).not.toHaveProperty('List-Unsubscribe-Post');
  });

  it('speaks the language of the mail', () => {
    expect(mailWithLinks(mail({ locale: 'pt-BR' }), links, all).text).toContain('Escolha por quais canais');
    expect(mailWithLinks(mail({ locale: 'en-GB' }), links, all).html).toContain('Choose how we may write to you');
  });

  it('puts nothing of the customer into an address', () => {
    const { html } = mailWithLinks(mail(), links, all);
    const tokens = [...html.matchAll(/\?t=([^"]+)/g)].map(([, token = '']) =>
      Buffer.from(token, 'base64url').toString(),
    );
    expect(tokens.join()).not.toMatch(/ana|cliente/);
  });
});
