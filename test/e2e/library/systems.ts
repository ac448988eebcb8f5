import { amount } from '../stand-ins/debtors';
import type { Debtor } from '../stand-ins/debtors';
import { erpNext, ERPNEXT } from '../stand-ins/erpnext';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import { invoiceNinja, NINJA_TOKEN } from '../stand-ins/invoice-ninja';
import {
  alegra,
  ALEGRA,
  holded,
  HOLDED_KEY,
  siigo,
  SIIGO,
  SIIGO_PARTNER,
  zohoBooks,
  ZOHO,
} from '../stand-ins/latin-clouds';
import { odoo } from '../stand-ins/odoo';
import { ODOO_KEY } from '../stand-ins/odoo-server';
import { quickBooks, QUICKBOOKS } from '../stand-ins/quickbooks';
import { SAP, SAP_ADDRESS, sapBusinessOne } from '../stand-ins/sap-business-one';
import type { Asked, StandIn } from '../stand-ins/stand-in';
import { stripe, STRIPE_KEY } from '../stand-ins/stripe';
import { xero, XERO_TENANT, XERO_TOKEN } from '../stand-ins/xero';

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
  /** Its hosts, for what fails as a whole. */
  hosts: string[];
  /** The number a customer reads, where the system has one of its own. */
  numberOf?: (one: Debtor) => string;
  /** How many invoices it takes to fill more than one page. */
  size?: number;
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

const at =
  (end: string) =>
  ({ url }: Asked): boolean =>
    decodeURIComponent(url.pathname).endsWith(end);

const SHEET_HEADER = ['Factura', 'Cliente', 'Correo', 'Fecha de vencimiento', 'Importe', 'Saldo', 'Moneda'];
const sheetRow = (one: Debtor) => [
  one.number,
  one.name,
  one.email,
  one.due,
  amount(one.total),
  amount(one.open),
  'MXN',
];

type Listed = Omit<System, 'hosts'>;

const LISTED: Listed[] = [
  {
    slug: 'odoo',
    readAs: 'Odoo',
    mark: 'OD',
    standIn: odoo,
    credentials: [{ type: 'odooApiKeyApi', data: { url: 'https://acme.odoo.example', db: 'acme', apiKey: ODOO_KEY } }],
    pages: at('/search_read'),
  },
  {
    slug: 'erpnext',
    readAs: 'ERPNext',
    mark: 'EN',
    standIn: erpNext,
    size: 1300,
    credentials: [
      { type: 'erpNextApi', data: { ...ERPNEXT, environment: 'selfHosted', domain: 'https://acme.erpnext.example' } },
    ],
    pages: at('/Sales Invoice'),
  },
  {
    slug: 'quickbooks',
    readAs: 'QuickBooks Online',
    mark: 'QB',
    standIn: quickBooks,
    credentials: [{ type: 'quickBooksOAuth2Api', data: { ...signedIn(QUICKBOOKS.token), environment: 'production' } }],
    settings: { companyId: QUICKBOOKS.realm },
    pages: at('/query'),
  },
  {
    slug: 'xero',
    readAs: 'Xero',
    mark: 'XE',
    standIn: xero,
    credentials: [{ type: 'xeroOAuth2Api', data: signedIn(XERO_TOKEN) }],
    settings: { tenantId: XERO_TENANT },
    pages: at('/Invoices'),
  },
  {
    slug: 'invoice-ninja',
    readAs: 'Invoice Ninja',
    mark: 'IN',
    standIn: invoiceNinja,
    credentials: [
      { type: 'invoiceNinjaApi', data: { url: 'https://ninja.example', apiToken: NINJA_TOKEN, secret: '' } },
    ],
    pages: at('/invoices'),
  },
  {
    slug: 'stripe',
    readAs: 'Stripe',
    mark: 'ST',
    standIn: stripe,
    credentials: [{ type: 'stripeApi', data: { secretKey: STRIPE_KEY } }],
    pages: at('/invoices'),
  },
  {
    slug: 'sap-business-one',
    readAs: 'SAP Business One',
    mark: 'SB',
    standIn: sapBusinessOne,
    credentials: [{ type: 'httpCustomAuth', data: { json: JSON.stringify({ body: SAP }) } }],
    settings: { serviceLayer: SAP_ADDRESS },
    numberOf: ({ n }) => String(20_000 + n),
    pages: at('/Invoices'),
  },
  {
    slug: 'alegra',
    readAs: 'Alegra',
    mark: 'AL',
    standIn: alegra,
    credentials: [{ type: 'httpBasicAuth', data: ALEGRA }],
    pages: at('/invoices'),
  },
  {
    slug: 'siigo',
    readAs: 'Siigo',
    mark: 'SI',
    standIn: siigo,
    credentials: [{ type: 'httpCustomAuth', data: { json: JSON.stringify({ body: SIIGO }) } }],
    settings: { partnerId: SIIGO_PARTNER },
    pages: at('/v1/invoices'),
  },
  {
    slug: 'holded',
    readAs: 'Holded',
    mark: 'HO',
    standIn: holded,
    credentials: [{ type: 'httpHeaderAuth', data: { name: 'key', value: HOLDED_KEY } }],
    pages: at('/documents/invoice'),
  },
  {
    slug: 'zoho-books',
    readAs: 'Zoho Books',
    mark: 'ZO',
    standIn: zohoBooks,
    credentials: [{ type: 'zohoOAuth2Api', data: signedIn(ZOHO.token) }],
    settings: { organizationId: ZOHO.organization },
    pages: at('/invoices'),
  },
  {
    slug: 'google-sheets',
    readAs: 'Rows of a sheet, CSV or database',
    mark: 'GS',
    standIn: (book) => googleSheets({ Invoices: [SHEET_HEADER, ...book.map(sheetRow)] }),
    credentials: [{ type: 'googleSheetsOAuth2Api', data: signedIn(SHEETS_TOKEN) }],
    settings: { sheetUrl: SHEET_URL },
    // A sheet has no pages; n8n asks for the document, for its tabs and for the rows.
    pages: ({ url }) => url.pathname.startsWith('/v4/spreadsheets/'),
  },
];

export const SYSTEMS: System[] = LISTED.map((one) => ({ ...one, hosts: one.standIn([]).hosts }));

/** The system of this feeder. */
export function systemBySlug(slug: string): System {
  const found = SYSTEMS.find((one) => one.slug === slug);
  if (!found) throw new Error(`No system is called ${slug}`);
  return found;
}
