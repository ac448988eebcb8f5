import { InputError } from '../errors';
import { instantMs } from './clock';
import type { GateSettings } from './input';
import { packSchema, type Pack } from './pack';

/**
 * Checks what cannot be known to be wrong before the packs are there.
 * @throws InputError that names the setting, what was found and what to do.
 */
export function checkSettings(settings: GateSettings, packs: readonly Pack[]): void {
  if (Number.isNaN(instantMs(settings.asOf))) {
    throw new InputError({
      field: 'asOf',
      found: settings.asOf,
      problem: 'is not an instant',
      advice: 'Write date, time and offset, for example 2026-11-23T09:00:00-06:00.',
    });
  }
  const rules = new Map(packs.flatMap((pack) => pack.rules.map((rule) => [rule.id, { pack, rule }] as const)));
  checkIds(packs);
  for (const { ruleId, reason } of settings.loosenings ?? []) {
    const known = rules.get(ruleId);
    if (!known) throw unknownRule('loosenings', ruleId);
    // What the cautious profile adds is the user's to give up; what the product never does is not.
    if (known.pack.kind === 'baseline' && known.rule.profile === undefined) {
      throw new InputError({
        field: 'loosenings',
        found: ruleId,
        problem: 'is a rule that cannot be set aside',
        advice: 'It carries out the customer’s own wishes, or keeps data out of a channel. Take it off the list.',
      });
    }
    if (reason.trim().length < 10) {
      throw new InputError({
        field: 'loosenings',
        found: reason,
        problem: `is no reason for setting ${ruleId} aside`,
        advice: 'Say in a sentence why it may be set aside and who decided it; the verdict records it.',
      });
    }
  }
  for (const [ruleId, reading] of Object.entries(settings.readings ?? {})) {
    const known = rules.get(ruleId);
    if (!known) throw unknownRule('readings', ruleId);
    const names = Object.keys(known.rule.readings ?? {});
    if (!names.includes(reading)) {
      throw new InputError({
        field: `readings.${ruleId}`,
        found: reading,
        problem: 'is not a reading of this rule',
        advice:
          names.length > 0 ? `It has these: ${names.join(', ')}.` : 'It has only one reading; remove the setting.',
      });
    }
  }
}

/** A rule of the user's own is added under its own id: it does not take the place of another. */
function checkIds(packs: readonly Pack[]): void {
  const seen = new Set<string>();
  for (const { id } of packs.flatMap((pack) => pack.rules)) {
    if (seen.has(id)) {
      throw new InputError({
        field: 'packs',
        found: id,
        problem: 'is the id of two rules',
        advice: 'Give your own rule another id; it is applied together with the one that exists.',
      });
    }
    seen.add(id);
  }
}

/**
 * Reads a pack of the user's own, and fills in what it leaves to the defaults.
 * @throws InputError that names the part of the pack that does not fit
 */
export function readPack(pack: unknown): Pack {
  const checked = packSchema.safeParse(pack);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new InputError({
    field: `packs.${issue?.path.join('.') ?? ''}`,
    found: (pack as { id?: unknown } | null)?.id,
    problem: `does not fit the schema of a pack (${issue?.message ?? 'unreadable'})`,
    advice: 'Compare it with dunning/compliance/packs/pack.schema.json.',
  });
}

function unknownRule(field: string, ruleId: string): InputError {
  return new InputError({
    field,
    found: ruleId,
    problem: 'is not the id of a rule',
    advice: 'Take the id from the verdict or from the table of packs in the documentation.',
  });
}
