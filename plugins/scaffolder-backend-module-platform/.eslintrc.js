module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The clusters are a service of the whole backend, and come with their own factory.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedTargetPackages: ['@pilothouse/plugin-platform-backend'] },
    ],
  },
});
