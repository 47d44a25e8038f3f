import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type ScimAnswer, TestCenter } from './__testUtils__/center.ts';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const center = await TestCenter.start();
after(() => center.stop());

/** Makes someone for one test, so that no test depends on another. */
async function createUser(
  userName: string,
  more: object = {},
): Promise<ScimAnswer> {
  const answer = await center.scim('POST', '/Users', { userName, ...more });
  assert.equal(answer.status, 201, answer.body.detail);
  return answer;
}

async function createGroup(
  displayName: string,
  members: string[] = [],
): Promise<ScimAnswer> {
  const body = { displayName, members: members.map(value => ({ value })) };
  const answer = await center.scim('POST', '/Groups', body);
  assert.equal(answer.status, 201, answer.body.detail);
  return answer;
}

function patch(path: string, ...Operations: object[]): Promise<ScimAnswer> {
  return center.scim('PATCH', path, { schemas: [PATCH_OP], Operations });
}

function list(
  endpoint: string,
  query: Record<string, string>,
): Promise<ScimAnswer> {
  return center.scim('GET', `/${endpoint}?${new URLSearchParams(query)}`);
}

function refused(
  answer: ScimAnswer,
  status: number,
  scimType: string | undefined,
  detail: RegExp,
) {
  assert.equal(answer.status, status);
  assert.match(
    answer.headers.get('content-type') ?? '',
    /^application\/scim\+json/,
  );
  assert.equal(answer.body.status, String(status));
  assert.equal(answer.body.scimType, scimType);
  assert.match(answer.body.detail, detail);
}

describe('who may ask', () => {
  for (const [what, authorization] of [
    ['a wrong token', 'Bearer wrong'],
    ['no token', ''],
    ['another scheme', 'Basic d3Jvbmc6d3Jvbmc='],
  ] as const) {
    it(`${what} is refused`, async () => {
      const answer = await center.scim('GET', '/Users', undefined, {
        Authorization: authorization,
      });
      refused(answer, 401, undefined, /bearer token/);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    });
  }
});

describe('what the service tells about itself', () => {
  it('describes its abilities, kinds and schemas', async () => {
    const config = await center.scim('GET', '/ServiceProviderConfig');
    assert.equal(config.status, 200);
    assert.deepEqual(Reflect.get(config.body, 'patch'), { supported: true });
    const types = await center.scim('GET', '/ResourceTypes');
    assert.deepEqual(
      types.body.Resources.map(({ id }) => id),
      ['User', 'Group'],
    );
    const schemas = await center.scim('GET', '/Schemas');
    for (const { id } of schemas.body.Resources) {
      const one = await center.scim('GET', `/Schemas/${id}`);
      assert.equal(one.body.id, id);
    }
  });

  it('answers 404 and 405 in the form of SCIM', async () => {
    refused(await center.scim('GET', '/Devices'), 404, undefined, /Devices/);
    refused(await center.scim('GET', '/Schemas/none'), 404, undefined, /none/);
    refused(await center.scim('DELETE', '/Users'), 405, undefined, /DELETE/);
  });
});

describe('people', () => {
  it('are made, read, replaced and deleted', async () => {
    const made = await createUser('grace.hopper', {
      externalId: 'e-1',
      name: { formatted: 'Grace Hopper' },
      emails: [{ value: 'grace@example.com', primary: true }],
      password: 'is not kept',
    });
    const { id } = made.body;
    assert.equal(
      made.headers.get('location'),
      `${center.issuer}/scim/v2/Users/${id}`,
    );
    assert.equal(made.body.meta.location, made.headers.get('location'));
    assert.equal(made.body.displayName, 'Grace Hopper');
    assert.equal(made.body.active, true);
    assert.equal(Reflect.has(made.body, 'password'), false);
    const replaced = await center.scim('PUT', `/Users/${id}`, {
      userName: 'grace',
      title: 'Admiral',
    });
    assert.equal(replaced.body.title, 'Admiral');
    assert.equal(replaced.body.externalId, undefined);
    assert.equal(replaced.body.meta.created, made.body.meta.created);
    assert.equal((await center.scim('DELETE', `/Users/${id}`)).status, 204);
    refused(
      await center.scim('GET', `/Users/${id}`),
      404,
      undefined,
      new RegExp(id),
    );
  });

  it('have a user name of their own, whatever its case', async () => {
    await createUser('taken.name');
    const answer = await center.scim('POST', '/Users', {
      userName: 'Taken.Name',
    });
    refused(answer, 409, 'uniqueness', /^userName: /);
  });

  for (const [field, body] of [
    ['userName', {}],
    ['userName', { userName: '  ' }],
    ['active', { userName: 'x', active: 'yes' }],
    ['emails.0.value', { userName: 'x', emails: [{ value: 'nobody' }] }],
    ['name.formatted', { userName: 'x', name: { formatted: 7 } }],
  ] as const) {
    it(`name the field that is wrong: ${field} of ${JSON.stringify(
      body,
    )}`, async () => {
      const answer = await center.scim('POST', '/Users', body);
      refused(answer, 400, 'invalidValue', new RegExp(`^${field}: `));
    });
  }

  it('are refused where the body is none', async () => {
    refused(
      await center.scim('POST', '/Users', []),
      400,
      'invalidSyntax',
      /object/,
    );
    const text = await center.scim(
      'POST',
      '/Users',
      {},
      { 'Content-Type': 'text/plain' },
    );
    refused(text, 415, undefined, /Content-Type/);
  });

  it('accept attribute names in any case, and null for what is not there', async () => {
    const { body } = await createUser('any.case', {
      DisplayName: 'Any',
      EMAILS: [],
      title: null,
    });
    assert.equal(body.displayName, 'Any');
    assert.equal(body.title, undefined);
  });

  it('show their groups, those around them as indirect', async () => {
    const { body } = await center.scim(
      'GET',
      `/Users/${await center.userId('lin.wei')}`,
    );
    assert.deepEqual(
      body.groups.map(({ display, type }) => [display, type]),
      [
        ['shop', 'direct'],
        ['commerce', 'indirect'],
      ],
    );
  });
});

describe('lists', () => {
  it('come in pages that together hold everyone once', async () => {
    const seen: string[] = [];
    let total = Infinity;
    for (let startIndex = 1; startIndex <= total; startIndex += 3) {
      const { body } = await list('Users', {
        startIndex: String(startIndex),
        count: '3',
      });
      total = body.totalResults;
      assert.equal(body.startIndex, startIndex);
      assert.equal(body.itemsPerPage, body.Resources.length);
      assert.ok(body.itemsPerPage <= 3);
      seen.push(...body.Resources.map(({ id }) => id));
    }
    assert.equal(new Set(seen).size, total);
    assert.ok(total >= 7);
  });

  it('take odd paging as the RFC says', async () => {
    const none = await list('Users', { count: '-1' });
    assert.equal(none.body.Resources.length, 0);
    assert.ok(none.body.totalResults >= 7);
    assert.equal((await list('Users', { startIndex: '0' })).body.startIndex, 1);
    refused(
      await list('Users', { count: 'many' }),
      400,
      'invalidValue',
      /^count: /,
    );
  });

  for (const [filter, expected] of [
    ['userName eq "LIN.WEI"', ['lin.wei']],
    ['username sw "zhao"', ['zhao.min']],
    ['displayName co "ow"', ['anna.kowalska']],
    [
      'userName ew "haddad" or userName eq "newcomer"',
      ['omar.haddad', 'newcomer'],
    ],
    [
      'title eq "Developer" and not (groups.display eq "shop")',
      ['omar.haddad', 'anna.kowalska'],
    ],
    ['groups[display eq "commerce" and type eq "direct"]', ['zhao.min']],
    ['emails.value eq "mei.chen@example.com"', ['mei.chen']],
    ['emails eq "mei.chen@example.com"', ['mei.chen']],
    ['emails[type eq "work" and value sw "sofia"]', ['sofia.rossi']],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "newcomer"',
      ['newcomer'],
    ],
    ['externalId pr and userName eq "lin.wei"', []],
    ['title ne "Developer" and userName sw "lin"', []],
    ['meta.created gt "2999-01-01T00:00:00Z"', []],
  ] as const) {
    it(`are filtered: ${filter}`, async () => {
      const { body, status } = await list('Users', { filter });
      assert.equal(status, 200, body.detail);
      assert.deepEqual(
        body.Resources.map(({ userName }) => userName),
        expected,
      );
    });
  }

  for (const filter of [
    'userName eq',
    'shoeSize eq "44"',
    'userName is "x"',
    '(userName pr',
  ]) {
    it(`refuse the filter ${filter}`, async () => {
      refused(await list('Users', { filter }), 400, 'invalidFilter', /filter/);
    });
  }

  it('leave out what was not asked for', async () => {
    const filter = 'displayName eq "shop"';
    const few = await list('Groups', {
      filter,
      attributes: 'displayName,members.display',
    });
    const [group] = few.body.Resources;
    assert.deepEqual(Object.keys(group ?? {}).sort(), [
      'displayName',
      'id',
      'members',
      'schemas',
    ]);
    assert.deepEqual(group?.members[0], { display: 'Lin Wei' });
    const { body } = await list('Groups', {
      filter,
      excludedAttributes: 'members',
    });
    assert.equal(Reflect.has(body.Resources[0] ?? {}, 'members'), false);
    assert.equal(body.Resources[0]?.displayName, 'shop');
  });
});

describe('groups', () => {
  it('of the samples nest', async () => {
    const { body } = await center.scim(
      'GET',
      `/Groups/${await center.groupId('commerce')}`,
    );
    assert.deepEqual(
      body.members.map(({ display, type }) => `${type} ${display}`),
      ['User Zhao Min', 'Group shop', 'Group payments'],
    );
  });

  it('gain and lose members by PATCH', async () => {
    const one = (await createUser('member.one')).body.id;
    const two = (await createUser('member.two')).body.id;
    const path = `/Groups/${(await createGroup('patched')).body.id}`;
    const members = async () => {
      const { body } = await center.scim('GET', path);
      return body.members.map(({ value }) => value);
    };
    await patch(path, {
      op: 'add',
      path: 'members',
      value: [{ value: one }, { value: two }],
    });
    await patch(path, { op: 'Add', path: 'members', value: [{ value: one }] });
    assert.deepEqual(await members(), [one, two]);
    await patch(path, { op: 'remove', path: `members[value eq "${one}"]` });
    assert.deepEqual(await members(), [two]);
    await patch(path, {
      op: 'replace',
      value: { displayName: 'renamed', members: [{ value: one }] },
    });
    assert.deepEqual(await members(), [one]);
    await patch(path, {
      op: 'remove',
      path: 'members',
      value: [{ value: one }],
    });
    assert.deepEqual(await members(), []);
    await patch(path, { op: 'add', path: 'members', value: { value: two } });
    await patch(path, { op: 'remove', path: 'members' });
    assert.deepEqual(await members(), []);
    assert.equal((await center.scim('GET', path)).body.displayName, 'renamed');
  });

  it('hold only what exists, and never themselves', async () => {
    const inner = (await createGroup('inner')).body.id;
    const outer = (await createGroup('outer', [inner])).body.id;
    const circle = { op: 'add', path: 'members', value: [{ value: outer }] };
    refused(
      await patch(`/Groups/${inner}`, circle),
      400,
      'invalidValue',
      /members\[0\]\.value/,
    );
    const itself = { op: 'add', path: 'members', value: [{ value: inner }] };
    refused(
      await patch(`/Groups/${inner}`, itself),
      400,
      'invalidValue',
      /itself/,
    );
    const body = { displayName: 'ghosts', members: [{ value: 'nobody' }] };
    refused(
      await center.scim('POST', '/Groups', body),
      400,
      'invalidValue',
      /members\[0\]\.value/,
    );
    const wrong = {
      displayName: 'wrong',
      members: [{ value: inner, type: 'User' }],
    };
    refused(
      await center.scim('POST', '/Groups', wrong),
      400,
      'invalidValue',
      /members\[0\]\.type/,
    );
  });

  it('forget who was deleted', async () => {
    const gone = (await createUser('soon.gone')).body.id;
    const group = (await createGroup('forgetful', [gone])).body.id;
    await center.scim('DELETE', `/Users/${gone}`);
    assert.deepEqual(
      (await center.scim('GET', `/Groups/${group}`)).body.members,
      [],
    );
  });

  it('refuse PATCH that does not fit, and then change nothing', async () => {
    const { id } = (await createGroup('steady')).body;
    const path = `/Groups/${id}`;
    const rename = { op: 'replace', path: 'displayName', value: 'changed' };
    const cases = [
      [{ op: 'replace', path: 'color', value: 'red' }, 'invalidPath', /color/],
      [{ op: 'replace', path: 'id', value: 'x' }, 'mutability', /id/],
      [{ op: 'remove' }, 'noTarget', /path/],
      [
        { op: 'replace', path: 'members[value eq "x"].value', value: 'y' },
        'noTarget',
        /members/,
      ],
      [
        { op: 'replace', path: 'members[', value: 'y' },
        'invalidPath',
        /members/,
      ],
      [
        { op: 'replace', path: '__proto__.polluted', value: 'y' },
        'invalidPath',
        /__proto__/,
      ],
      [{ op: 'add', value: 7 }, 'invalidValue', /value/],
      [{ op: 'move', path: 'members' }, 'invalidSyntax', /Operations\.1\.op/],
      [{ op: 'remove', path: 'displayName' }, 'invalidValue', /displayName/],
    ] as const;
    for (const [operation, scimType, detail] of cases) {
      refused(await patch(path, rename, operation), 400, scimType, detail);
    }
    assert.equal((await center.scim('GET', path)).body.displayName, 'steady');
  });
});

describe('PATCH of a person', () => {
  it('reaches parts of values', async () => {
    const { id } = (
      await createUser('in.parts', {
        name: { givenName: 'In' },
        emails: [
          { value: 'home@example.com', type: 'home' },
          { value: 'work@example.com', type: 'work' },
        ],
      })
    ).body;
    const { body } = await patch(
      `/Users/${id}`,
      { op: 'add', path: 'name.formatted', value: 'In Parts' },
      {
        op: 'replace',
        path: 'emails[type eq "work"].value',
        value: 'new@example.com',
      },
      { op: 'remove', path: 'emails[type eq "home"]' },
      {
        op: 'replace',
        value: {
          Title: 'Tester',
          'urn:ietf:params:scim:schemas:core:2.0:User:active': false,
        },
      },
    );
    assert.deepEqual(body.name, { givenName: 'In', formatted: 'In Parts' });
    assert.deepEqual(body.emails, [{ value: 'new@example.com', type: 'work' }]);
    assert.equal(body.title, 'Tester');
    assert.equal(body.active, false);
  });
});

describe('versions', () => {
  it('keep one change from undoing another', async () => {
    const made = await createUser('versioned');
    const path = `/Users/${made.body.id}`;
    const etag = made.headers.get('etag') ?? '';
    assert.equal(etag, made.body.meta.version);
    const unchanged = await center.scim('GET', path, undefined, {
      'If-None-Match': etag,
    });
    assert.equal(unchanged.status, 304);
    const first = await center.scim(
      'PUT',
      path,
      { userName: 'versioned', title: 'A' },
      { 'If-Match': etag },
    );
    assert.equal(first.status, 200);
    assert.notEqual(first.headers.get('etag'), etag);
    const second = await center.scim(
      'PUT',
      path,
      { userName: 'versioned' },
      { 'If-Match': etag },
    );
    refused(second, 412, undefined, /changed/);
    assert.equal(
      (await center.scim('DELETE', path, undefined, { 'If-Match': etag }))
        .status,
      412,
    );
  });

  it('change with the groups of a person', async () => {
    const { body, headers } = await createUser('joins.later');
    await createGroup('joined', [body.id]);
    const after_ = await center.scim('GET', `/Users/${body.id}`);
    assert.notEqual(after_.headers.get('etag'), headers.get('etag'));
  });
});

describe('the file behind it', () => {
  it('keeps what was changed over a restart', async () => {
    const { id } = (await createUser('kept.user')).body;
    await center.restart();
    assert.equal(
      (await center.scim('GET', `/Users/${id}`)).body.userName,
      'kept.user',
    );
  });

  it('holds every one of many changes made at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `at.once.${index}`);
    await Promise.all(names.map(name => createUser(name)));
    await center.restart();
    const { body } = await list('Users', { filter: 'userName sw "at.once."' });
    assert.equal(body.totalResults, names.length);
  });
});
