import type { Words } from '../common';
import type { ContactEvent } from '../ledger/events';
import { PROVIDERS } from '.';
import { answerTo } from './answers';
import type { WebhookAnswer } from './answers';
import { isForm } from './shared/form';
import { jsonBody } from './shared/json';
import type { ProviderId, ResourceFetch } from './shared/provider';
import type { WebhookRequest } from './shared/request';
import type { Refusal, WebhookSecrets } from './shared/verification';

/**
 * What to do with a call, in the order in which it is safe.
 * - `answer`: answer so; nothing else is to be done. With `refusal` the call was not believed.
 * - `certificate`: fetch this certificate (its host is pinned), and ask again with it in the secrets.
 * - `visit`: the provider asks to confirm the address; fetch it once, answer `done`, or `failed` when that did not work.
 * - `store`: store the events, then answer `done`; when that did not work, `failed`. Then fetch what `fetches` names.
 */
export type Reception =
  | { step: 'answer'; answer: WebhookAnswer; refusal?: Refusal; words?: Words }
  | { step: 'certificate'; url: string }
  | { step: 'visit'; url: string; words: Words; done: WebhookAnswer; failed: WebhookAnswer }
  | {
      step: 'store';
      events: ContactEvent[];
      fetches: ResourceFetch[];
      /** Something a person should know, such as the end of a subscription. */
      note?: Words;
      /** Worth nothing a second time; see `Verification`. */
      nonce?: string;
      done: WebhookAnswer;
      failed: WebhookAnswer;
    };

/**
 * Decides what to do with a call of a provider. Nothing is read from a call before its signature is right, but for the name of
 * the certificate that checks it and Meta's first check of an address, which is not signed.
 * @param now milliseconds since 1970 UTC
 */
export function receive(id: ProviderId, request: WebhookRequest, secrets: WebhookSecrets, now: number): Reception {
  const provider = PROVIDERS[id];
  const handshake = provider.handshake?.(request, secrets);
  if (handshake?.kind === 'answer') {
    const { status, contentType, body } = handshake;
    return { step: 'answer', answer: { status, contentType, body } };
  }
  const verification = provider.verify(request, secrets, now);
  if (!verification.ok) {
    const { reason, words } = verification;
    const url = reason === 'certificate_missing' ? provider.certificateUrl?.(request) : undefined;
    if (url !== undefined) return { step: 'certificate', url };
    return { step: 'answer', answer: answerTo(id, 'refused', reason), refusal: reason, words };
  }
  const done = answerTo(id, 'stored');
  const failed = answerTo(id, 'not_stored');
  if (handshake?.kind === 'visit') return { step: 'visit', url: handshake.url, words: handshake.words, done, failed };
  const events = provider.normalise(request);
  const fetches = provider.fetches?.(request) ?? [];
  const note = handshake?.kind === 'note' ? handshake.words : undefined;
  const readable = jsonBody(request) !== undefined || isForm(request);
  if (events.length === 0 && !readable) return { step: 'answer', answer: answerTo(id, 'unreadable') };
  return { step: 'store', events, fetches, note, nonce: verification.nonce, done, failed };
}
