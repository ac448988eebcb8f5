const unit = require('./jest.config.js');

const [[, swc]] = Object.entries(unit.transform);

/**
 * The suites that run a real n8n. They need the host (installed on first use), and the browser suite needs Chromium; one
 * after the other, since each n8n wants a core of its own.
 * @type {import('jest').Config}
 */
module.exports = {
  ...unit,
  // mockttp, which stands in for providers, uses a few libraries that are ES modules only.
  transform: { '^.+\\.ts$': swc, '/node_modules/.+\\.m?js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(get-port|milliparsec|urlpattern-polyfill)/)'],
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/e2e/global-setup.ts',
  testTimeout: 240_000,
  maxWorkers: 1,
};
