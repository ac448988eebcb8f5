import type { Situation } from './helpers';
import { AR, CO, US, type RuleCase } from './rule-case-parts';
import { NORTH } from './rule-cases-north';
import { SOUTH } from './rule-cases-south';

/** For every rule a situation that it refuses, and the nearest one that it lets pass. */
export const RULE_CASES: Readonly<Record<string, RuleCase>> = { ...SOUTH, ...NORTH };

/** Exceptions: a contact that a rule of the pack would refuse, and that the exception frees. */
export const LIFTING_CASES: Readonly<Record<string, { freed: Situation; refusedWithout: Situation }>> = {
  'ar-c-excluded': {
    freed: { ...AR, channel: 'sms', at: '2026-11-26T23:30:00-03:00', facts: { debtKind: 'tax' } },
    refusedWithout: { ...AR, channel: 'sms', at: '2026-11-26T23:30:00-03:00', facts: { debtKind: 'loan' } },
  },
  'co-not-collection': {
    freed: { ...CO, at: '2026-11-29T10:00:00-05:00', facts: { purpose: 'requested_information' } },
    refusedWithout: { ...CO, at: '2026-11-29T10:00:00-05:00', facts: { purpose: 'collection' } },
  },
  'us-dc-excluded': {
    freed: {
      ...US,
      region: 'US-DC',
      channel: 'sms',
      customer: { consent: {} },
      facts: { debtKind: 'real_estate_loan' },
    },
    refusedWithout: { ...US, region: 'US-DC', channel: 'sms', customer: { consent: {} }, facts: { debtKind: 'loan' } },
  },
};

/** Where the area code points elsewhere than the address, both must be open. */
export const LOCATION_CASES: Readonly<Record<string, RuleCase>> = {
  'us-location': {
    refused: { ...US, at: '2026-11-26T08:30:00-05:00', customer: { phone: '+13105550123' } },
    passed: { ...US, at: '2026-11-26T08:30:00-05:00', customer: { phone: '+12125550123' } },
  },
};
