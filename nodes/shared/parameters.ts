import type { IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

/**
 * True when the user wrote an expression anywhere inside a parameter. Only then must it be evaluated for every item: an
 * expression costs about 0.4 ms, a plain value nothing (docs/decisions/plain-parameters.md).
 */
export function holdsExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  if (Array.isArray(value)) return value.some(holdsExpression);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsExpression);
  return false;
}

/**
 * Reads a parameter for items: once for the whole run when it is a plain value, per item when it holds an expression.
 * @returns a function from the item's index to the value
 */
export function perItem<T = NodeParameterValueType>(
  context: IExecuteFunctions,
  name: string,
  fallback?: T,
): (itemIndex: number) => T {
  const read = (itemIndex: number) => context.getNodeParameter(name, itemIndex, fallback) as T;
  if (holdsExpression(context.getNode().parameters[name.split('.')[0] ?? name])) return read;
  let value: T;
  let known = false;
  return () => {
    if (!known) {
      value = read(0);
      known = true;
    }
    return value;
  };
}

/** Reads a setting that is the same for the whole run; an expression in it is evaluated for the first item. */
export function perRun<T = NodeParameterValueType>(context: IExecuteFunctions, name: string, fallback?: T): T {
  return context.getNodeParameter(name, 0, fallback) as T;
}

/** The text of a setting, or undefined when the user left it empty. */
export function filled(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}
