const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

/** Rules for programs that Node.js runs as they stand, with its own test runner. */
module.exports = dir =>
  createConfigForRole(dir, 'node-library', {
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
