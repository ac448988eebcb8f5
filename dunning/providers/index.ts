import { amazonSes } from './amazon-ses';
import { brevo } from './brevo';
import { conekta } from './conekta';
import { fintoc } from './fintoc';
import { flow } from './flow';
import { khipu } from './khipu';
import { mailgun } from './mailgun';
import { mercadoPago } from './mercado-pago';
import { payPal } from './paypal';
import { pix } from './pix';
import { postmark } from './postmark';
import { resend } from './resend';
import { sendGrid } from './sendgrid';
import type { ProviderId, WebhookProvider } from './shared/provider';
import { standardWebhooks } from './standard-webhooks';
import { stripe } from './stripe';
import { twilio } from './twilio';
import { whatsApp } from './whatsapp';
import { wompi } from './wompi';

/** Every provider whose webhooks are understood. Our own links are in `tracking`. */
export const PROVIDERS: Readonly<Record<ProviderId, WebhookProvider>> = {
  amazon_ses: amazonSes,
  sendgrid: sendGrid,
  mailgun,
  postmark,
  resend,
  brevo,
  whatsapp: whatsApp,
  twilio,
  stripe,
  mercadopago: mercadoPago,
  paypal: payPal,
  conekta,
  wompi,
  fintoc,
  khipu,
  flow,
  pix,
  standard_webhooks: standardWebhooks,
};
