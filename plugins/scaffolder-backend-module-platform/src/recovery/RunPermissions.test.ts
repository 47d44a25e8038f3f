import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  templateParameterReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { AuthenticationError } from '@backstage/errors';
import { UnsecuredJWT } from 'jose';
import type { Knex } from 'knex';
import { freshDatabase } from '../__testUtils__/database';
import { KeptDecisions } from './KeptDecisions';
import { RunPermissions } from './RunPermissions';

const HOUR = 3_600_000;
const begun = Date.parse('2026-01-01T08:00:00Z');
const ends = begun + 600_000;

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const some: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'scaffolder',
  resourceType: 'scaffolder-action',
  conditions: {
    rule: 'HAS_ACTION_ID',
    resourceType: 'scaffolder-action',
    params: { actionId: 'fetch:template' },
  },
};

const user = (name: string) => mockCredentials.user(`user:default/${name}`);
const execute = { permission: actionExecutePermission };

let db: Knex;
let now: number;
let decision: PolicyDecision;

beforeEach(async () => {
  db = await freshDatabase();
  now = begun;
  decision = some;
});

afterEach(() => db.destroy());

/** A portal as it is after a start: what it knows is in the database alone. */
function portal(): RunPermissions {
  const auth = mockServices.auth.mock({
    isPrincipal: mockServices.auth().isPrincipal,
    getPluginRequestToken: async ({ onBehalfOf }) => {
      const { type, userEntityRef } = onBehalfOf.principal as {
        type: string;
        userEntityRef?: string;
      };
      const claims = type === 'user' ? { obo: `of ${userEntityRef}` } : {};
      const token = new UnsecuredJWT(claims)
        .setExpirationTime(ends / 1_000)
        .encode();
      return { token };
    },
  });
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async (requests, options) => {
      const { principal } = (options as { credentials: { principal: object } })
        .credentials;
      const isUser = 'userEntityRef' in principal;
      if (isUser && now >= ends) throw new AuthenticationError('expired');
      return requests.map(() => decision);
    },
  });
  const kept = () => KeptDecisions.open(db, () => now);
  return new RunPermissions({ auth, permissions, kept, now: () => now });
}

it('holds what a run was let do after its session has ended', async () => {
  await portal().authorizeConditional([execute], { credentials: user('lin') });
  now = ends;
  await expect(
    portal().authorizeConditional([execute], { credentials: user('lin') }),
  ).resolves.toEqual([some]);
});

it('asks anew while the session lasts, and holds what was said last', async () => {
  await portal().authorizeConditional([execute], { credentials: user('lin') });
  decision = allow;
  now = ends - 1;
  await portal().authorizeConditional([execute], { credentials: user('lin') });
  now = ends;
  await expect(
    portal().authorizeConditional([execute], { credentials: user('lin') }),
  ).resolves.toEqual([allow]);
});

it.each<[string, () => Promise<unknown>]>([
  [
    'a session that had asked nothing',
    () =>
      portal().authorizeConditional([execute], { credentials: user('anna') }),
  ],
  [
    'another permission',
    () =>
      portal().authorizeConditional(
        [{ permission: templateParameterReadPermission }],
        { credentials: user('lin') },
      ),
  ],
  [
    'what was decided half a day ago',
    () => {
      now = begun + 13 * HOUR;
      return portal().authorizeConditional([execute], {
        credentials: user('lin'),
      });
    },
  ],
])('does not hold for %s', async (_, ask) => {
  await portal().authorizeConditional([execute], { credentials: user('lin') });
  now = ends;
  await expect(ask()).rejects.toThrow('expired');
});

it('asks for services as ever', async () => {
  now = ends;
  const credentials = mockCredentials.service();
  await expect(
    portal().authorizeConditional([execute], { credentials }),
  ).resolves.toEqual([some]);
});

it('keeps no token', async () => {
  await portal().authorizeConditional([execute], { credentials: user('lin') });
  const [row] = await db('pilothouse_run_decisions');
  expect(row.session).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(row)).not.toContain('user:default/lin');
});
