const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

// Node.js runs these programs as they stand, on the terminal, with its own test runner.
module.exports = createConfigForRole(__dirname, 'node-library', {
  rules: {
    'no-console': 'off',
    'jest/expect-expect': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/valid-title': 'off',
  },
});
