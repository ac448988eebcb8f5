import type { Words } from '../../common';
import type { WebhookRequest } from './request';

/** What a receiver must know to tell a provider's call from anybody else's. */
export interface WebhookSecrets {
  /**
   * Every secret that is valid now: during a rotation the old one and the new one. What they are differs by provider and is
   * said in its definition: signing secrets, public keys, topic names, passwords.
   */
  keys: readonly string[];
  /** PEM of the certificate that `certificateUrl` names; the caller fetches it. Amazon SNS and PayPal. */
  certificate?: string;
  /** How many seconds the signed time may differ from now; the provider's own default when absent, no limit for Infinity. */
  toleranceSeconds?: number;
  /** The address as the provider knows it, where a proxy in front of n8n changes it. */
  publicUrl?: string;
  /** Networks that calls may come from, as `192.0.2.0/24`; any when absent. */
  networks?: readonly string[];
  /** Words that the provider repeats when it checks the address for the first time (Meta's `hub.verify_token`). */
  verifyTokens?: readonly string[];
}

/** Why a call was refused. */
export const REFUSALS = {
  no_secret: {
    en: 'No secret is set for this provider, so nobody can tell its calls from a stranger’s. Set the secret first.',
    es: 'No hay secreto configurado para este proveedor: no se puede distinguir una llamada suya de la de un extraño. Configúrelo primero.',
    pt: 'Não há segredo configurado para este provedor: não dá para distinguir uma chamada dele da de um estranho. Configure-o primeiro.',
  },
  bad_secret: {
    en: 'The secret is not in the form this provider uses. Copy it again from the provider’s panel.',
    es: 'El secreto no tiene la forma que usa este proveedor. Cópielo de nuevo del panel del proveedor.',
    pt: 'O segredo não tem a forma que este provedor usa. Copie-o novamente do painel do provedor.',
  },
  signature_missing: {
    en: 'The call carries no signature. It did not come from the provider, or something on the way removed the header.',
    es: 'La llamada no trae firma. No viene del proveedor, o algo en el camino quitó el encabezado.',
    pt: 'A chamada não traz assinatura. Não veio do provedor, ou algo no caminho removeu o cabeçalho.',
  },
  signature_malformed: {
    en: 'The signature cannot be read.',
    es: 'La firma no se puede leer.',
    pt: 'A assinatura não pode ser lida.',
  },
  signature_mismatch: {
    en: 'The signature does not match. The secret is another one, or the body was changed on the way.',
    es: 'La firma no coincide. El secreto es otro, o el contenido se cambió en el camino.',
    pt: 'A assinatura não confere. O segredo é outro, ou o conteúdo foi alterado no caminho.',
  },
  outside_window: {
    en: 'The call was signed too long ago, or for a time to come. It may be a repetition by a stranger; or a clock is wrong.',
    es: 'La llamada se firmó hace demasiado tiempo, o para el futuro. Puede ser una repetición de un extraño, o un reloj está mal.',
    pt: 'A chamada foi assinada há tempo demais, ou para o futuro. Pode ser uma repetição de um estranho, ou um relógio está errado.',
  },
  certificate_missing: {
    en: 'The provider’s certificate is needed to check the signature, and was not fetched.',
    es: 'Para comprobar la firma hace falta el certificado del proveedor, y no se obtuvo.',
    pt: 'Para conferir a assinatura é preciso o certificado do provedor, e ele não foi obtido.',
  },
  certificate_host: {
    en: 'The call names a certificate that is not at the provider’s own address.',
    es: 'La llamada indica un certificado que no está en la dirección del proveedor.',
    pt: 'A chamada indica um certificado que não está no endereço do provedor.',
  },
  certificate_invalid: {
    en: 'The certificate cannot be read, is not valid now, or is not the provider’s.',
    es: 'El certificado no se puede leer, no está vigente o no es del proveedor.',
    pt: 'O certificado não pode ser lido, não está vigente ou não é do provedor.',
  },
  address_not_allowed: {
    en: 'The call came from an address that is not on the list of the provider’s addresses.',
    es: 'La llamada vino de una dirección que no está en la lista del proveedor.',
    pt: 'A chamada veio de um endereço que não está na lista do provedor.',
  },
  body_malformed: {
    en: 'The content is not in the form this provider sends.',
    es: 'El contenido no tiene la forma que envía este proveedor.',
    pt: 'O conteúdo não tem a forma que este provedor envia.',
  },
  id_mismatch: {
    en: 'The content is about something else than what was signed.',
    es: 'El contenido trata de algo distinto de lo que se firmó.',
    pt: 'O conteúdo trata de algo diferente do que foi assinado.',
  },
  too_large: {
    en: 'The content is larger than anything this provider sends.',
    es: 'El contenido es más grande que cualquier cosa que envía este proveedor.',
    pt: 'O conteúdo é maior do que qualquer coisa que este provedor envia.',
  },
} as const satisfies Record<string, Words>;
export type Refusal = keyof typeof REFUSALS;

/**
 * Whether a call is the provider's. `nonce`, where the provider has one, is worth nothing a second time: a receiver that
 * wants to be strict keeps the ones of the replay window and refuses a repetition.
 */
export type Verification = { ok: true; nonce?: string } | { ok: false; reason: Refusal; words: Words };

/** Checks that a call is the provider's. `now` in milliseconds since 1970 UTC. Never throws. */
export type Verify = (request: WebhookRequest, secrets: WebhookSecrets, now: number) => Verification;

/** A refusal with its words. */
export function refuse(reason: Refusal): Verification {
  return { ok: false, reason, words: REFUSALS[reason] };
}

/** The secrets that can be used: blank ones would make any signature over an empty key valid. */
export function usableKeys(secrets: WebhookSecrets): string[] {
  return secrets.keys.filter((key) => typeof key === 'string' && key.trim() !== '');
}

/**
 * Whether a signed time is near enough to now, before or after: a provider's clock may be ahead of ours, and a stranger
 * cannot choose the time without the secret.
 * @param signedAt milliseconds since 1970 UTC
 */
export function insideWindow(signedAt: number, now: number, toleranceSeconds: number): boolean {
  return Number.isFinite(signedAt) && Math.abs(now - signedAt) <= toleranceSeconds * 1_000;
}
