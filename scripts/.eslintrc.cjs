const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

// Node.js runs these programs as they stand, on the terminal, with its own test runner.
module.exports = createConfigForRole(__dirname, 'node-library', {
  rules: {
    'no-console': 'off',
    // The compiler sees to it that a switch over a union is complete.
    'default-case': 'off',
    'consistent-return': 'off',
    'jest/expect-expect': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/valid-title': 'off',
  },
});
