import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { NoAnswer } from '../../dunning/payments/wire';
import type { ProviderAnswer, ProviderRequest } from '../../dunning/payments/wire';
import type { ProviderAccount } from './accounts';

const TIMEOUT_MS = 30_000;

/** The connection never came about, so nothing of the request arrived. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_INVALID_URL',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A request as n8n sends it, with the account's credential. */
export function optionsFor(request: ProviderRequest, base: string, token: boolean): IHttpRequestOptions {
  const { method, path, query, headers = {}, body } = request;
  const content: Pick<IHttpRequestOptions, 'body'> =
    body === undefined
      ? {}
      : { body: 'form' in body ? new URLSearchParams(body.form).toString() : JSON.stringify(body.json) };
  const type =
    body === undefined ? undefined : 'form' in body ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method,
    url: base + path,
    headers: { Accept: 'application/json', ...(type === undefined ? {} : { 'Content-Type': type }), ...headers },
    ...(query === undefined ? {} : { qs: query }),
    ...content,
    returnFullResponse: true,
    // A refusal is an answer. Only a token that ran out is n8n's to see: it fetches another one and asks again.
    ignoreHttpStatusErrors: token ? { ignore: true, except: [401] } : true,
    // What carries a key goes to the provider's address and nowhere else.
    disableFollowRedirect: true,
    timeout: TIMEOUT_MS,
  };
}

/** Sends requests with one credential. */
export function sender(context: IExecuteFunctions, account: ProviderAccount, base: string) {
  return async (request: ProviderRequest): Promise<ProviderAnswer> => {
    const options = optionsFor(request, base, account.token === true);
    try {
      const response = (await context.helpers.httpRequestWithAuthentication.call(
        context,
        account.credential,
        options,
      )) as IN8nHttpFullResponse;
      return answerOf(response.statusCode, response.headers as Record<string, unknown>, response.body);
    } catch (error) {
      return answerOrThrow(error);
    }
  };
}

function answerOf(status: number, headers: Record<string, unknown>, body: unknown): ProviderAnswer {
  const plain = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { status, headers: Object.fromEntries(plain) as Record<string, string>, body: parsed(body) };
}

function parsed(body: unknown): unknown {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

interface Failed {
  code?: string;
  message?: string;
  cause?: unknown;
  response?: { status?: number; headers?: Record<string, unknown>; data?: unknown };
}

/** In words, because n8n puts a text of its own in the place of any message that holds one of these codes. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers at that address',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'no answer came in time',
  ECONNABORTED: 'no answer came in time',
};

function reasonOf(codes: readonly string[]): string {
  const [known] = codes.filter((code) => Object.hasOwn(REASONS, code));
  return (known === undefined ? undefined : REASONS[known]) ?? 'the connection failed';
}

/** What n8n threw: an answer after all, or none. Its words may hold the address with a key in it, so only the code is kept. */
export function answerOrThrow(error: unknown): ProviderAnswer {
  const codes: string[] = [];
  for (let part = error as Failed | undefined, depth = 0; part && depth < 5; depth += 1) {
    const { status, headers, data } = part.response ?? {};
    if (status !== undefined) return answerOf(status, { ...headers }, data);
    if (typeof part.code === 'string') codes.push(part.code);
    part = part.cause as Failed | undefined;
  }
  const httpCode = (error as { httpCode?: unknown }).httpCode;
  if (typeof httpCode === 'string' && /^\d{3}$/.test(httpCode)) return answerOf(Number(httpCode), {}, undefined);
  throw new NoAnswer(!codes.some((one) => NEVER_LEFT.has(one)), reasonOf(codes));
}
