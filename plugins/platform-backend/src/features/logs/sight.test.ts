import type { Question } from '../../kube/access';
import { everything } from '../../kube/access/scope-of';
import { Pulse } from './Pulse';
import { keepInSight, type SightOptions } from './sight';

const target = {
  cluster: 'east',
  namespace: 'shop-prod',
  kind: 'Deployment',
  name: 'web',
} as const;
const viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: [],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};
const down = new Error('nobody answers');

/** Somebody who may read, whose rights a test changes. */
function bench() {
  const asked: Question[] = [];
  let tell = () => {};
  const heard = new Pulse();
  const rights = {
    scope: async () => everything,
    isAllowed: async () => true,
    verdict: 'allowed' as 'allowed' | 'denied' | 'unknown',
  };
  const options: SightOptions = {
    access: {
      scopeOf: () => rights.scope(),
      subscribe: listener => {
        tell = listener;
        return () => undefined;
      },
    },
    isAllowed: () => rights.isAllowed(),
    reviews: {
      ask: async question => {
        asked.push(question);
        heard.fire();
        return { kind: rights.verdict, because: '' };
      },
    },
  };
  const leave = new AbortController();
  return {
    asked,
    rights,
    look: () => tell(),
    sight: () => keepInSight(options, viewer, target, leave.signal),
    /** Until the cluster was asked so many times. */
    untilAsked: async (times: number) => {
      while (asked.length < times) {
        await heard.wait();
      }
      await new Promise(resolve => setImmediate(resolve));
    },
  };
}

type Rights = ReturnType<typeof bench>['rights'];

const lost: [string, string, (rights: Rights) => void][] = [
  [
    'may not see the namespace',
    'NotFoundError',
    rights => {
      rights.scope = async () => ({ ...everything, sees: () => false });
    },
  ],
  [
    'cannot be said to see the namespace',
    'ServiceUnavailableError',
    rights => {
      const unsure = () => ({ because: 'busy', since: '' });
      rights.scope = async () => ({ ...everything, sees: () => false, unsure });
    },
  ],
  [
    'cannot be judged',
    'NotFoundError',
    rights => {
      rights.scope = () => Promise.reject(down);
    },
  ],
  [
    'may not read logs in the portal',
    'NotAllowedError',
    rights => {
      rights.isAllowed = async () => false;
    },
  ],
  [
    'may not read logs in the cluster',
    'NotAllowedError',
    rights => {
      rights.verdict = 'denied';
    },
  ],
];

describe('a tail of somebody', () => {
  it.each(lost)('who %s any longer ends with a %s', async (_, name, take) => {
    const { look, rights, sight, untilAsked } = bench();
    const { lost: signal } = sight();
    await untilAsked(1);
    expect(signal.aborted).toBe(false);
    take(rights);
    const ends = new Promise(resolve => {
      signal.addEventListener('abort', resolve);
    });
    look();
    await ends;
    expect(signal.reason).toMatchObject({ name });
  });

  it.each(lost)('who %s as it begins ends with a %s', async (_, name, take) => {
    const { rights, sight } = bench();
    take(rights);
    const { lost: signal } = sight();
    await new Promise(resolve => {
      signal.addEventListener('abort', resolve);
    });
    expect(signal.reason).toMatchObject({ name });
  });

  it.each<[string, (rights: Rights) => void]>([
    [
      'the cluster',
      rights => {
        rights.verdict = 'unknown';
      },
    ],
    [
      'the permissions',
      rights => {
        rights.isAllowed = () => Promise.reject(down);
      },
    ],
  ])('goes on while %s cannot be asked', async (_, silence) => {
    const { asked, rights, sight, untilAsked } = bench();
    silence(rights);
    const { lost: signal } = sight();
    await untilAsked(1);
    expect(signal.aborted).toBe(false);
    expect(asked).toEqual([
      {
        cluster: 'east',
        namespace: 'shop-prod',
        subject: viewer.kubernetes,
        verb: 'get',
        group: '',
        resource: 'pods',
        subresource: 'log',
      },
    ]);
  });
});
