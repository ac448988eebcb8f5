import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { ProviderId, ResourceFetch } from '../../dunning/providers/shared/provider';
import { filled } from '../shared/parameters';
import type { Fetched } from './provider-call';
import { CREDENTIALS } from './secrets';

/** A provider waits for our answer meanwhile; Mercado Pago for 22 seconds. */
const TIMEOUT_MS = 8_000;
const SANDBOX: Partial<Record<ProviderId, string>> = {
  wompi: 'https://sandbox.wompi.co',
  flow: 'https://sandbox.flow.cl/api',
};
/** Their credential fetches a token that runs out: a 401 is for n8n, which fetches another one. */
const WITH_TOKEN: ReadonlySet<ProviderId> = new Set(['pix']);

interface FullResponse {
  statusCode: number;
  body: unknown;
}

/** Fetches a certificate or confirms a subscription. The address is pinned by the domain, and a redirect is not followed. */
export async function fetchText(context: IWebhookFunctions, url: string): Promise<string> {
  const response = (await context.helpers.httpRequest({
    method: 'GET',
    url,
    encoding: 'text',
    timeout: TIMEOUT_MS,
    disableFollowRedirect: true,
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
  })) as FullResponse;
  if (response.statusCode !== 200) throw new Error(`${new URL(url).host} answered ${response.statusCode}.`);
  return String(response.body);
}

/** Reads a resource of a provider with the account's token, at the provider's address or the one in the credential. */
export async function fetchResource(
  context: IWebhookFunctions,
  provider: ProviderId,
  { url, base: stood, query }: ResourceFetch,
): Promise<Fetched> {
  if (provider === 'amazon_ses') return { kind: 'absent' };
  const type = CREDENTIALS[provider];
  const { baseUrl, environment } = await context.getCredentials<IDataObject>(type);
  const { origin, pathname } = new URL(url);
  const own = filled(baseUrl) ?? (environment === 'sandbox' ? SANDBOX[provider] : undefined);
  const base = own ?? stood ?? origin;
  const path = stood === undefined ? pathname : url.slice(stood.length);
  try {
    const response = (await context.helpers.httpRequestWithAuthentication.call(context, type, {
      method: 'GET',
      url: base.replace(/\/+$/, '') + path,
      ...(query === undefined ? {} : { qs: query }),
      timeout: TIMEOUT_MS,
      disableFollowRedirect: true,
      returnFullResponse: true,
      ignoreHttpStatusErrors: WITH_TOKEN.has(provider) ? { ignore: true, except: [401] } : true,
      json: true,
    })) as FullResponse;
    if (response.statusCode === 200) return { kind: 'found', resource: response.body };
    if (response.statusCode === 404 || isUnknownOrder(provider, response)) return { kind: 'absent' };
    return { kind: 'failed', why: `it answered ${response.statusCode}` };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

/** Flow says 400 of an order that it does not know, as of everything else it does not like. */
function isUnknownOrder(provider: ProviderId, { statusCode, body }: FullResponse): boolean {
  const message = (body as { message?: unknown } | null)?.message;
  return (
    provider === 'flow' && statusCode === 400 && typeof message === 'string' && /not found|no encontrad/i.test(message)
  );
}
