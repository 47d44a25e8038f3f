import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  folderXml,
  inlinePipelineXml,
  multibranchXml,
} from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { basic, ServerUnderTest } from '../testing/server-under-test.ts';

describe('who may ask, and what is refused', () => {
  let under: ServerUnderTest;
  before(async () => {
    under = await ServerUnderTest.start(new ScriptedRunner({}));
    await under.postXml('/createItem?name=shop', inlinePipelineXml('x'));
    await under.postXml('/createItem?name=team', folderXml());
  });
  after(() => under.stop());

  it('says its version, and that it is not Jenkins', async () => {
    const { headers } = await under.fetch('/api/json');
    assert.match(headers.get('X-Jenkins') ?? '', /^\d+\.\d+.*stand-in$/);
  });

  it('tells strangers nothing', async () => {
    const answer = await fetch(`${under.url}/api/json`);
    assert.equal(answer.status, 403);
    const me = await fetch(`${under.url}/whoAmI/api/json`);
    const { anonymous, name } = (await me.json()) as Record<string, unknown>;
    assert.deepEqual([anonymous, name], [true, 'anonymous']);
  });

  it('refuses a wrong token', async () => {
    const answer = await under.fetch('/api/json', {
      headers: { Authorization: basic('wrong') },
    });
    assert.equal(answer.status, 401);
    assert.equal(
      answer.headers.get('WWW-Authenticate'),
      'Basic realm="Jenkins"',
    );
  });

  it('wants a crumb of those who come with a password', async () => {
    const headers = { Authorization: basic('password') };
    const refused = await under.post('/job/shop/disable', { headers });
    assert.equal(refused.status, 403);
    assert.match(
      refused.headers.get('X-Error') ?? '',
      /No valid crumb was included/,
    );
    const issued = await under.fetch('/crumbIssuer/api/json', { headers });
    const { crumb, crumbRequestField } = (await issued.json()) as Record<
      string,
      string
    >;
    const taken = await under.post('/job/shop/disable', {
      headers: { ...headers, [String(crumbRequestField)]: String(crumb) },
    });
    assert.equal(taken.status, 302);
    await under.post('/job/shop/enable');
  });

  const refusals: [string, string, string, number, RegExp][] = [
    ['a job that is not there', 'GET', '/job/none/api/json', 404, /named none/],
    [
      'a build that is not there',
      'GET',
      '/job/shop/7/api/json',
      404,
      /no build 7/,
    ],
    [
      'an address that is not there',
      'GET',
      '/job/shop/colour',
      404,
      /Nothing is at colour/,
    ],
    ['the wrong method', 'GET', '/job/shop/doDelete', 405, /use POST/],
    [
      'an unreadable tree',
      'GET',
      '/api/json?tree=jobs[',
      400,
      /parameter tree/,
    ],
    ['a bad encoding', 'GET', '/job/%E0%A4%A', 400, /not encoded properly/],
    ['a build of a folder', 'POST', '/job/team/build', 409, /has no builds/],
    [
      'parameters that a job has not',
      'POST',
      '/job/shop/buildWithParameters?A=b',
      400,
      /not parameterized/,
    ],
    [
      'an item that does not wait',
      'POST',
      '/queue/cancelItem?id=99',
      404,
      /number 99/,
    ],
    [
      'a queue item that is not there',
      'GET',
      '/queue/item/99/api/json',
      404,
      /number 99/,
    ],
    [
      'a delay that is no number',
      'POST',
      '/job/shop/build?delay=soon',
      400,
      /delay must be a whole number/,
    ],
  ];
  refusals.forEach(([title, method, path, status, sentence]) => {
    it(`refuses ${title}`, async () => {
      const answer = await under.fetch(path, { method });
      assert.equal(answer.status, status);
      assert.match(answer.headers.get('X-Error') ?? '', sentence);
      assert.match(await answer.text(), sentence);
    });
  });

  const items: [string, string, string, RegExp][] = [
    [
      'a name that is taken',
      'shop',
      inlinePipelineXml('x'),
      /already exists with the name .shop/,
    ],
    [
      'a name that differs by case only',
      'SHOP',
      inlinePipelineXml('x'),
      /already exists/,
    ],
    ['a name with a slash', 'a/b', inlinePipelineXml('x'), /unsafe character/],
    ['no name', '', inlinePipelineXml('x'), /No name/],
    [
      'a name that leads upward',
      '..',
      inlinePipelineXml('x'),
      /not an allowed name/,
    ],
    [
      'a configuration that is not understood',
      'new',
      '<project/>',
      /root element project/,
    ],
  ];
  items.forEach(([title, name, xml, sentence]) => {
    it(`makes no job with ${title}`, async () => {
      const answer = await under.postXml(
        `/createItem?name=${encodeURIComponent(name)}`,
        xml,
      );
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), sentence);
    });
  });

  it('makes one job of two that are created at once', async () => {
    const answers = await Promise.all(
      [1, 2].map(() =>
        under.postXml('/createItem?name=twice', inlinePipelineXml('x')),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  });

  it('makes a folder of a form, and copies what is in it', async () => {
    const body = new URLSearchParams({
      name: 'form',
      mode: 'com.cloudbees.hudson.plugins.folder.Folder',
    });
    assert.equal((await under.post('/createItem', { body })).status, 302);
    const xml = inlinePipelineXml('inner');
    await under.postXml('/job/form/createItem?name=shop', xml);
    const copy = '/job/form/createItem?name=copy&mode=copy&from=shop';
    assert.equal((await under.post(copy)).status, 302);
    const copied = await under.fetch('/job/form/job/copy/config.xml');
    assert.equal(await copied.text(), xml);
  });

  it('keeps a job of its kind', async () => {
    const answer = await under.postXml(
      '/job/shop/config.xml',
      multibranchXml('x'),
    );
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /is a pipeline and cannot become/);
  });

  it('never says a secret', async () => {
    const store = '/job/team/credentials/store/folder/domain/_';
    const name =
      'com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl';
    const xml = (password: string) =>
      `<${name}><scope>GLOBAL</scope><id>git</id><description>Git</description><username>ci</username><password>${password}</password></${name}>`;
    const created = await under.postXml(
      `${store}/createCredentials`,
      xml('hunter2'),
    );
    assert.equal(created.status, 200);
    const again = await under.postXml(`${store}/createCredentials`, xml('x'));
    assert.equal(again.status, 409);
    const updated = await under.postXml(
      `${store}/credential/git/config.xml`,
      xml('hunter3'),
    );
    assert.equal(updated.status, 200);
    for (const path of [
      `${store}/api/json?depth=3`,
      `${store}/credential/git/api/json`,
      `${store}/credential/git/config.xml`,
    ]) {
      const text = await (await under.fetch(path)).text();
      assert.match(text, /git/);
      assert.doesNotMatch(text, /hunter/);
    }
    assert.deepEqual(under.server.credentials.lookup('team/a/b', 'git'), {
      kind: 'username-password',
      id: 'git',
      username: 'ci',
      password: 'hunter3',
    });
    assert.equal(under.server.credentials.lookup('shop', 'git'), undefined);
    const gone = await under.fetch(`${store}/credential/git/config.xml`, {
      method: 'DELETE',
    });
    assert.equal(gone.status, 200);
    assert.equal(
      (await under.fetch(`${store}/credential/git/api/json`)).status,
      404,
    );
  });
});
