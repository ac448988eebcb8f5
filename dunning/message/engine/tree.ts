import { InputError } from '../../errors';

/** Small makers and readers of Handlebars' tree. */

type Node = hbs.AST.Node;

export function strict(path: hbs.AST.PathExpression): hbs.AST.PathExpression {
  return Object.assign(path, { strict: true });
}

export function subExpression(node: hbs.AST.MustacheStatement): hbs.AST.SubExpression {
  const { path, params, hash, loc } = node;
  return { type: 'SubExpression', path: path as hbs.AST.PathExpression, params, hash, loc };
}

export function wrapperPath(name: string): hbs.AST.PathExpression {
  const loc = { source: '', start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

export function describe(node: { path: Node; params: hbs.AST.Expression[] }): string {
  const names = [node.path, ...node.params].map((part) => ('original' in part ? String(part.original) : '( )'));
  return names.join(' ');
}

export function literal(value: string, { loc }: Node): hbs.AST.Statement {
  return Object.assign({ type: 'ContentStatement', loc }, { value });
}

export function refuse(
  template: string,
  line: number,
  column: number,
  found: string,
  problem: string,
  advice = 'Shorten the template.',
): InputError {
  return new InputError({ field: `template ${template}, line ${line}, column ${column}`, found, problem, advice });
}

export function syntaxError(name: string, error: unknown): InputError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /line (\d+)/.exec(text)?.[1] ?? / - (\d+):\d+/.exec(text)?.[1] ?? '1';
  // The parser draws an arrow below the offending line: its length is the column.
  const column = (/\n(-*)\^/.exec(text)?.[1]?.length ?? 0) + 1;
  const shown = text.split('\n').slice(0, 2).join(' ');
  return new InputError({
    field: `template ${name}, line ${line}, column ${column}`,
    found: shown,
    problem: 'is not a valid Handlebars template',
    advice: 'Check that every {{#if}} and {{#each}} is closed and every pair of braces is complete.',
  });
}
