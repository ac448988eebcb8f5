import Ajv from 'ajv';
import type { ErrorObject, SchemaObject } from 'ajv';
import addFormats from 'ajv-formats';

/** What is wrong with a body: where (`items/0/name`), which rule, and the words of it. */
export interface Violation {
  path: string;
  rule: string;
  words: string;
  value: unknown;
}

export type Check = (value: unknown) => Violation[];

const ajv = addFormats(
  new Ajv({ allErrors: true, strict: true, strictRequired: false, verbose: true, allowUnionTypes: true }),
);

function violation({ instancePath, keyword, message, params, data }: ErrorObject): Violation {
  const extra: unknown = params['missingProperty'] ?? params['additionalProperty'];
  const path = [instancePath.slice(1), ...(typeof extra === 'string' ? [extra] : [])].filter(Boolean).join('/');
  return { path, rule: keyword, words: message ?? keyword, value: data };
}

/** A schema as a check that names everything it finds wrong, with Ajv. */
export function check(schema: SchemaObject): Check {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(violation));
}
