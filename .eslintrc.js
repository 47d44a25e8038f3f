module.exports = {
  root: true,
  parserOptions: { ecmaVersion: 2022 },
  ignorePatterns: [
    'node_modules/',
    'dist/',
    'dist-types/',
    'coverage/',
    '.yarn/',
    'packages/embedded/samples/images/**/rootfs/**/node_modules/',
  ],
  overrides: [
    {
      files: ['*.ts', '*.tsx'],
      rules: {
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/ban-ts-comment': 'error',
        'max-lines': ['error', { max: 300, skipBlankLines: true }],
      },
    },
    {
      files: ['*.test.ts', '*.test.tsx'],
      rules: { 'max-lines': 'off' },
    },
  ],
};
