import type { INodeProperties } from 'n8n-workflow';

import type { PolicyStage } from '../../../dunning/cadence/policy';
import { PRESETS } from '../../../dunning/cadence/presets';
import { CHARGES } from './charges';

/** Values of the parameter *Policy* that are not the name of a ready-made policy. */
export const OWN_STAGES = 'own_stages';
export const AS_JSON = 'json';

function moment({ days, dayCount }: PolicyStage): string {
  if (days === 0) return 'on the due date';
  const count = Math.abs(days);
  const unit = `${dayCount === 'business' ? 'working ' : ''}day${count === 1 ? '' : 's'}`;
  return `${count} ${unit} ${days < 0 ? 'before' : 'after'}`;
}

const presets = Object.values(PRESETS).map(({ id, label, stages }) => ({
  name: label.en,
  value: id,
  description: stages.map((stage) => `${stage.label.en} ${moment(stage)}`).join(', '),
}));

const POLICIES = [
  ...presets,
  { name: 'My Own Stages', value: OWN_STAGES, description: 'Put the stages together below' },
  { name: 'My Own Policy as JSON', value: AS_JSON, description: 'For policies kept in a file or a repository' },
];

const CHANNEL_OPTIONS = [
  { name: 'Call', value: 'call' },
  { name: 'Email', value: 'email' },
  { name: 'Letter', value: 'letter' },
  { name: 'SMS', value: 'sms' },
  { name: 'WhatsApp', value: 'whatsapp' },
];

const stageFields: INodeProperties[] = [
  {
    displayName: 'Channels, Best First',
    name: 'channels',
    type: 'multiOptions',
    options: CHANNEL_OPTIONS,
    default: ['email'],
  },
  {
    displayName: 'Counted From',
    name: 'anchor',
    type: 'options',
    options: [
      { name: 'Due Date', value: 'due_date' },
      { name: 'End of the Month of the Due Date', value: 'end_of_due_month' },
      { name: 'Issue Date', value: 'issue_date' },
      { name: 'Previous Contact', value: 'previous_contact' },
    ],
    default: 'due_date',
  },
  {
    displayName: 'Days',
    name: 'days',
    type: 'number',
    default: 0,
    description: 'How many days after that date; with a minus sign: before it',
  },
  {
    displayName: 'Days Are',
    name: 'dayCount',
    type: 'options',
    options: [
      { name: 'Calendar Days', value: 'calendar' },
      { name: 'Working Days', value: 'business' },
    ],
    default: 'calendar',
  },
  {
    displayName: 'In the End',
    name: 'endAction',
    type: 'options',
    options: [
      { name: 'Nothing More', value: '' },
      { name: 'Propose a Collection Agency', value: 'agency' },
      { name: 'Propose Legal Action', value: 'legal' },
      { name: 'Propose to Write It Off', value: 'write_off' },
    ],
    default: '',
    description: 'What is proposed to a person once this stage is through',
  },
  {
    displayName: 'In the End, After Days',
    name: 'endActionAfterDays',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'How many days after the last message that is proposed',
  },
  {
    displayName: 'Kind of Message',
    name: 'key',
    type: 'options',
    options: [
      { name: 'Before the Due Date', value: 'before_due' },
      { name: 'Due Today', value: 'due_today' },
      { name: 'Final Notice', value: 'final_notice' },
      { name: 'First Reminder', value: 'first_reminder' },
      { name: 'Formal Notice', value: 'formal_notice' },
      { name: 'Second Reminder', value: 'second_reminder' },
    ],
    default: 'first_reminder',
    description: 'Which text is written; each kind can stand in the list once',
  },
  {
    displayName: 'Needs a Person’s Approval',
    name: 'needsApproval',
    type: 'boolean',
    default: false,
    description: 'Whether the invoice goes to the output “Needs Review” at this stage, instead of “Due for Contact”',
  },
  {
    displayName: 'Repeat at Most',
    name: 'repeatTimes',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'How many more times the message of this stage is sent; 0: once only',
  },
  {
    displayName: 'Repeat Every (Days)',
    name: 'repeatEvery',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 7,
  },
  {
    displayName: 'Tone',
    name: 'tone',
    type: 'options',
    options: [
      { name: 'Firm', value: 'firm' },
      { name: 'Neutral', value: 'neutral' },
      { name: 'Warm', value: 'warm' },
    ],
    default: 'neutral',
  },
];

const rules: INodeProperties[] = [
  {
    displayName: 'Days After a Promised Date',
    name: 'promiseGraceDays',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'Days in which a promised payment may still arrive before the promise counts as broken',
  },
  {
    displayName: 'Days of Grace',
    name: 'graceDays',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'Days added to every stage after the due date',
  },
  {
    displayName: 'Fewest Days Between Two Messages',
    name: 'minimumDaysBetweenContacts',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
  },
  {
    displayName: 'Holiday Calendar',
    name: 'calendar',
    type: 'string',
    default: '',
    placeholder: 'e.g. MX or BR-SP',
    description: 'Country or region whose holidays are not working days',
  },
  {
    displayName: 'One Message For',
    name: 'granularity',
    type: 'options',
    options: [
      {
        name: 'Each Customer, the Gravest Invoice Decides',
        value: 'customer_gravest',
        description: 'One item per customer and currency, with all its open invoices',
      },
      { name: 'Each Customer, the Oldest Invoice Decides', value: 'customer_oldest' },
      { name: 'Each Instalment', value: 'instalment' },
      { name: 'Each Invoice', value: 'invoice' },
    ],
    default: 'invoice',
  },
  {
    displayName: 'Order of Stages',
    name: 'progression',
    type: 'options',
    options: [
      {
        name: 'One After the Other',
        value: 'sequential',
        description: 'No stage before the one below it was sent; a missed run is caught up one stage at a time',
      },
      {
        name: 'The Gravest That Applies',
        value: 'jump',
        description: 'The stage that the days past due call for, also when earlier ones were not sent',
      },
    ],
    default: 'jump',
  },
  {
    displayName: 'Take Off Credit Notes That Are Not Applied',
    name: 'netCredits',
    type: 'boolean',
    default: true,
    description: 'Whether a customer’s loose credit notes reduce what is pursued, the oldest due date first',
  },
  {
    displayName: 'When a Hold Ends',
    name: 'afterHold',
    type: 'options',
    options: [
      { name: 'Catch Up', value: 'catch_up', description: 'As if there had been no hold' },
      {
        name: 'Go On Where It Stopped',
        value: 'resume',
        description: 'The stage that fell into the hold is next, and the others keep their distance from it',
      },
    ],
    default: 'resume',
  },
  {
    displayName: 'When a Stage Falls on a Rest Day',
    name: 'restDays',
    type: 'options',
    options: [
      { name: 'Bring It Forward to the Working Day Before', value: 'roll_back' },
      { name: 'Keep the Day', value: 'keep' },
      { name: 'Move It to the Next Working Day', value: 'roll_forward' },
    ],
    default: 'keep',
  },
];

const SEGMENTS = [
  { name: 'Are New', value: 'new' },
  { name: 'Owe Much of the Whole Book', value: 'high_exposure' },
  { name: 'Pay Late Again and Again', value: 'chronic' },
  { name: 'Pay Late Now and Then', value: 'occasional' },
  { name: 'Pay on Time', value: 'reliable' },
];

/** The panel's part about the policy: ready-made, put together here, or as JSON. */
export const policyProperties: INodeProperties[] = [
  {
    displayName: 'Policy',
    name: 'policy',
    type: 'options',
    noDataExpression: true,
    options: POLICIES,
    default: 'b2b_standard',
    description: 'Which reminder is sent how many days before or after the due date',
  },
  {
    displayName: 'Stages',
    name: 'stages',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add stage',
    default: {},
    description: 'From the mildest to the gravest',
    displayOptions: { show: { policy: [OWN_STAGES] } },
    options: [{ displayName: 'Stage', name: 'stage', values: stageFields }],
  },
  {
    displayName: 'Policy as JSON',
    name: 'policyJson',
    type: 'json',
    default: '',
    description: 'In the format that the documentation describes; what is wrong in it is named field by field',
    displayOptions: { show: { policy: [AS_JSON] } },
  },
];

/** Where a run differs from the policy, or charges something. */
export const policyDetails: INodeProperties[] = [
  {
    displayName: 'Rules',
    name: 'rules',
    type: 'collection',
    placeholder: 'Add rule',
    default: {},
    description: 'Where this run differs from the policy',
    options: rules,
  },
  {
    displayName: 'Policy per Kind of Payer',
    name: 'segmentPolicies',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add kind',
    default: {},
    description:
      'Customers are told apart by how they paid their earlier invoices and by how much they owe. A policy named on the invoice or the customer goes first.',
    options: [
      {
        displayName: 'Kind',
        name: 'kind',
        values: [
          { displayName: 'Customers Who', name: 'segment', type: 'options', options: SEGMENTS, default: 'reliable' },
          { displayName: 'Follow', name: 'policy', type: 'options', options: presets, default: '' },
        ],
      },
    ],
  },
  {
    displayName: 'Late Fees and Interest',
    name: 'charges',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add charge',
    default: {},
    description:
      'Shown as lines of their own; they never change an invoice. Charge only what your contract and the law allow.',
    options: CHARGES,
  },
];
