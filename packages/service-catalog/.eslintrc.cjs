module.exports = require('../../eslint-node.cjs')(__dirname);
