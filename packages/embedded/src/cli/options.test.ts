import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from './options.ts';

const defaults = {
  port: 7007,
  kubeconfig: undefined,
  contexts: [],
  configs: [],
  parts: [],
  help: false,
};

const accepted: readonly [readonly string[], object][] = [
  [[], defaults],
  [['--port', '8007'], { ...defaults, port: 8007 }],
  [
    ['--kubeconfig', '/etc/k', '--context', 'a', '--context', 'b'],
    { ...defaults, kubeconfig: '/etc/k', contexts: ['a', 'b'] },
  ],
  [['--part', 'etcd'], { ...defaults, parts: ['etcd'] }],
  [
    ['--config', '/etc/a.yaml', '--config', '/etc/b.yaml'],
    { ...defaults, configs: ['/etc/a.yaml', '/etc/b.yaml'] },
  ],
];

for (const [args, expected] of accepted) {
  test(`accepts ${args.join(' ') || 'nothing'}`, () => {
    assert.deepEqual(parseOptions(args), expected);
  });
}

const refused: readonly [readonly string[], RegExp][] = [
  [['--port', 'x'], /--port must be a whole number/],
  [['--port', '80'], /--port must be a whole number/],
  [['--port', '65530'], /--port must be a whole number/],
  [['--context', 'a'], /--context needs --kubeconfig/],
  [['--prot', '7007'], /--prot.*--help/],
  [['stray'], /stray/],
];

for (const [args, message] of refused) {
  test(`refuses ${args.join(' ')}`, () => {
    assert.throws(() => parseOptions(args), {
      name: 'PrerequisiteError',
      message,
    });
  });
}
