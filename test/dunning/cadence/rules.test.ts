import { PRESETS } from '../../../dunning/cadence/presets';
import { ask, customer, dates, invoice, past, policy, stage } from './one-invoice';

describe('when a stage falls', () => {
  it('counts from the due date, the issue date, the end of the due month, or the contact before', () => {
    const rules = policy([
      stage('from_issue', 20, { anchor: 'issue_date' }),
      stage('from_due', 3),
      stage('after_contact', 10, { anchor: 'previous_contact' }),
      stage('from_month_end', 5, { anchor: 'end_of_due_month' }),
      stage('month_of', 45, { toEndOfMonth: true }),
    ]);
    expect(dates(rules)).toEqual([
      '2026-10-21 from_issue',
      '2026-11-05 from_due',
      '2026-11-15 after_contact',
      '2026-12-05 from_month_end',
      '2026-12-31 month_of',
    ]);
  });

  it('counts working days by the calendar of the policy or the country', () => {
    const calendars = { ES: { holidays: ['2026-11-05'] }, PT: { holidays: [] } };
    const rules = policy([stage('a', 3, { dayCount: 'business' })]);
    expect(dates(rules)).toEqual(['2026-11-05 a']);
    expect(dates({ ...rules, calendar: 'ES' }, undefined, { calendars })).toEqual(['2026-11-06 a']);
    const spanish = new Map([['C1', { ...customer, country: 'ES' }]]);
    expect(dates(rules, undefined, { calendars, customers: spanish })).toEqual(['2026-11-06 a']);
  });

  it('refuses a calendar that is not there', () => {
    expect(() => ask('2026-11-05', policy([stage('a', 3)], { calendar: 'FR' }))).toThrow('policy.calendar: found “FR”');
  });

  it('counts working days past due beside calendar days', () => {
    expect(ask('2026-11-10', policy([stage('a', 1)]))).toMatchObject({ daysPastDue: 8, businessDaysPastDue: 6 });
  });

  it.each([
    ['keep', ['2026-11-07 a']],
    ['roll_forward', ['2026-11-09 a']],
    ['roll_back', ['2026-11-06 a']],
  ] as const)('a stage that falls on a Saturday: %s', (restDays, expected) => {
    expect(dates(policy([stage('a', 5)], { restDays }))).toEqual(expected);
  });

  it('a policy that avoids rest days sends nothing on one, also when it is late', () => {
    const rules = policy([stage('a', 5)], { restDays: 'roll_back' });
    expect(ask('2026-11-08', rules)).toMatchObject({
      outcome: 'waiting',
      reasonCode: 'rest_day',
      nextEvaluationDate: '2026-11-09',
    });
  });

  it('adds grace to reminders, not to courtesies', () => {
    expect(dates(policy([stage('before', -2), stage('after', 2)], { graceDays: 4 }))).toEqual([
      '2026-10-31 before',
      '2026-11-08 after',
    ]);
  });

  it('leaves out a courtesy whose day lay before the invoice was issued', () => {
    const rules = policy([stage('week_before', -7), stage('day_before', -1)]);
    expect(dates(rules, [invoice({ issueDate: '2026-10-30' })])).toEqual(['2026-11-01 day_before']);
  });

  it('never says "due soon" once it is overdue', () => {
    expect(ask('2026-11-03', PRESETS.b2b_standard)).toMatchObject({
      outcome: 'waiting',
      nextEvaluationDate: '2026-11-05',
    });
  });
});

describe('which stage is next', () => {
  const stages = [stage('one', 1), stage('two', 10), stage('three', 20)];

  it('jump goes straight to the gravest stage reached', () => {
    const answer = ask('2026-11-30', policy(stages));
    expect(answer).toMatchObject({ outcome: 'due', key: 'three', attempt: 1 });
    expect(answer?.considered?.map(({ key, code }) => [key, code])).toEqual([
      ['one', 'passed_over'],
      ['two', 'passed_over'],
    ]);
  });

  it('sequential takes one step at a time and catches up a day at a time', () => {
    const rules = policy(stages, { progression: 'sequential' });
    const answer = ask('2026-11-30', rules);
    expect(answer).toMatchObject({ outcome: 'due', key: 'one' });
    expect(answer?.considered?.map(({ key, code }) => [key, code])).toEqual([
      ['two', 'waits_its_turn'],
      ['three', 'waits_its_turn'],
    ]);
    expect(ask('2026-11-30', rules, [past('one', '2026-11-30')])).toMatchObject({
      outcome: 'waiting',
      reasonCode: 'too_soon',
    });
    expect(ask('2026-12-01', rules, [past('one', '2026-11-30')])).toMatchObject({ outcome: 'due', key: 'two' });
  });

  it('sequential waits for a person when it is not known whether the step before was sent', () => {
    const rules = policy(stages, { progression: 'sequential' });
    const answer = ask('2026-12-01', rules, [past('one', '2026-11-30', { status: 'uncertain' })]);
    expect(answer).toMatchObject({ outcome: 'needs_review', reasonCode: 'contact_uncertain', key: 'one' });
  });

  it('keeps the distance between two contacts', () => {
    const rules = policy(stages, { minimumDaysBetweenContacts: 7 });
    const answer = ask('2026-11-12', rules, [past('one', '2026-11-08')]);
    expect(answer).toMatchObject({
      outcome: 'waiting',
      reasonCode: 'too_soon',
      key: 'two',
      nextEvaluationDate: '2026-11-15',
    });
    expect(answer?.reason.en).toBe(
      'The two is due, but last contact was the one on 2026-11-08 and 7 days must lie between two contacts, so it waits until 2026-11-15.',
    );
  });

  it('sends one step a day at most when the policy says nothing about distance', () => {
    const answer = ask('2026-11-12', policy(stages), [past('one', '2026-11-12')]);
    expect(answer?.reason.en).toBe(
      'The two is due, but last contact was the one on 2026-11-12 and there is one contact a day at most, so it waits until 2026-11-13.',
    );
  });

  it('says a stage again, so often and so far apart', () => {
    const rules = policy([stage('one', 1, { repeat: { everyDays: 7, times: 2 } }), stage('two', 30)]);
    expect(dates(rules)).toEqual(['2026-11-03 one', '2026-11-10 one 2', '2026-11-17 one 3', '2026-12-02 two']);
  });

  it('gives a stage that needs approval to a person', () => {
    const answer = ask('2026-11-03', policy([stage('one', 1, { needsApproval: true })]));
    expect(answer).toMatchObject({
      outcome: 'needs_review',
      reasonCode: 'needs_approval',
      key: 'one',
      needsApproval: true,
    });
    expect(answer?.reason.en).toBe(
      "1 day past due, so one; nothing was sent before; the one needs a person's approval.",
    );
  });

  it('proposes the end some days after the last step', () => {
    const rules = policy([stage('one', 1, { endAction: 'agency', endActionAfterDays: 10 })]);
    const sent = [past('one', '2026-11-03')];
    expect(ask('2026-11-12', rules, sent)).toMatchObject({ outcome: 'waiting', nextEvaluationDate: '2026-11-13' });
    const end = ask('2026-11-13', rules, sent);
    expect(end).toMatchObject({ outcome: 'needs_review', reasonCode: 'end_of_cadence', endAction: 'agency' });
    expect(end?.reason.en).toBe(
      'Every step was taken and the debt is still open; last contact was the one on 2026-11-03, so a person should decide: hand it to a collection agency.',
    );
  });

  it('gives up on a channel that bounced, and calls a person when none is left', () => {
    const rules = policy([stage('one', 1, { channels: ['email', 'sms'] })]);
    const bounced = past('one', '2026-11-03', { status: 'bounced', attempt: 1 });
    expect(ask('2026-11-04', rules, [bounced])).toMatchObject({ outcome: 'due', channels: ['sms'], attempt: 2 });
    const both = [bounced, past('one', '2026-11-04', { status: 'bounced', channel: 'sms', attempt: 2 })];
    expect(ask('2026-11-05', rules, both)).toMatchObject({
      outcome: 'needs_review',
      reasonCode: 'all_channels_failed',
    });
  });

  it('takes the next channel at once where the server refused the address itself', () => {
    const rules = policy([stage('one', 1, { channels: ['email', 'sms'] })]);
    const refused = past('one', '2026-11-03', { status: 'failed', attempt: 1, unreachable: true });
    expect(ask('2026-11-04', rules, [refused])).toMatchObject({ outcome: 'due', channels: ['sms'], attempt: 2 });
    const passing = past('one', '2026-11-03', { status: 'failed', attempt: 1 });
    expect(ask('2026-11-04', rules, [passing])).toMatchObject({ channels: ['email', 'sms'], attempt: 2 });
  });

  it('tries a failed hand-over again, but not for ever', () => {
    const rules = policy([stage('one', 1)]);
    const failures = [1, 2, 3].map((attempt) => past('one', '2026-11-03', { status: 'failed', attempt }));
    expect(ask('2026-11-04', rules, failures.slice(0, 2))).toMatchObject({
      outcome: 'due',
      attempt: 3,
      reasonCode: 'retry_due',
    });
    expect(ask('2026-11-04', rules, failures)).toMatchObject({ outcome: 'needs_review' });
  });

  it('does not know yet what happens after the as-of date', () => {
    const rules = policy([stage('one', 1)]);
    expect(ask('2026-11-04', rules, [past('one', '2026-11-05')])).toMatchObject({ outcome: 'due' });
  });

  it('does not pursue a balance below the minimum of its currency', () => {
    const rules = policy(stages, { minimumBalance: { EUR: 5_000, USD: 900_000 } });
    const small = invoice({ balance: { currency: 'EUR', minor: 4_999 } });
    const answer = ask('2026-11-30', rules, [], [small]);
    expect(answer).toMatchObject({ outcome: 'waiting', reasonCode: 'below_minimum', nextEvaluationDate: null });
    expect(answer?.reason.en).toBe('Only EUR 49.99 is open, less than the minimum of EUR 50.00 that is pursued.');
    expect(ask('2026-11-30', rules, [], [invoice({ balance: { currency: 'EUR', minor: 5_000 } })])?.outcome).toBe(
      'due',
    );
  });
});
