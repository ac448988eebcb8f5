import { z } from 'zod';

/** One case of another dunning system: what it was given, and what it is known to answer. */
export const stagingCase = z.object({
  id: z.string(),
  source: z.string(),
  description: z.string().default(''),
  input: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  group: z.string().default(''),
  semantics: z.string().default(''),
});

export type StagingCase = z.infer<typeof stagingCase>;

/** What our side answers, under the names the case expects; or why it has no answer. */
export type Answer = { actual: Record<string, unknown> } | { skip: string };

/** One form of input that a source's cases come in. */
export interface Shape {
  /** The answer, or undefined when the case is of another form. */
  answer: (given: StagingCase) => Answer | undefined;
}

/** A form of input and how it is put to the product. The schema is strict: a field it does not know makes it another form. */
export function shape<S extends z.ZodRawShape>(
  fields: S,
  run: (input: z.infer<z.ZodObject<S, 'strict'>>, given: StagingCase) => Record<string, unknown> | { skip: string },
): Shape {
  const schema = z.object(fields).strict();
  return {
    answer(given) {
      const parsed = schema.safeParse(given.input);
      if (!parsed.success) return undefined;
      const result = run(parsed.data, given);
      return typeof result.skip === 'string' ? { skip: result.skip } : { actual: result };
    },
  };
}

/** The adapter of one source system. */
export interface Adapter {
  /** How the source names itself at the beginning of `source`. */
  source: RegExp;
  shapes: Shape[];
}

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
