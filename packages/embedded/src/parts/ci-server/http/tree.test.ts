import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bean, BeanList, BeanMap } from './bean.ts';
import { select } from './select.ts';

const builds = [5, 4, 3, 2, 1].map(
  number =>
    new Bean(
      'Run',
      {
        number: () => number,
        result: () => 'SUCCESS',
        actions: () => [
          new Bean(
            'BuildData',
            {
              buildsByBranchName: () =>
                new BeanMap({
                  'origin/main': new Bean(
                    'Build',
                    {
                      revision: () =>
                        new Bean('Revision', { SHA1: () => 'c0' }),
                    },
                    { visibility: 999 },
                  ),
                }),
            },
            { visibility: 2 },
          ),
        ],
      },
      { exceptions: { number: 2 } },
    ),
);

const job = new Bean('Job', {
  name: () => 'shop',
  description: () => undefined,
  builds: () => builds,
  lastBuild: () => builds[0],
});

function answer(query: string) {
  return select(job, new URLSearchParams(query));
}

describe('tree=', () => {
  const last = { _class: 'Run', number: 5 };
  const cases: [string, string, unknown][] = [
    ['one property', 'name', { _class: 'Job', name: 'shop' }],
    ['an empty value', 'description', { _class: 'Job', description: null }],
    [
      'an object alone is its class',
      'lastBuild',
      { _class: 'Job', lastBuild: { _class: 'Run' } },
    ],
    ['nesting', 'lastBuild[number]', { _class: 'Job', lastBuild: last }],
    ['what is not there', 'color,name', { _class: 'Job', name: 'shop' }],
    [
      'spaces and a last comma',
      ' name , lastBuild[ number ,],',
      { _class: 'Job', name: 'shop', lastBuild: last },
    ],
    [
      'the same name twice',
      'lastBuild[number],lastBuild[result]',
      { _class: 'Job', lastBuild: { ...last, result: 'SUCCESS' } },
    ],
    [
      'the wildcard, where names in a map are no level',
      'lastBuild[actions[*[*[*]]]]',
      {
        _class: 'Job',
        lastBuild: {
          _class: 'Run',
          actions: [
            {
              _class: 'BuildData',
              buildsByBranchName: {
                'origin/main': {
                  _class: 'Build',
                  revision: { _class: 'Revision', SHA1: 'c0' },
                },
              },
            },
          ],
        },
      },
    ],
  ];
  for (const [title, tree, expected] of cases) {
    it(title, () => {
      assert.deepEqual(answer(`tree=${encodeURIComponent(tree)}`), expected);
    });
  }

  const ranges: [string, number[]][] = [
    ['{0,2}', [5, 4]],
    ['{1,3}', [4, 3]],
    ['{,2}', [5, 4]],
    ['{3,}', [2, 1]],
    ['{2}', [3]],
    ['{7,9}', []],
  ];
  for (const [range, expected] of ranges) {
    it(`range ${range}`, () => {
      const { builds: found } = answer(`tree=builds[number]${range}`) as {
        builds: { number: number }[];
      };
      assert.deepEqual(
        found.map(each => each.number),
        expected,
      );
    });
  }

  const unreadable: [string, RegExp][] = [
    ['builds[number', /ends too early at character 14/],
    ['builds]', /unexpected "]" at character 7/],
    ['builds{x}', /unexpected "x" at character 8/],
    ['builds{}', /cannot be read/],
    [',', /unexpected "," at character 1/],
  ];
  for (const [tree, message] of unreadable) {
    it(`refuses ${tree}`, () => {
      assert.throws(() => answer(`tree=${tree}`), { status: 400, message });
    });
  }
});

it('makes no more of a long list than is selected', () => {
  const made: number[] = [];
  const long = new BeanList(2000, index => {
    made.push(index);
    return new Bean('Run', { number: () => index });
  });
  const owner = new Bean('Job', { allBuilds: () => long });
  const parameters = new URLSearchParams('tree=allBuilds[number]{1998,3000}');

  assert.deepEqual(select(owner, parameters), {
    _class: 'Job',
    allBuilds: [
      { _class: 'Run', number: 1998 },
      { _class: 'Run', number: 1999 },
    ],
  });
  assert.deepEqual(made, [1998, 1999]);
});

describe('depth=', () => {
  it('shows of objects below only what is visible from afar', () => {
    const { lastBuild } = answer('') as Record<string, unknown>;
    assert.deepEqual(lastBuild, { _class: 'Run', number: 5 });
  });

  it('goes one level further for each', () => {
    const { lastBuild } = answer('depth=1') as Record<string, unknown>;
    assert.deepEqual(lastBuild, {
      _class: 'Run',
      number: 5,
      result: 'SUCCESS',
      actions: [
        {
          _class: 'BuildData',
          buildsByBranchName: {
            'origin/main': {
              _class: 'Build',
              revision: { _class: 'Revision' },
            },
          },
        },
      ],
    });
  });
});
