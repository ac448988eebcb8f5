import type { NodeJson, WorkflowJson } from '../../host/n8n-types';
import { SETTINGS } from '../parts';
import type { Catalogue, CatalogueNode } from './catalogue';
import { privateParts } from './private-parts';

/** What stands beside a workflow in its folder. */
export interface Beside {
  readme: string | undefined;
  /** Size of the picture in bytes. */
  picture: number | undefined;
}

const STICKY = 'n8n-nodes-base.stickyNote';
const LARGEST_PICTURE = 150_000;
const FEWEST_NOTES = 3;
/** Nodes that send something to a customer or write for others to act on. */
const SENDS = /\.(dunningEmail|gmail|microsoftOutlook|awsSes|sendGrid|twilio|slack|whatsApp|emailSend)$/;

type Connections = Record<string, { main: Array<Array<{ node: string; index: number }> | null> }>;

/** Everything that is wrong with one workflow, each in a sentence; none when it can be shipped. */
export function problemsOf(workflow: WorkflowJson, catalogue: Catalogue, beside: Beside): string[] {
  const problems: string[] = [];
  const wrong = (sentence: string) => problems.push(sentence);
  const nodes = workflow.nodes.filter(({ type }) => type !== STICKY);

  if (!workflow.name) wrong('It has no name.');
  if (workflow.settings?.executionOrder !== 'v1') wrong('Its settings do not name the execution order v1.');
  if (workflow.settings?.errorWorkflow) wrong('It names an error workflow by an id that exists only here.');
  if (Object.keys(workflow.pinData ?? {}).length > 0) wrong('It carries pinned data.');
  if (workflow.nodes.length - nodes.length < FEWEST_NOTES) wrong(`It has fewer than ${FEWEST_NOTES} sticky notes.`);
  for (const [what, values] of [
    ['name', workflow.nodes.map(({ name }) => name)],
    ['id', workflow.nodes.map(({ id }) => id ?? '')],
  ] as const) {
    const twice = values.find((value, index) => value === '' || values.indexOf(value) !== index);
    if (twice !== undefined) wrong(`Two nodes have the ${what} “${twice}”, or one has none.`);
  }

  overlaps(nodes).forEach(wrong);
  for (const node of nodes) nodeProblems(node, catalogue).forEach((problem) => wrong(`“${node.name}” ${problem}`));
  connectionProblems(workflow, catalogue).forEach(wrong);
  referenceProblems(workflow).forEach(wrong);
  privateParts(workflow).forEach((found) => wrong(`It contains ${found}.`));

  if (beside.readme === undefined) wrong('There is no README.md beside it.');
  else if (!/!\[[^\]]+\]\([^)]*\.png\)/.test(beside.readme)) wrong('Its README.md shows no picture.');
  if (beside.picture === undefined) wrong('There is no picture.png beside it.');
  else if (beside.picture > LARGEST_PICTURE)
    wrong(`Its picture has ${beside.picture} bytes; at most ${LARGEST_PICTURE}.`);
  return problems;
}

/** Two nodes whose boxes or names lie over each other; n8n draws a node 96 wide and its name, up to two lines, below. */
function overlaps(nodes: readonly NodeJson[]): string[] {
  const apart = (one: NodeJson, other: NodeJson, axis: 0 | 1) => Math.abs(one.position[axis] - other.position[axis]);
  return nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter((other) => apart(one, other, 0) < 150 && apart(one, other, 1) < 110)
      .map((other) => `“${one.name}” and “${other.name}” stand over each other.`),
  );
}

function nodeProblems(node: NodeJson, catalogue: Catalogue): string[] {
  const versions = catalogue[node.type];
  if (!versions) return [`is of the type ${node.type}, which does not exist.`];
  const type = versions.find((one) => one.versions.includes(node.typeVersion));
  if (!type) return [`is of version ${node.typeVersion} of ${node.type}, which does not exist.`];
  return [
    ...nameProblems(node, type),
    ...parameterProblems(node, type),
    ...credentialProblems(node, type),
    ...(SENDS.test(node.type) && node.retryOnFail
      ? ['sends and is tried again when it fails: n8n would send all its items again.']
      : []),
  ];
}

function nameProblems({ name }: NodeJson, { defaultName }: CatalogueNode): string[] {
  const bare = name.replace(/\s*\d+$/, '');
  return bare === defaultName ? ['still has the name that n8n gave it; say what it does.'] : [];
}

/** A parameter is there when every condition on it holds, as far as its values are written out. */
function isShown(show: Record<string, unknown[]> | undefined, node: NodeJson): boolean {
  return Object.entries(show ?? {}).every(([name, values]) => {
    if (name === '@version') return versionIs(node.typeVersion, values);
    const value = node.parameters[name.replace(/^\//, '')];
    return value === undefined || isExpression(value) || values.includes(value) || values.some(isCondition);
  });
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');
const isCondition = (value: unknown): boolean => typeof value === 'object' && value !== null && '_cnd' in value;

function versionIs(version: number, wanted: unknown[]): boolean {
  return wanted.some((one) => {
    if (!isCondition(one)) return one === version;
    const [[operator, operand] = []] = Object.entries((one as { _cnd: Record<string, unknown> })._cnd);
    const number = Number(operand);
    if (operator === 'gte') return version >= number;
    if (operator === 'gt') return version > number;
    if (operator === 'lte') return version <= number;
    if (operator === 'lt') return version < number;
    if (operator === 'not') return version !== number;
    const { from, to } = (operand ?? {}) as { from?: number; to?: number };
    return operator === 'between' ? version >= (from ?? 0) && version <= (to ?? Infinity) : version === number;
  });
}

function parameterProblems(node: NodeJson, { parameters }: CatalogueNode): string[] {
  return Object.entries(node.parameters).flatMap(([name, value]) => {
    const known = parameters.filter((one) => one.name === name);
    if (known.length === 0) return [`sets “${name}”, which this node does not have.`];
    const shown = known.filter(({ show }) => isShown(show, node));
    if (shown.length === 0) return [`sets “${name}”, which this node does not have with its other settings.`];
    const choices = shown.flatMap(({ values }) => (values ? [values] : []));
    if (isExpression(value) || choices.length === 0 || typeof value !== 'string') return [];
    // A list that is loaded from the provider is not known here.
    if (choices.some((values) => values.length === 0 || values.includes(value))) return [];
    return [`sets “${name}” to “${value}”, which is not one of ${choices.flat().map(String).join(', ')}.`];
  });
}

function credentialProblems(node: NodeJson, { credentials }: CatalogueNode): string[] {
  const chosen = [node.parameters.nodeCredentialType, node.parameters.genericAuthType];
  const held = Object.entries((node.credentials ?? {}) as Record<string, { id?: unknown; name?: unknown }>);
  const missing = chosen.filter((type) => typeof type === 'string' && !held.some(([name]) => name === type));
  return [
    ...missing.map((type) => `names no account for ${String(type)}.`),
    ...held.flatMap(([type, { id, name }]) => [
      ...(id ? [`carries the id of an account (${type}).`] : []),
      ...(typeof name === 'string' && name !== '' ? [] : [`gives its account (${type}) no name.`]),
      ...(credentials.includes(type) || chosen.includes(type) ? [] : [`takes no account of the type ${type}.`]),
    ]),
  ];
}

function connectionProblems(workflow: WorkflowJson, catalogue: Catalogue): string[] {
  const connections = workflow.connections as Connections;
  const names = new Set(workflow.nodes.map(({ name }) => name));
  const targets = (name: string) =>
    (connections[name]?.main ?? []).flatMap((links) => (links ?? []).map(({ node }) => node));
  const unknown = [...new Set([...Object.keys(connections), ...Object.keys(connections).flatMap(targets)])].filter(
    (name) => !names.has(name),
  );
  const reached = new Set(workflow.nodes.filter(({ type }) => catalogue[type]?.[0]?.trigger).map(({ name }) => name));
  if (reached.size === 0) return ['It has no trigger.'];
  // A set can grow while it is walked; each node is walked once.
  for (const name of reached) targets(name).forEach((target) => reached.add(target));
  return [
    ...unknown.map((name) => `It connects “${name}”, which is not there.`),
    ...workflow.nodes
      .filter(({ type, name }) => type !== STICKY && !reached.has(name))
      .map(({ name }) => `“${name}” is reached from no trigger.`),
  ];
}

/** The field that an expression reads, written with a dot or in brackets. */
const named = ([, dotted, bracketed]: RegExpMatchArray): string => dotted ?? bracketed ?? '';

/** Every `$('Node')` and every setting read in an expression must exist. */
function referenceProblems(workflow: WorkflowJson): string[] {
  const names = new Set(workflow.nodes.map(({ name }) => name));
  const text = JSON.stringify(workflow.nodes.map(({ parameters }) => parameters));
  const nodes = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name);
  const settings = [...text.matchAll(/\$\('Your settings'\)\.first\(\)\.json(?:\.(\w+)|\['([^']+)'\])/g)].map(named);
  // The node right after the settings may read them from its own item.
  const direct = [...text.matchAll(/\$json(?:\.(\w+)|\['([^']+)'\])/g)].map(named);
  const node = workflow.nodes.find(({ name }) => name === SETTINGS);
  const { assignments = [] } = (node?.parameters.assignments ?? {}) as { assignments?: Array<{ name: string }> };
  const known = new Set(assignments.map(({ name }) => name));
  return [
    ...[...new Set(nodes)]
      .filter((name) => !names.has(name))
      .map((name) => `It reads from “${name}”, which is not there.`),
    ...[...new Set(settings)]
      .filter((name) => !known.has(name))
      .map((name) => `It reads the setting “${name}”, which is not there.`),
    ...[...known]
      .filter((name) => !settings.includes(name) && !direct.includes(name))
      .map((name) => `Nothing reads the setting “${name}”.`),
  ];
}
