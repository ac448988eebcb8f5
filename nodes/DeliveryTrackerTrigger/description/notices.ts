import type { INodeProperties } from 'n8n-workflow';

/** Where in a provider's panel the address and the secret are, as of 2026. */
const STEPS: Readonly<Record<string, string>> = {
  amazon_ses:
    'In Amazon SNS, create a subscription of your topic with the protocol HTTPS and this node’s production URL, without raw message delivery. The node confirms it by itself. In Amazon SES, let a configuration set publish its events to that topic.',
  brevo:
    'In Brevo: Transactional, Settings, Webhook. Give it this node’s production URL with a user and a password in front (https://user:password@…), and enter the same two in the credential.',
  conekta:
    'In Conekta: Developers, Webhooks. Give it this node’s production URL, create a webhook key, and paste its public key into the credential.',
  fintoc:
    'In Fintoc: Developers, Webhooks, New webhook. Give it this node’s production URL, choose the payment intent and refund events, and copy the secret (whsec_…) into the credential.',
  flow: 'Flow needs nothing in its panel: enter this node’s production URL as “Webhook Address for Payments” in Payment Link. Flow names the order only; how it stands is read from your account before it counts.',
  khipu:
    'Khipu needs nothing in its panel: enter this node’s production URL as “Webhook Address for Payments” in Payment Link, and copy the secret of the collecting account into the credential. How a payment stands is read from your account before it counts.',
  mailgun:
    'In Mailgun: Sending, Webhooks. Add this node’s production URL for each event, and copy the HTTP webhook signing key into the credential.',
  mercadopago:
    'In Mercado Pago: Your integrations, Webhooks. Give it this node’s production URL, choose Payments and Orders, and copy the secret signature into the credential. Payments are read from your account before they count.',
  paypal:
    'In the PayPal developer dashboard, open your app and add a webhook with this node’s production URL. Copy the ID of the webhook into the credential.',
  pix: 'Register this node’s production URL for your Pix key at your bank or PSP (webhook of the Pix API), with ?secret= and the webhook secret of the credential behind it. The PSP adds /pix by itself. Each Pix is read from the PSP before it counts. Where the PSP insists on mutual TLS, a proxy in front of n8n has to ask for its certificate.',
  postmark:
    'In Postmark: your server, a message stream, Webhooks. Give it this node’s production URL and, under Basic auth credentials, the user and the password of the credential.',
  resend:
    'In Resend: Webhooks, Add webhook. Give it this node’s production URL, and copy the signing secret (whsec_…) into the credential.',
  sendgrid:
    'In SendGrid: Settings, Mail Settings, Event Webhook. Give it this node’s production URL, turn on the signed event webhook, and copy the verification key into the credential.',
  standard_webhooks:
    'For any sender that follows Standard Webhooks (standardwebhooks.com): give it this node’s production URL, and copy its signing secret (whsec_… or whpk_…) into the credential.',
  stripe:
    'In Stripe: Developers, Webhooks, Add destination. Give it this node’s production URL, choose the Checkout, Invoice, Charge and Payment Intent events, and copy the signing secret (whsec_…) into the credential.',
  tracking:
    'Create a credential with a long random key and this node’s production URL, and choose it here and in Dunning Email. Opens, clicks and unsubscribing then come back to this address.',
  twilio:
    'In Twilio, enter this node’s production URL as the status callback of your messaging service and as the address for incoming messages. The secret in the credential is the auth token of the account.',
  whatsapp:
    'In your Meta app: WhatsApp, Configuration. Publish this workflow first, then enter this node’s production URL and the verify token of the credential, and subscribe to the field messages. The secret in the credential is the app secret.',
  wompi:
    'In Wompi: Developers, Events. Give it this node’s production URL, and copy the events secret into the credential.',
};

/** One notice for each provider. */
export const providerNotices: INodeProperties[] = Object.entries(STEPS).map(([provider, displayName]) => ({
  displayName,
  name: `notice_${provider}`,
  type: 'notice',
  default: '',
  displayOptions: { show: { provider: [provider] } },
}));
