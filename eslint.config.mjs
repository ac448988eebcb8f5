import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const domainOnly = (group, message) => ({ group, message });

/** The two rules that ask for n8n Cloud, where a node may open neither a file nor a socket. The ledger and SMTP need both. */
const NOT_FOR_CLOUD = {
  '@n8n/community-nodes/no-restricted-globals': 'off',
  '@n8n/community-nodes/no-restricted-imports': 'off',
};

/** Written for n8n's own repository: it asks for a page name where the rules for community packages ask for an address. */
const NOT_FOR_COMMUNITY = { 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' };

const asErrors = (rules) => Object.fromEntries(Object.keys(rules).map((rule) => [rule, 'error']));

const everyCommunityRule = {
  ...asErrors(n8nCommunityNodesPlugin.configs.recommended.rules),
  ...NOT_FOR_CLOUD,
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.host/', '.demo/', '.cache/', 'coverage/'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // The domain is pure: no n8n, no nodes, no stores, no sockets, no files, no clock.
    files: ['dunning/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            domainOnly(['n8n-*'], 'The domain knows nothing of n8n.'),
            domainOnly(['**/nodes/**', '**/stores/**'], 'The domain does not depend on what is built around it.'),
            domainOnly(
              ['node:fs*', 'fs', 'node:net', 'net', 'node:http*', 'http', 'https', 'node:sqlite', 'node:child_process'],
              'The domain does no input or output.',
            ),
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain reads no clock.' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'The domain reads no clock.',
        },
        {
          selector:
            "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
          message: 'The domain reads no clock.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'The domain is deterministic.',
        },
      ],
      'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
    },
  },
  {
    files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
    plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin, 'n8n-nodes-base': nodesBase },
    rules: everyCommunityRule,
  },
  { files: ['nodes/**/*.ts'], rules: asErrors(nodesBase.configs.nodes.rules) },
  { files: ['credentials/**/*.ts'], rules: { ...asErrors(nodesBase.configs.credentials.rules), ...NOT_FOR_COMMUNITY } },
  {
    files: ['package.json'],
    plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin, 'n8n-nodes-base': nodesBase },
    languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
    rules: { ...everyCommunityRule, ...asErrors(nodesBase.configs.community.rules) },
  },
);
