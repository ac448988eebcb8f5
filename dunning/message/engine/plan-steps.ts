import type { LocaleFormat } from '../format';
import { valueHelper, WRAPPER } from './helpers';
import type { Expression, Path, Scope } from './reading';
import { NotPlanned, withoutNoBreaks } from './reading';

export type Mode = 'html' | 'text';

/** A piece of a template: literal text, the number of a value, a choice, or a loop. */
export type Step<Body> = string | number | Choice<Body> | Loop<Body>;

export interface Choice<Body> {
  /** A bit of `Reading.conditions`. */
  condition: number;
  yes: Array<Step<Body>>;
  no: Array<Step<Body>>;
}

export interface Loop<Body> {
  path: Path;
  row: Body;
  /** What is written when there are no rows; it is about the object around the loop. */
  none: Body;
  /** Rows that cannot change are written once. */
  kept: WeakMap<readonly unknown[], { format: LocaleFormat; text: string }>;
}

/**
 * The pieces of a template, its values and conditions entered in the scope.
 * @param body makes what a loop writes
 * @throws NotPlanned for anything but literals, variables, helpers of variables and literals, and plain blocks
 */
export function stepsOf<Body>(
  program: hbs.AST.Program | undefined,
  mode: Mode,
  scope: Scope,
  body: (program: hbs.AST.Program | undefined) => Body,
): Array<Step<Body>> {
  if (program?.blockParams?.length) throw new NotPlanned();
  const steps = (inner: hbs.AST.Program | undefined) => stepsOf(inner, mode, scope, body);
  return (program?.body ?? []).map((node): Step<Body> => {
    if (node.type === 'ContentStatement') {
      const { value } = node as hbs.AST.ContentStatement;
      return mode === 'text' ? withoutNoBreaks(value) : value;
    }
    if (node.type === 'MustacheStatement') return printed(node as hbs.AST.MustacheStatement, scope);
    if (node.type !== 'BlockStatement') throw new NotPlanned();
    const block = node as hbs.AST.BlockStatement;
    const { name, given } = call(block);
    const [first] = given;
    if (!first || !('path' in first) || given.length > 1) throw new NotPlanned();
    if (name === 'each') {
      return { path: first.path, row: body(block.program), none: body(block.inverse), kept: new WeakMap() };
    }
    if (name !== 'if' && name !== 'unless') throw new NotPlanned();
    const [yes, no] = [steps(block.program), steps(block.inverse)];
    const condition = scope.condition(first.path);
    return name === 'if' ? { condition, yes, no } : { condition, yes: no, no: yes };
  });
}

/** A value in two braces: `{{out path}}`, `{{out (helper …)}}` in text, `{{helper …}}` in HTML. */
function printed(node: hbs.AST.MustacheStatement, scope: Scope): number {
  const [only] = node.params;
  const isWrapped = nameOf(node.path) === WRAPPER && node.params.length === 1;
  if (isWrapped && only?.type === 'PathExpression') return entered(scope, undefined, [{ path: pathOf(only) }]);
  const { name, given } = call(isWrapped && only ? (only as hbs.AST.SubExpression) : node);
  return entered(scope, name, given);
}

function entered(scope: Scope, name: string | undefined, given: Expression['given']): number {
  const label = JSON.stringify([name ?? '', given]);
  if (name === undefined) return scope.value(label, { given });
  const helper = valueHelper(name);
  if (!helper) throw new NotPlanned();
  return scope.value(label, { helper, given });
}

/** A helper's name and what it is given. */
function call(node: Pick<hbs.AST.SubExpression, 'path' | 'params' | 'hash'> | hbs.AST.MustacheStatement): {
  name: string;
  given: Expression['given'];
} {
  if (node.hash?.pairs.length || node.params.length === 0) throw new NotPlanned();
  return {
    name: nameOf(node.path),
    given: node.params.map((value) => {
      if (value.type === 'PathExpression') return { path: pathOf(value) };
      if (!LITERALS.has(value.type)) throw new NotPlanned();
      return { literal: (value as hbs.AST.StringLiteral).value };
    }),
  };
}

const LITERALS: ReadonlySet<string> = new Set(['StringLiteral', 'NumberLiteral', 'BooleanLiteral']);

function nameOf(node: hbs.AST.Node): string {
  const [name, ...more] = pathOf(node);
  if (name === undefined || more.length > 0) throw new NotPlanned();
  return name;
}

/** Names that begin at the object at hand: no `../`, no `@index`, no `this` alone. */
function pathOf(node: hbs.AST.Node): Path {
  const { type, parts, depth, data } = node as hbs.AST.PathExpression;
  const names = type === 'PathExpression' && depth === 0 && !data ? (parts as unknown[]) : [];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) throw new NotPlanned();
  return names;
}
