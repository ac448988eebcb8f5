import type { Channel, Words } from '../../common';

/** The languages a page speaks. */
export type PageLanguage = keyof Words;

/** The language of a page for a BCP 47 tag or an `Accept-Language` header; Spanish when it names none that a page speaks. */
export function pageLanguage(tags: string | undefined): PageLanguage {
  for (const tag of (tags ?? '').slice(0, 200).split(',')) {
    const [name] = tag.trim().toLowerCase().split(/[-_;]/);
    if (name === 'en' || name === 'es' || name === 'pt') return name;
  }
  return 'es';
}

/** What is said to a customer who opens one of our links. */
const TEXTS = {
  stopTitle: {
    en: 'Stop these messages?',
    es: '¿Dejar de recibir estos mensajes?',
    pt: 'Deixar de receber estas mensagens?',
  },
  stopText: {
    en: 'Confirm that you no longer want payment reminders on this channel. What is owed stays owed.',
    es: 'Confirme que ya no quiere recibir recordatorios de pago por este medio. El saldo pendiente no cambia.',
    pt: 'Confirme que não quer mais receber lembretes de pagamento por este canal. O valor em aberto não muda.',
  },
  stopButton: { en: 'Yes, stop them', es: 'Sí, dejar de recibirlos', pt: 'Sim, parar de receber' },
  stopped: {
    en: 'Done. You will receive no more reminders on this channel.',
    es: 'Listo. Ya no recibirá recordatorios por este medio.',
    pt: 'Pronto. Você não receberá mais lembretes por este canal.',
  },
  chooseTitle: {
    en: 'How may we write to you?',
    es: '¿Por dónde podemos escribirle?',
    pt: 'Por onde podemos escrever para você?',
  },
  chooseText: {
    en: 'Mark the ways you accept for payment reminders.',
    es: 'Marque los medios que acepta para recordatorios de pago.',
    pt: 'Marque os canais que você aceita para lembretes de pagamento.',
  },
  chooseButton: { en: 'Save', es: 'Guardar', pt: 'Salvar' },
  saved: { en: 'Saved. Thank you.', es: 'Guardado. Gracias.', pt: 'Salvo. Obrigado.' },
  later: {
    en: 'That did not work just now. Please try again in a few minutes.',
    es: 'En este momento no fue posible. Inténtelo de nuevo en unos minutos.',
    pt: 'Não foi possível agora. Tente de novo em alguns minutos.',
  },
  gone: {
    en: 'This link is no longer valid. Please use the one in the latest message, or write to us.',
    es: 'Este enlace ya no es válido. Use el del mensaje más reciente o escríbanos.',
    pt: 'Este link não é mais válido. Use o da mensagem mais recente ou escreva para nós.',
  },
} as const satisfies Record<string, Words>;

const CHANNEL_NAMES: Readonly<Record<Channel, Words>> = {
  email: { en: 'E-mail', es: 'Correo electrónico', pt: 'E-mail' },
  whatsapp: { en: 'WhatsApp', es: 'WhatsApp', pt: 'WhatsApp' },
  sms: { en: 'SMS', es: 'SMS', pt: 'SMS' },
  call: { en: 'Phone call', es: 'Llamada telefónica', pt: 'Ligação telefônica' },
  letter: { en: 'Letter', es: 'Carta', pt: 'Carta' },
};

/** Headers of every page: nothing is loaded, framed, kept or passed on. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Content-Type': 'text/html; charset=utf-8',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes a text safe inside HTML and inside quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.3rem;background:#1f5fbf;color:#fff}' +
  'label{display:block;margin:.6rem 0}button:focus,input:focus{outline:3px solid #f0a020}';

function page(language: PageLanguage, sender: string, title: string, content: string): string {
  const name = escapeHtml(sender.slice(0, 200));
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>` +
    `<body><main>${name === '' ? '' : `<p>${name}</p>`}${content}</main></body></html>`
  );
}

/** Asks before anything is changed: mail programs and scanners open links by themselves. */
export function confirmPage(language: PageLanguage, sender: string): string {
  const title = TEXTS.stopTitle[language];
  const form = `<form method="post"><input type="hidden" name="confirm" value="1"><button>${TEXTS.stopButton[language]}</button></form>`;
  return page(language, sender, title, `<h1>${title}</h1><p>${TEXTS.stopText[language]}</p>${form}`);
}

/** Lets the customer choose among channels; the ones in `accepted` are marked. */
export function preferencesPage(
  language: PageLanguage,
  sender: string,
  channels: readonly Channel[],
  accepted: readonly Channel[],
): string {
  const title = TEXTS.chooseTitle[language];
  const boxes = channels.map((channel) => {
    const checked = accepted.includes(channel) ? ' checked' : '';
    return `<label><input type="checkbox" name="channel" value="${channel}"${checked}> ${CHANNEL_NAMES[channel][language]}</label>`;
  });
  const form = `<form method="post"><input type="hidden" name="save" value="1">${boxes.join('')}<button>${TEXTS.chooseButton[language]}</button></form>`;
  return page(language, sender, title, `<h1>${title}</h1><p>${TEXTS.chooseText[language]}</p>${form}`);
}

/** Says that something is done, is to be tried later, or that the link is not valid. */
export function notePage(language: PageLanguage, sender: string, note: 'stopped' | 'saved' | 'later' | 'gone'): string {
  const words = TEXTS[note][language];
  return page(language, sender, words, `<p role="status">${words}</p>`);
}
