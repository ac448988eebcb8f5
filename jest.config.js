/** @type {import('jest').Config} */
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    // One library is published as an ES module only.
    '(\\.ts|/clabe-validator/dist/[^/]+\\.js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!clabe-validator/)'],
  modulePathIgnorePatterns: ['<rootDir>/.host/', '<rootDir>/.demo/', '<rootDir>/dist/'],
};

module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  testTimeout: 60_000,
  collectCoverageFrom: ['dunning/**/*.ts', 'stores/**/*.ts', 'nodes/**/*.ts'],
};
