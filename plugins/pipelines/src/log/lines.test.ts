import { kindOf, readable, type LineKind } from './lines';

it.each<[string, LineKind]>([
  ['[Pipeline] stage', 'machinery'],
  ['+ npm test', 'command'],
  ['ERROR: script returned exit code 1', 'trouble'],
  ['npm error code ELIFECYCLE', 'trouble'],
  ['npm ERR! missing', 'trouble'],
  ['    TypeError: x is not a function', 'trouble'],
  ['not ok 3 - adds the tax', 'trouble'],
  ['fatal: repository not found', 'trouble'],
  ['0 errors', 'plain'],
  ['Errors: 0', 'plain'],
  ['1 + 1', 'plain'],
  ['', 'plain'],
])('%j is %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

it.each([
  ['plain', 'plain'],
  ['dos\r', 'dos'],
  ['10 %\r50 %\r100 %', '100 %'],
  ['\u001b[32m✓\u001b[0m adds', '✓ adds'],
])('%j is read as %j', (raw, text) => {
  expect(readable(raw)).toBe(text);
});
