/**
 * What each setting is called in *Your settings*: by the name that the builders and the tests use, the name that a finance person reads.
 * One setting has one name in every workflow. No dots and no brackets of the square kind: n8n would take them for a path.
 */
const PLAIN_NAMES: Readonly<Record<string, string>> = {
  // Who writes, and where to pay.
  companyName: 'Company name',
  companyLegalName: 'Registered name',
  companyAddress: 'Company address',
  companyTaxId: 'Tax ID',
  contactName: 'Contact person',
  contactEmail: 'Contact e-mail',
  contactPhone: 'Contact phone',
  fromEmail: 'Sender e-mail',
  bankName: 'Bank',
  bankAccount: 'Account number',
  bankClabe: 'CLABE',
  bankIban: 'IBAN',
  bankPix: 'Pix key',
  paymentLink: 'Payment page',
  linkDays: 'Days a link works',
  pageAfterPaying: 'Page after paying',
  // What is assumed where an invoice is silent.
  oneMessageFor: 'One message for',
  country: 'Default country',
  currency: 'Default currency',
  timeZone: 'Default time zone',
  language: 'Default language',
  smallestBalance: 'Smallest balance',
  asOf: 'As of date',
  ledgerFile: 'Record file',
  // The other ways to write.
  whatsappPhoneNumberId: 'WhatsApp phone number ID',
  smsFrom: 'SMS number',
  slackChannel: 'Slack channel',
  callSheetUrl: 'Call sheet address',
  callSheetTab: 'Call sheet tab',
  lettersFolder: 'Letters folder',
  // What goes on around the reminders.
  teamEmail: 'Team e-mail',
  approverEmail: 'Approver e-mail',
  hoursToAnswer: 'Hours to answer',
  dossierEmail: 'Agency e-mail',
  daysToWait: 'Days to wait',
  unlessItWas: 'Unless it was',
  pauseDays: 'Days of pause',
  daysBack: 'Days back',
  days: 'Days covered',
  lookBackDays: 'Days to look back',
  // Where the invoices come from.
  invoicesFile: 'Invoices file',
  customersFile: 'Customers file',
  folder: 'CFDI folder',
  sheetUrl: 'Sheet address',
  tab: 'Sheet tab',
  query: 'SQL query',
  alegraAddress: 'Alegra address',
  holdedAddress: 'Holded address',
  quickBooksAddress: 'QuickBooks address',
  companyId: 'Company ID',
  serviceLayer: 'Service Layer address',
  siigoAddress: 'Siigo address',
  partnerId: 'Partner ID',
  stripeAddress: 'Stripe address',
  tenantId: 'Tenant ID',
  zohoAddress: 'Zoho address',
  organizationId: 'Organization ID',
  // Large books.
  partAddress: 'Address of one part',
  messagesPerPart: 'Reminders per part',
  partsAtOnce: 'Parts at once',
  minutesPerPart: 'Minutes per part',
  summaryTo: 'Summary to',
  summaryFrom: 'Summary from',
};

/**
 * What a setting is called in the editor.
 * @throws Error for a setting that has no plain name yet
 */
export function plainName(name: string): string {
  const plain = PLAIN_NAMES[name];
  if (plain === undefined)
    throw new Error(
      `The setting “${name}” has no name for the editor; give it one in scripts/workflows/setting-names.ts`,
    );
  return plain;
}
