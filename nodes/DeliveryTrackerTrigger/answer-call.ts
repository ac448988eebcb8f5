import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { FullLedger } from '../../dunning/ledger/records';
import { PROVIDERS } from '../../dunning/providers';
import { answerTo } from '../../dunning/providers/answers';
import type { ResourceFetch } from '../../dunning/providers/shared/provider';
import { header } from '../../dunning/providers/shared/request';
import type { WebhookRequest } from '../../dunning/providers/shared/request';
import { TOKEN_PARAMETER } from '../../dunning/providers/tracking';
import { openLedger } from '../shared/ledger';
import { filled } from '../shared/parameters';
import { Certificates } from './certificates';
import { OWN_LINKS } from './DeliveryTrackerTrigger.description';
import { hangUp, readBody, webhookRequest, writeAnswer } from './http';
import type { IncomingCall } from './http';
import { itemsOf, starts } from './items';
import { linkCall } from './link-call';
import type { LinkOutcome } from './link-call';
import { Nonces } from './nonces';
import { fetchResource, fetchText } from './outside';
import { providerCall } from './provider-call';
import type { Tools } from './provider-call';
import { panelOf, secretsFor, trackingSettings } from './settings';
import type { Panel } from './settings';

/** Calls come in swarms: opening the file anew for each would cost more than storing what it says. */
const KEEP_LEDGER_MS = 10_000;

/** Shared by all calls of this process. */
const certificates = new Certificates();
const nonces = new Nonces();

/** Answers one call, and starts the workflow with what is new in it. The answer is written before the workflow starts. */
export async function answerCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const call = context.getRequestObject() as unknown as IncomingCall;
  const response = context.getResponseObject();
  const reading = await readBody(call);
  if (!reading.ok) {
    hangUp(call, response, reading.problem);
    return { noWebhookResponse: true };
  }
  const panel = panelOf(context);
  const receivedAt = Date.now();
  const address = filled(panel.options.publicUrl)?.split('?')[0] ?? servedAddress(context, call);
  const request = webhookRequest(call, reading.body, address, receivedAt);
  const outcome = await outcomeOf(context, panel, request);
  const items = itemsOf(panel, request, outcome);
  writeAnswer(response, outcome.answer);
  return { noWebhookResponse: true, ...started(items) };
}

function started(items: INodeExecutionData[]): Pick<IWebhookResponseData, 'workflowData'> {
  return items.length === 0 ? {} : { workflowData: [items] };
}

async function outcomeOf(context: IWebhookFunctions, panel: Panel, request: WebhookRequest): Promise<LinkOutcome> {
  const { provider, options } = panel;
  const tools = toolsOf(context, panel);
  try {
    const isGet = request.method.toUpperCase() === 'GET';
    if (provider === OWN_LINKS) {
      if (isGet && request.query?.[TOKEN_PARAMETER] === undefined) return question('answers links in messages');
      const settings = await trackingSettings(context, options, header(request, 'accept-language'));
      return await linkCall(request, settings, tools);
    }
    // Twilio sends its events with GET, too, where a callback is set to it.
    const isEvent = header(request, 'x-twilio-signature') !== undefined;
    if (isGet && !isEvent && request.query?.['hub.mode'] === undefined) {
      return question(`takes the events of ${PROVIDERS[provider].name}, sent with POST`);
    }
    return await providerCall(provider, request, await secretsFor(context, provider, options), tools);
  } catch (error) {
    // The credential is gone, or cannot be read: as long as that is so, the provider is to come again.
    tools.warn(`A call could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    const { status, body } = provider === OWN_LINKS ? { status: 503, body: '' } : answerTo(provider, 'not_stored');
    return { answer: { status, body }, recorded: [] };
  }
}

/** Somebody who opens the address in a browser sees that it works, and for what. */
function question(what: string): LinkOutcome {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return { answer: { status: 200, headers, body: `This address ${what}. It works.\n` }, recorded: [] };
}

/** The address that n8n was called at, as its settings make it for the outside. */
function servedAddress(context: IWebhookFunctions, call: IncomingCall): string | undefined {
  const address = context.getNodeWebhookUrl('default');
  const isTest = (call.originalUrl ?? '').split('?')[0]?.includes('/webhook-test/') ?? false;
  return isTest ? address?.replace('/webhook/', '/webhook-test/') : address;
}

function toolsOf(context: IWebhookFunctions, panel: Panel): Tools {
  const { provider } = panel;
  return {
    withLedger: async <T>(work: (ledger: FullLedger) => Promise<T>): Promise<T> => {
      const ledger = await openLedger(context, 'settings', KEEP_LEDGER_MS);
      try {
        return await work(ledger);
      } finally {
        await ledger.close();
      }
    },
    fetchText: (url) => fetchText(context, url),
    fetchResource: async (fetch: ResourceFetch) =>
      provider === OWN_LINKS ? { kind: 'absent' } : await fetchResource(context, provider, fetch),
    starts: (event, isNew) => starts(panel, event, isNew),
    certificates,
    nonces,
    clock: Date.now,
    warn: (line) => context.logger.warn(`${context.getNode().name}: ${line}`),
  };
}
