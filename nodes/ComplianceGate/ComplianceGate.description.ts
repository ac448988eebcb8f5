import type { INodeProperties } from 'n8n-workflow';

import * as check from './actions/check.operation';
import * as explain from './actions/explain.operation';

const SHOW = { operation: ['check'] };

/** A check has three ways out; an explanation has one. */
export const OUTPUTS =
  `={{ $parameter.operation === 'explain' ? ['main'] : ['Allowed', 'Deferred', 'Blocked'].map((name) => ({ type: 'main', displayName: name })) }}` as const;

const WEEKDAYS = [
  { name: 'Monday', value: 'mon' },
  { name: 'Tuesday', value: 'tue' },
  { name: 'Wednesday', value: 'wed' },
  { name: 'Thursday', value: 'thu' },
  { name: 'Friday', value: 'fri' },
  { name: 'Saturday', value: 'sat' },
  { name: 'Sunday', value: 'sun' },
];

const houseHours: INodeProperties = {
  displayName: 'Own Contact Hours',
  name: 'hours',
  type: 'fixedCollection',
  placeholder: 'Add hours',
  default: {},
  description:
    'Hours in which you want to write, in the customer’s time zone. They can only be narrower than the law’s.',
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

const blackouts: INodeProperties = {
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

const loosenings: INodeProperties = {
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

export const properties: INodeProperties[] = [
  {
    displayName:
      'The rules in this node are collected with their sources, but they are not legal advice. Have your lawyer confirm what applies to you.',
    name: 'notLegalAdvice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options: [check.option, explain.option],
    default: 'check',
  },
  ...explain.description,
  {
    displayName: 'We Are',
    name: 'creditorKind',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'A Collection Agency', value: 'agency', description: 'We collect for somebody else' },
      { name: 'A Company That Bought the Debt', value: 'assignee' },
      { name: 'The Company That Is Owed the Money', value: 'first_party' },
    ],
    default: 'first_party',
    displayOptions: { show: SHOW },
  },
  {
    displayName: 'How Careful',
    name: 'profile',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Cautious',
        value: 'conservative',
        description: 'Also follow rules written for collection agencies, and keep calling hours for messages',
      },
      {
        name: 'What the Law Demands',
        value: 'statute',
        description: 'Follow only the rules that bind you by their wording',
      },
    ],
    default: 'conservative',
    displayOptions: { show: SHOW },
  },
  {
    displayName: 'Moment to Judge',
    name: 'moment',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'A Moment I Give', value: 'fixed' },
      {
        name: 'Now',
        value: 'auto',
        description: 'In a replay, the date given in the Invoice Stage Classifier, at 10 in the customer’s morning',
      },
    ],
    default: 'auto',
    displayOptions: { show: SHOW },
  },
  {
    displayName: 'Date and Time',
    name: 'at',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 2026-11-23T10:00:00-06:00',
    description: 'With the offset from UTC; a date alone means 10 in the customer’s morning',
    displayOptions: { show: { ...SHOW, moment: ['fixed'] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Creditor Name',
        name: 'creditorName',
        type: 'string',
        default: '',
        description: 'For an agency: the company that is owed the money, as the message must name it',
      },
      blackouts,
      {
        displayName: 'Facts Field',
        name: 'factsField',
        type: 'string',
        default: '',
        placeholder: 'e.g. facts',
        description: 'Field of the item with more facts about the contact, as listed in docs/packs.md',
      },
      {
        displayName: 'House Rules as JSON',
        name: 'houseJson',
        type: 'json',
        default: '',
        description:
          'Further rules of your own: minimum time between messages, channels that need consent, required content',
      },
      {
        displayName: 'Messages per Customer and Week',
        name: 'maxPerWeek',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'At most this many messages to one customer in a calendar week; 0 leaves it to the law',
      },
      {
        displayName: 'Our Agency’s Name',
        name: 'agencyName',
        type: 'string',
        default: '',
        description: 'When you collect for somebody else',
      },
      houseHours,
      {
        displayName: 'Own Rule Packs as JSON',
        name: 'packsJson',
        type: 'json',
        default: '',
        description: 'A list of packs in the format of the ones that come along; they are added to those',
      },
      {
        displayName: 'Propose Another Channel',
        name: 'proposeAlternative',
        type: 'boolean',
        default: false,
        description: 'Whether to name another channel of the stage that is allowed when this one is not',
      },
      loosenings,
      {
        displayName: 'When the Region Is Not Known',
        name: 'unknownRegion',
        type: 'options',
        options: [
          { name: 'Follow the Rules of All Its Regions', value: 'strictest' },
          { name: 'Follow the National Rules Only', value: 'national' },
        ],
        default: 'strictest',
        description: 'For countries whose states or provinces have rules of their own',
      },
    ],
  },
];
