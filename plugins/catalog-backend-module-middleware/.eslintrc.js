module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The cache is a service of the whole backend, and comes with its own factory.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedTargetPackages: ['@pilothouse/plugin-platform-backend'] },
    ],
  },
});
