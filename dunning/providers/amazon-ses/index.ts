import { get, jsonBody, parseJson, text } from '../shared/json';
import { instantOfText, makeEvent } from '../shared/events';
import type { Handshake, WebhookProvider } from '../shared/provider';
import type { WebhookRequest } from '../shared/request';
import { normaliseSes } from './normalise';
import { SNS_TOLERANCE, snsAddress, snsCertificateUrl, verifySns } from './verify';

/** What SNS asks for before it sends events, and what it says when it stops. */
function snsHandshake(request: WebhookRequest): Handshake | undefined {
  const body = jsonBody(request);
  const type = text(body, 'Type');
  if (type === 'UnsubscribeConfirmation') {
    // Visiting its SubscribeURL would subscribe again; whether that is wanted, a person decides.
    return {
      kind: 'note',
      words: {
        en: 'Amazon SNS has ended the subscription: no more events of this topic will arrive. Subscribe again if that was not meant.',
        es: 'Amazon SNS terminó la suscripción: no llegarán más eventos de este tema. Vuelva a suscribirse si no era la intención.',
        pt: 'A Amazon SNS encerrou a assinatura: não chegarão mais eventos deste tópico. Assine de novo se não era a intenção.',
      },
    };
  }
  if (type !== 'SubscriptionConfirmation') return undefined;
  const url = snsAddress(text(body, 'SubscribeURL'));
  if (url === undefined || url.searchParams.get('Action') !== 'ConfirmSubscription') return undefined;
  return {
    kind: 'visit',
    url: url.href,
    words: {
      en: 'Amazon SNS asks to confirm the subscription. It is confirmed by visiting this address once.',
      es: 'Amazon SNS pide confirmar la suscripción. Se confirma visitando esta dirección una vez.',
      pt: 'A Amazon SNS pede para confirmar a assinatura. Ela é confirmada visitando este endereço uma vez.',
    },
  };
}

/** Amazon SES: events come as SNS notifications, or bare where SNS delivers raw messages (which it does not sign). */
export const amazonSes: WebhookProvider = {
  id: 'amazon_ses',
  name: 'Amazon SES',
  keys: {
    en: 'The names (ARN) of the SNS topics that may call',
    es: 'Los nombres (ARN) de los temas de SNS que pueden llamar',
    pt: 'Os nomes (ARN) dos tópicos do SNS que podem chamar',
  },
  covers: 'fields',
  toleranceSeconds: SNS_TOLERANCE,
  verify: verifySns,
  certificateUrl: snsCertificateUrl,
  handshake: snsHandshake,
  normalise(request) {
    const body = jsonBody(request);
    // Some events of SES carry no time of their own; when SNS published them is the same at every repetition.
    const receivedAt = instantOfText(text(body, 'Timestamp')) ?? request.receivedAt;
    const envelope = text(body, 'Type');
    if (envelope === 'SubscriptionConfirmation') return [];
    const message = get(body, 'Message');
    const inner = envelope === 'Notification' && typeof message === 'string' ? parseJson(message) : body;
    const events = normaliseSes(inner, receivedAt);
    const id = text(body, 'MessageId');
    if (events.length > 0 || envelope === undefined || id === undefined) return events;
    // Not an event of SES: kept, so that nothing that was signed disappears.
    return [
      makeEvent({ provider: 'amazon_ses', type: 'unknown', id, at: undefined, receivedAt, providerType: envelope }),
    ];
  },
};
