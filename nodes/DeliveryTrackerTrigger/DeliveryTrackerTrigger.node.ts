import type {
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { ONE_OUTPUT } from '../shared/connections';
import { nodeError } from '../shared/errors';
import { postgresConnectionTest } from '../shared/ledger-credential-test';
import { linksCredentialTest } from '../shared/links-credential-test';
import { webhookCredentialTest } from './credential-test';
import { properties, PROVIDER_NAMES } from './DeliveryTrackerTrigger.description';
import { answerCall } from './answer-call';
import { checkSecrets } from './settings';

export class DeliveryTrackerTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Delivery Tracker Trigger',
    name: 'deliveryTrackerTrigger',
    icon: { light: 'file:deliveryTrackerTrigger.svg', dark: 'file:deliveryTrackerTrigger.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: `={{ ${JSON.stringify(PROVIDER_NAMES)}[$parameter.provider] }}`,
    description:
      'Record what became of every message and payment, as the providers report it, and start a workflow with what is new',
    defaults: { name: 'Delivery Tracker Trigger' },
    inputs: [],
    outputs: ONE_OUTPUT,
    credentials: [
      {
        name: 'dunningWebhookApi',
        required: true,
        testedBy: 'webhookCredentialTest',
        displayOptions: {
          show: {
            provider: ['brevo', 'mailgun', 'postmark', 'resend', 'sendgrid', 'standard_webhooks', 'twilio', 'whatsapp'],
          },
        },
      },
      {
        name: 'dunningLinksApi',
        required: true,
        testedBy: 'linksCredentialTest',
        displayOptions: { show: { provider: ['tracking'] } },
      },
      {
        name: 'dunningPostgresApi',
        required: true,
        testedBy: 'postgresConnectionTest',
        displayOptions: { show: { ledgerStore: ['postgres'] } },
      },
      { name: 'dunningConektaApi', required: true, displayOptions: { show: { provider: ['conekta'] } } },
      { name: 'dunningFintocApi', required: true, displayOptions: { show: { provider: ['fintoc'] } } },
      { name: 'dunningFlowApi', required: true, displayOptions: { show: { provider: ['flow'] } } },
      { name: 'dunningKhipuApi', required: true, displayOptions: { show: { provider: ['khipu'] } } },
      { name: 'dunningMercadoPagoApi', required: true, displayOptions: { show: { provider: ['mercadopago'] } } },
      { name: 'dunningPayPalApi', required: true, displayOptions: { show: { provider: ['paypal'] } } },
      { name: 'dunningPixApi', required: true, displayOptions: { show: { provider: ['pix'] } } },
      { name: 'dunningStripeApi', required: true, displayOptions: { show: { provider: ['stripe'] } } },
      { name: 'dunningWompiApi', required: true, displayOptions: { show: { provider: ['wompi'] } } },
    ],
    webhooks: [
      { name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'events', ndvHideMethod: true },
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'events' },
      // The Central Bank of Brazil has PSPs add this to the address.
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'events/pix', ndvHideUrl: true },
    ],
    properties,
  };

  methods = { credentialTest: { webhookCredentialTest, linksCredentialTest, postgresConnectionTest } };

  webhookMethods = {
    default: {
      // Addresses are entered in the providers' panels; what is checked here is that nobody else can use ours.
      async checkExists(this: IHookFunctions): Promise<boolean> {
        try {
          await checkSecrets(this);
          return true;
        } catch (error) {
          // What n8n shows of a workflow that it cannot publish is the message alone, so the advice belongs into it.
          if (error instanceof InputError) throw new NodeOperationError(this.getNode(), error.message);
          throw nodeError(this, error);
        }
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await answerCall(this);
  }
}
