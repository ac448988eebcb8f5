import {
  amazonSes,
  gmail,
  GMAIL_TOKEN,
  outlook,
  OUTLOOK_TOKEN,
  sendGrid,
  SENDGRID_KEY,
  SES,
} from '../stand-ins/senders';
import type { SendingStandIn } from '../stand-ins/senders';
import { signedIn } from './systems';

/** One core that sends mail through a node of n8n's own. */
export interface MailCore {
  slug: string;
  /** As the record calls the provider. */
  provider: string;
  standIn: () => SendingStandIn;
  credential: { type: string; data: Record<string, unknown> };
  /** What the provider gives for a refresh token; none where it has no such tokens. */
  token: string;
}

export const MAIL_CORES: MailCore[] = [
  {
    slug: 'email-gmail',
    provider: 'gmail',
    standIn: gmail,
    credential: { type: 'gmailOAuth2', data: signedIn(GMAIL_TOKEN) },
    token: GMAIL_TOKEN,
  },
  {
    slug: 'email-outlook',
    provider: 'microsoft_outlook',
    standIn: outlook,
    credential: { type: 'microsoftOutlookOAuth2Api', data: signedIn(OUTLOOK_TOKEN) },
    token: OUTLOOK_TOKEN,
  },
  {
    slug: 'email-amazon-ses',
    provider: 'amazon_ses',
    standIn: amazonSes,
    credential: { type: 'aws', data: SES },
    token: '',
  },
  {
    slug: 'email-sendgrid',
    provider: 'sendgrid',
    standIn: sendGrid,
    credential: { type: 'sendGridApi', data: { apiKey: SENDGRID_KEY } },
    token: '',
  },
];
