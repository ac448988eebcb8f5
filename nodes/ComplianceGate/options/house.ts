import type { INodeProperties } from 'n8n-workflow';

const WEEKDAYS = [
  { name: 'Monday', value: 'mon' },
  { name: 'Tuesday', value: 'tue' },
  { name: 'Wednesday', value: 'wed' },
  { name: 'Thursday', value: 'thu' },
  { name: 'Friday', value: 'fri' },
  { name: 'Saturday', value: 'sat' },
  { name: 'Sunday', value: 'sun' },
];

export const CHANNEL_CHOICES = [
  { name: 'Call', value: 'call' },
  { name: 'Email', value: 'email' },
  { name: 'Letter', value: 'letter' },
  { name: 'SMS', value: 'sms' },
  { name: 'WhatsApp', value: 'whatsapp' },
];

export const hours: INodeProperties = {
  displayName: 'Own Contact Hours',
  name: 'hours',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add hours',
  default: {},
  description:
    'Hours in which you want to write, in the customer’s time zone; several lines together make your week. They can only be narrower than the law’s.',
  options: [
    {
      displayName: 'Hours',
      name: 'hours',
      values: [
        {
          displayName: 'Days',
          name: 'days',
          type: 'multiOptions',
          options: WEEKDAYS,
          default: ['mon', 'tue', 'wed', 'thu', 'fri'],
        },
        { displayName: 'From', name: 'from', type: 'string', default: '09:00', placeholder: 'e.g. 09:00' },
        { displayName: 'Until', name: 'to', type: 'string', default: '18:00', placeholder: 'e.g. 18:00' },
      ],
    },
  ],
};

export const limits: INodeProperties = {
  displayName: 'Own Limits',
  name: 'limits',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add a limit',
  default: {},
  description: 'How often one customer may be contacted at most; the law’s own limits stay in force beside them',
  options: [
    {
      displayName: 'Limit',
      name: 'limit',
      values: [
        {
          displayName: 'Channels',
          name: 'channels',
          type: 'multiOptions',
          options: CHANNEL_CHOICES,
          default: [],
          description: 'Which messages count and are limited; empty means all of them together',
        },
        {
          displayName: 'Count Each Debt by Itself',
          name: 'perDebt',
          type: 'boolean',
          default: false,
          description: 'Whether messages about another debt of the same customer do not count',
        },
        {
          displayName: 'In',
          name: 'per',
          type: 'options',
          options: [
            { name: 'Any 30 Days', value: '30' },
            { name: 'Any 7 Days', value: '7' },
            { name: 'One Calendar Week', value: 'week' },
            { name: 'One Day', value: 'day' },
          ],
          default: 'week',
        },
        {
          displayName: 'Messages at Most',
          name: 'max',
          type: 'number',
          typeOptions: { minValue: 1 },
          default: 1,
        },
      ],
    },
  ],
};

export const blackouts: INodeProperties = {
  displayName: 'Days Without Contact',
  name: 'blackouts',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add days',
  default: {},
  options: [
    {
      displayName: 'Days',
      name: 'days',
      values: [
        { displayName: 'First Day', name: 'from', type: 'string', default: '', placeholder: 'e.g. 2026-12-24' },
        { displayName: 'Last Day', name: 'until', type: 'string', default: '', placeholder: 'e.g. 2027-01-02' },
        { displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. Year-end holidays' },
      ],
    },
  ],
};

export const consentNeeded: INodeProperties = {
  displayName: 'Channels That Need an Agreement',
  name: 'consentNeeded',
  type: 'multiOptions',
  options: CHANNEL_CHOICES,
  default: [],
  description: 'Write on these only to customers whose agreement is recorded, whether or not the law asks for it',
};

export const requiredContent: INodeProperties = {
  displayName: 'Must Be in Every Message',
  name: 'requiredContent',
  type: 'multiOptions',
  options: [
    { name: 'Amount', value: 'amount' },
    { name: 'How to Pay', value: 'payment_means' },
    { name: 'How to Receive No More Messages', value: 'opt_out' },
    { name: 'Invoice Number', value: 'debt_reference' },
    { name: 'Name of the Company That Is Owed', value: 'creditor_name' },
    { name: 'Name of the Customer', value: 'debtor_name' },
    { name: 'Privacy Notice', value: 'privacy_notice' },
  ],
  default: [],
  description: 'What you want in every message, whether or not the law asks for it; a message without it is blocked',
};

export const loosenings: INodeProperties = {
  displayName: 'Rules Set Aside',
  name: 'loosenings',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Set a rule aside',
  default: {},
  description:
    'Rules of a law that you decide not to follow, one by one, each with your reason; both are recorded in the verdict',
  options: [
    {
      displayName: 'Rule',
      name: 'rule',
      values: [
        {
          displayName: 'Rule ID',
          name: 'ruleId',
          type: 'string',
          default: '',
          placeholder: 'e.g. as shown in a verdict',
        },
        {
          displayName: 'Reason',
          name: 'reason',
          type: 'string',
          default: '',
          placeholder: 'e.g. Advice of our lawyers of 3 March',
        },
      ],
    },
  ],
};
