import type { INodeProperties } from 'n8n-workflow';

/** Which platforms’ own rules are kept. */
export const platforms: INodeProperties = {
  displayName: 'Platforms Whose Rules to Keep',
  name: 'platforms',
  type: 'multiOptions',
  options: [
    { name: 'Mailbox Providers (Gmail, Yahoo, Microsoft)', value: 'bulk-email' },
    { name: 'Twilio', value: 'twilio', description: 'For SMS to the United States and Canada' },
    { name: 'WhatsApp', value: 'whatsapp' },
  ],
  default: ['bulk-email', 'twilio', 'whatsapp'],
  description: 'Take one off when you do not send through it',
};

/**
 * The readings of rules on which the sources disagree: the value is rule and reading, as in the packs. A test holds this list
 * to the packs.
 */
export const READINGS = [
  { name: 'Chile, Calls and Visits: Calendar Week', value: 'cl-phone-visit=statute' },
  { name: 'Chile, Calls and Visits: Any 7 Days', value: 'cl-phone-visit=rolling' },
  { name: 'Chile, Messages: Calendar Week', value: 'cl-remote=statute' },
  { name: 'Chile, Messages: Any 7 Days', value: 'cl-remote=rolling' },
  { name: 'Colombia, One Contact a Day: Every Attempt Counts', value: 'co-day=conservative' },
  { name: 'Colombia, One Contact a Day: Only When the Customer Answered', value: 'co-day=statute' },
  { name: 'Colombia, One Channel a Week: Every Attempt Counts', value: 'co-one-channel=conservative' },
  { name: 'Colombia, One Channel a Week: Every Attempt Counts, Any 7 Days', value: 'co-one-channel=rolling_strict' },
  { name: 'Colombia, One Channel a Week: Only When the Customer Answered', value: 'co-one-channel=statute' },
  { name: 'Colombia, One Channel a Week: Only When Answered, Any 7 Days', value: 'co-one-channel=rolling' },
  { name: 'Dominican Republic, Five a Day: With WhatsApp', value: 'do-day=conservative' },
  { name: 'Dominican Republic, Five a Day: Without WhatsApp', value: 'do-day=statute' },
  { name: 'Ecuador, One a Day: In Total', value: 'ec-day=conservative' },
  { name: 'Ecuador, One a Day: By Each Channel', value: 'ec-day=statute' },
  { name: 'El Salvador, Hours: 8 to 17', value: 'sv-hours=conservative' },
  { name: 'El Salvador, Hours: 8 to 18', value: 'sv-hours=statute' },
  { name: 'Guatemala, Banks: Working Days, 8 to 18', value: 'gt-working-days=conservative' },
  { name: 'Guatemala, Banks: Working Days, All Day', value: 'gt-working-days=statute' },
];

export const readings: INodeProperties = {
  displayName: 'How to Read Unclear Rules',
  name: 'readings',
  type: 'multiOptions',
  options: READINGS,
  default: [],
  description:
    'Some rules are read in two ways by those who apply them. Without a choice here, How Careful decides; the verdict says which reading was followed.',
};

/** Reference rates that a central bank publishes and that the maximum interest of a law is reckoned from. */
export const rates: INodeProperties = {
  displayName: 'Published Interest Rates',
  name: 'rates',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add a rate',
  default: {},
  description:
    'Rates that this node does not know, or that you trust more than its own; without one, interest is refused',
  options: [
    {
      displayName: 'Rate',
      name: 'rate',
      values: [
        { displayName: 'First Day', name: 'from', type: 'string', default: '', placeholder: 'e.g. 2026-11-01' },
        { displayName: 'Last Day', name: 'until', type: 'string', default: '', placeholder: 'e.g. 2026-11-30' },
        { displayName: 'Percent a Year', name: 'percent', type: 'string', default: '', placeholder: 'e.g. 16.52' },
        {
          displayName: 'Rate',
          name: 'reference',
          type: 'options',
          options: [
            { name: 'Banco Central De Costa Rica: Maximum Rate', value: 'cr-tope' },
            { name: 'Banco Central Do Brasil: Taxa Legal', value: 'br-taxa-legal' },
            { name: 'Bank of England: Bank Rate', value: 'boe-official' },
            { name: 'BCE Ecuador: Maximum Rate', value: 'ec-bce-max' },
            { name: 'BCRP Peru: Maximum Rate', value: 'pe-bcrp-max' },
            { name: 'Bundesbank: Basiszinssatz', value: 'de-basiszins' },
            { name: 'CMF Chile: Interés Corriente', value: 'cl-corriente' },
            { name: 'CMF Chile: Tasa Máxima Convencional', value: 'cl-tmc' },
            { name: 'European Central Bank: Main Refinancing Rate', value: 'ecb-mro' },
            { name: 'Superfinanciera Colombia: Interés Bancario Corriente', value: 'co-ibc' },
          ],
          default: 'co-ibc',
        },
        {
          displayName: 'Where You Found It',
          name: 'source',
          type: 'string',
          default: '',
          placeholder: 'e.g. Resolution of 31 October 2026',
        },
      ],
    },
  ],
};
