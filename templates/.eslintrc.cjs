const rules = require('../eslint-node.cjs')(__dirname);

// Skeletons bring rules of their own; a test runs them on what is made of one.
module.exports = {
  ...rules,
  ignorePatterns: [...rules.ignorePatterns, '*/skeleton/', '*/environment/'],
};
