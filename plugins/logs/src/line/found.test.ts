import { compile } from '@pilothouse/plugin-platform-react';
import { isFound } from './found';

const json =
  '{"level":30,"time":1,"msg":"GET /tea","status":200,"ms":11,"by":{"name":"Lin"}}';

const colored = '\u001b[31mERROR\u001b[0m timeout';

it.each<[string, string, boolean, boolean]>([
  ['ERROR timeout', colored, false, true],
  ['0m', colored, false, false],
  ['status=200', `\u001b[2m${json}\u001b[0m`, false, true],
  ['"status":200', json, false, true],
  ['status=200', json, false, true],
  ['INFO GET', json, false, true],
  ['ms=(1|2)\\d', json, true, true],
  ['by={"name":"Lin"}', json, false, true],
  ['status=20', json, true, true],
  ['status=404', json, false, false],
  ['ready', 'ready in 3 s', false, true],
  ['status=200', '{ not JSON, "status":200 }', false, false],
])('a search for %s in %s', (text, line, regex, found) => {
  const compiled = compile({ text, regex });
  if (compiled.kind !== 'matcher') throw new Error(compiled.kind);
  expect(isFound(compiled.matcher, line)).toBe(found);
});
