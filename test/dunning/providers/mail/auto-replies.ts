import type { OrdinaryCase } from './ordinary-mails';
import { OURS } from './ordinary-mails';

const auto = (what: string, subject: string, body: string, ...headers: string[]): OrdinaryCase => ({
  what,
  headers: [
    'From: Ana <ana@empresa.example>',
    'To: cobros@vendedor.example',
    `Subject: ${subject}`,
    `In-Reply-To: ${OURS}`,
    ...headers,
  ],
  body,
});

/** Answers of machines, by what tells them. */
export const AUTO_REPLIES: OrdinaryCase[] = [
  auto(
    'an empty return path and a full mailbox in its text',
    'Re: Factura 120',
    'Su mensaje no pudo ser leído: el buzón ana@empresa.example está lleno.',
    'Return-Path: <>',
    'Auto-Submitted: auto-replied',
  ),
  auto('RFC 3834', 'Factura 120', 'Vuelvo el lunes.', 'Auto-Submitted: auto-replied'),
  auto('RFC 3834 with a comment', 'Re: Factura', 'Back on Monday.', 'Auto-Submitted: auto-replied (vacation)'),
  auto(
    'generated, and an answer',
    'Re: Factura 120',
    'Hemos recibido su mensaje, ticket 55.',
    'Auto-Submitted: auto-generated',
  ),
  auto(
    'Exchange in English',
    'Automatic reply: Invoice 12',
    'I am out of the office until 12 May.',
    'X-Auto-Response-Suppress: All',
  ),
  auto('Exchange in Spanish', 'Respuesta automática: Factura 120', 'Estaré fuera de la oficina.'),
  auto('Exchange in Portuguese', 'Resposta automática: Fatura 88', 'Estou fora do escritório.'),
  auto('Exchange in Spanish, encoded', '=?utf-8?Q?Respuesta_autom=C3=A1tica:_Factura_120?=', 'Vuelvo el lunes.'),
  auto('out of office', 'Out of Office: Invoice 12', 'Back on Monday.'),
  auto('out of office AutoReply', 'Out of Office AutoReply: Invoice 12', 'Back on Monday.'),
  auto('fuera de la oficina', 'Fuera de la oficina: Factura', 'Vuelvo el 3.'),
  auto('fuera de oficina, answered', 'Re: Fuera de oficina: Factura', 'Vuelvo el 3.'),
  auto('fora do escritório', 'Fora do escritório: Fatura', 'Volto dia 3.'),
  auto('ausência temporária', 'Ausência temporária: Fatura', 'Volto dia 3.'),
  auto('autorespuesta', 'Autorespuesta: Factura', 'Gracias por escribir.'),
  auto('X-Autoreply', 'Re: Factura', 'Gracias.', 'X-Autoreply: yes'),
  auto('X-Autorespond', 'Re: Factura', 'Gracias.', 'X-Autorespond: Factura'),
  auto('Precedence: auto_reply', 'Re: Factura', 'Gracias.', 'Precedence: auto_reply'),
  auto('German', 'Automatische Antwort: Rechnung', 'Ich bin im Urlaub.'),
  auto('French', 'Réponse automatique : Facture', 'Je suis absent.'),
  auto(
    'words of a bounce inside',
    'Automatic reply: Invoice',
    'My mailbox is full and this message could not be delivered to me. User unknown until Monday.',
  ),
  auto(
    'vacaciones, with another contact',
    'Respuesta automática: Recordatorio de pago',
    'Estoy de vacaciones hasta el 15. Si su mensaje no puede esperar, escriba a luis@empresa.example. Los correos no serán entregados a otra persona.',
  ),
  auto(
    'férias, an empty return path',
    'Resposta automática: Fatura 88',
    'Estou de férias e volto dia 15. Esta caixa não existe mais a partir de junho; fale com rita@cliente.example.',
    'Return-Path: <>',
    'Auto-Submitted: auto-replied',
  ),
  auto(
    'somebody who left the company',
    'Automatic reply: Invoice 12',
    'Ana is no longer with the company. Please write to bob@client.example.',
    'Auto-Submitted: auto-replied',
    'X-Auto-Response-Suppress: All',
  ),
];
