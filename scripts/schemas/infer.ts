/** A JSON schema as n8n's editor reads it to show fields before the first run. */
export interface Schema {
  type: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/**
 * The schema of all that was seen at one place. Where types differ the first that is not `null` stands; fields that only some
 * values have are there too.
 * @param values JSON values; at least one
 */
export function schemaOf(values: readonly unknown[]): Schema {
  const known = values.filter((value) => value !== null && value !== undefined);
  const [first] = known;
  if (first === undefined) return { type: 'null' };
  if (Array.isArray(first)) {
    const entries = known.filter(Array.isArray).flat() as unknown[];
    return entries.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(entries) };
  }
  if (typeof first === 'object') return objectSchema(known.filter((value) => typeof value === 'object') as object[]);
  return { type: known.every(Number.isInteger) ? 'integer' : typeof first };
}

function objectSchema(objects: readonly object[]): Schema {
  const names = new Set(objects.flatMap((one) => Object.keys(one)));
  const properties = [...names].map((name) => {
    const values = objects.flatMap((one) => (name in one ? [(one as Record<string, unknown>)[name]] : []));
    return [name, schemaOf(values)] as const;
  });
  return { type: 'object', properties: Object.fromEntries(properties) };
}
