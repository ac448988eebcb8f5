import type { Debtor } from './debtors';
import type { Asked, StandIn } from './stand-in';
import { xero, XERO_TENANT, XERO_TOKEN } from './xero';

/** One system that invoices come from: its feeder, its stand-in, and what a user enters to connect it. */
export interface System {
  /** The feeder's folder below `workflows/feeders`. */
  slug: string;
  /** As the classifier calls the reader that must have read it. */
  readAs: string;
  /** Names this system's customers and invoices. */
  mark: string;
  standIn: (book: Debtor[]) => StandIn;
  credentials: Array<{ type: string; data: Record<string, unknown> }>;
  settings?: Record<string, string>;
  /** The requests of which the second must not fail unnoticed. */
  pages: (asked: Asked) => boolean;
}

/** A token that is there already: what n8n holds after the user has signed in at the provider. */
export const signedIn = (accessToken: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  clientId: 'client',
  clientSecret: 'secret',
  oauthTokenData: {
    access_token: accessToken,
    token_type: 'Bearer',
    refresh_token: 'refresh',
    expires_in: 3600,
    ...more,
  },
});

export const SYSTEMS: System[] = [
  {
    slug: 'xero',
    readAs: 'Xero',
    mark: 'XE',
    standIn: xero,
    credentials: [{ type: 'xeroOAuth2Api', data: signedIn(XERO_TOKEN) }],
    settings: { tenantId: XERO_TENANT },
    pages: ({ url }) => url.pathname.endsWith('/Invoices'),
  },
];
