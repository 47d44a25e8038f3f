import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { LdapOrgEntityProvider } from '@backstage/plugin-catalog-backend-module-ldap';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { DirectoryServer } from '../__testUtils__/DirectoryServer';

const PAGE = join(__dirname, '../../../../docs/user-center/ldap.md');

/** What the page tells people to configure, as far as the test has a say in it. */
const configurationSchema = z.object({
  catalog: z.object({
    providers: z.object({
      ldapOrg: z.object({
        default: z.looseObject({
          target: z.string(),
          bind: z.object({ dn: z.string(), secret: z.string() }),
        }),
      }),
    }),
  }),
});

async function providerOnPage() {
  const text = await readFile(PAGE, 'utf8');
  const block = /^```yaml\n([^]*?)^```$/m.exec(text)?.[1];
  return configurationSchema.parse(parse(block ?? '')).catalog.providers.ldapOrg
    .default;
}

const entriesWith = (reader: string, secret: string) => `
dn: dc=example,dc=com
objectClass: domain

dn: ou=services,dc=example,dc=com
objectClass: organizationalUnit

dn: ${reader}
objectClass: account
objectClass: simpleSecurityObject
userPassword: ${secret}

dn: ou=people,dc=example,dc=com
objectClass: organizationalUnit

dn: uid=mei.chen,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
cn: Mei Chen
sn: Chen
mail: mei.chen@example.com

dn: uid=lin.wei,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
cn: Lin Wei
sn: Wei
mail: lin.wei@example.com

dn: cn=No Account,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
sn: Account

dn: uid=scanner,ou=people,dc=example,dc=com
objectClass: account

dn: ou=groups,dc=example,dc=com
objectClass: organizationalUnit

dn: cn=payments,ou=groups,dc=example,dc=com
objectClass: groupOfNames
member: uid=mei.chen,ou=people,dc=example,dc=com

dn: cn=commerce,ou=groups,dc=example,dc=com
objectClass: groupOfNames
member: cn=payments,ou=groups,dc=example,dc=com
member: uid=lin.wei,ou=people,dc=example,dc=com

dn: cn=on-duty,ou=groups,dc=example,dc=com
objectClass: organizationalRole
`;

const slapd = process.env.PILOTHOUSE_SLAPD;
const withServer = slapd ? describe : describe.skip;
const title = slapd
  ? 'a real OpenLDAP $overlay the overlay memberof, read as the page says'
  : 'a real OpenLDAP (PILOTHOUSE_SLAPD names none: install slapd and ldap-utils)';

withServer.each([
  { overlay: 'with', memberOf: true },
  { overlay: 'without', memberOf: false },
])(title, ({ memberOf }) => {
  const secret = randomBytes(24).toString('base64url');
  let server: DirectoryServer;
  let onPage: Awaited<ReturnType<typeof providerOnPage>>;

  beforeAll(async () => {
    onPage = await providerOnPage();
    const reader = onPage.bind.dn;
    server = await DirectoryServer.start(slapd ?? '', {
      reader,
      entries: entriesWith(reader, secret),
      memberOf,
    });
  });
  afterAll(() => server?.stop());

  async function read(withSecret: string): Promise<Entity[]> {
    const bind = { ...onPage.bind, secret: withSecret };
    const found: Entity[] = [];
    const [provider] = LdapOrgEntityProvider.fromConfig(
      new ConfigReader(
        JSON.parse(
          JSON.stringify({
            catalog: {
              providers: {
                ldapOrg: { default: { ...onPage, target: server.url, bind } },
              },
            },
          }),
        ),
      ),
      { logger: mockServices.logger.mock(), schedule: 'manual' },
    );
    await provider.connect({
      refresh: async () => {},
      applyMutation: async (mutation: EntityProviderMutation) => {
        if (mutation.type === 'full')
          found.push(...mutation.entities.map(({ entity }) => entity));
      },
    });
    await provider.read();
    return found;
  }

  it('tells of people and of nested groups, and of nobody outside the filters', async () => {
    const found = await read(secret);
    const told = found
      .map(({ kind, metadata: { name }, spec }) => ({ kind, name, spec }))
      .sort((a, b) => a.name.localeCompare(b.name));
    expect(told).toEqual([
      {
        kind: 'Group',
        name: 'commerce',
        spec: {
          type: 'unknown',
          profile: { displayName: 'commerce' },
          children: ['group:default/payments'],
        },
      },
      {
        kind: 'User',
        name: 'lin.wei',
        spec: {
          profile: { displayName: 'Lin Wei', email: 'lin.wei@example.com' },
          memberOf: ['group:default/commerce'],
        },
      },
      {
        kind: 'User',
        name: 'mei.chen',
        spec: {
          profile: { displayName: 'Mei Chen', email: 'mei.chen@example.com' },
          memberOf: ['group:default/payments'],
        },
      },
      {
        kind: 'Group',
        name: 'payments',
        spec: {
          type: 'unknown',
          profile: { displayName: 'payments' },
          parent: 'group:default/commerce',
          children: [],
        },
      },
    ]);
  });

  it('fails, instead of telling of nobody, with a wrong secret', async () => {
    await expect(read('wrong')).rejects.toThrow(/credentials/i);
  });
});
