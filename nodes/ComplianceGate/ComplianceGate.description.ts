import type { INodeProperties } from 'n8n-workflow';

import * as check from './actions/check.operation';
import * as explain from './actions/explain.operation';
import { blackouts, consentNeeded, hours, limits, loosenings, requiredContent } from './options/house';
import { platforms, rates, readings } from './options/law';
import { sender } from './options/sender';

const SHOW = { operation: ['check'] };

/** A check has three ways out; an explanation has one. */
export const OUTPUTS =
  `={{ $parameter.operation === 'explain' ? ['main'] : ['Allowed', 'Deferred', 'Blocked'].map((name) => ({ type: 'main', displayName: name })) }}` as const;

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
      sender,
      consentNeeded,
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
        description: 'House rules from elsewhere, in the words of docs/packs.md; they are added to those of this panel',
      },
      readings,
      {
        displayName: 'Messages per Customer and Week',
        name: 'maxPerWeek',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'At most this many messages to one customer in a calendar week; 0 leaves it to the law',
      },
      {
        displayName: 'Minimum Hours Between Messages',
        name: 'hoursBetween',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'So many hours from one message to a customer to the next; 0 leaves it to the law',
      },
      requiredContent,
      {
        displayName: 'Our Agency’s Name',
        name: 'agencyName',
        type: 'string',
        default: '',
        description: 'When you collect for somebody else',
      },
      hours,
      limits,
      {
        displayName: 'Own Rule Packs as JSON',
        name: 'packsJson',
        type: 'json',
        default: '',
        description: 'A list of packs in the format of the ones that come along; they are added to those',
      },
      platforms,
      {
        displayName: 'Propose Another Channel',
        name: 'proposeAlternative',
        type: 'boolean',
        default: false,
        description: 'Whether to name another channel of the stage that is allowed when this one is not',
      },
      rates,
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
