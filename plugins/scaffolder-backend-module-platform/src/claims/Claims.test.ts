import type { Knex } from 'knex';
import { freshDatabase } from '../__testUtils__/database';
import type { Thing } from '../things/thing';
import { ClaimedError, Claims } from './Claims';

const lin = { taskId: 'one', userEntityRef: 'user:default/lin' };
const ann = { taskId: 'two', userEntityRef: 'user:default/ann' };
const job = (name: string): Thing => ({ kind: 'job', fullName: name });

let db: Knex;
let claims: Claims;

beforeEach(async () => {
  db = await freshDatabase();
  claims = await Claims.open(db, () => new Date(1_900_000_000_000));
});

afterEach(() => db.destroy());

it('keeps what a task has claimed', async () => {
  const taken = await claims.take(lin, [job('a'), job('b')]);

  expect(await claims.ofTask('one')).toEqual(taken);
  expect(taken[0]).toMatchObject({
    maker: lin,
    thing: job('a'),
    since: new Date(1_900_000_000_000),
    confirmed: false,
  });
  expect(await claims.tasks()).toEqual(['one']);
});

it('gives a task what it has again', async () => {
  const [first] = await claims.take(lin, [job('a')]);
  await claims.confirm([first]);

  const again = await claims.take(lin, [job('a'), job('b')]);

  expect(again.map(({ confirmed }) => confirmed)).toEqual([true, false]);
});

it('gives all or nothing', async () => {
  await claims.take(lin, [job('b')]);

  await expect(claims.take(ann, [job('a'), job('b')])).rejects.toThrow(
    ClaimedError,
  );

  expect(await claims.ofTask('two')).toEqual([]);
});

it('says who has it', async () => {
  await claims.take(lin, [job('a')]);

  await expect(claims.take(ann, [job('a')])).rejects.toThrow(
    /^lin is creating or undoing the job a .* in another run at this moment/,
  );
});

it('lets several tasks want the same folder', async () => {
  const folder = (taskId: string): Thing => ({
    kind: 'folder',
    fullName: 'shop',
    taskId,
  });
  await claims.take(lin, [folder('one')]);

  await expect(claims.take(ann, [folder('two')])).resolves.toHaveLength(1);
});

it('forgets what is dropped', async () => {
  const [a] = await claims.take(lin, [job('a'), job('b')]);
  await claims.drop([a]);

  expect((await claims.ofTask('one')).map(({ thing }) => thing)).toEqual([
    job('b'),
  ]);
  await expect(claims.take(ann, [job('a')])).resolves.toHaveLength(1);
});

it('is opened again with what it had', async () => {
  await claims.take(lin, [job('a')]);

  const again = await Claims.open(db);

  expect(await again.tasks()).toEqual(['one']);
});

it('gives things that are wanted twice at once to one alone', async () => {
  const wanted = [job('a'), job('b')];

  const results = await Promise.allSettled([
    claims.take(lin, wanted),
    claims.take(ann, wanted),
  ]);

  const refused = results.flatMap(each =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  expect(refused).toEqual([expect.any(ClaimedError)]);
  expect(await claims.tasks()).toHaveLength(1);
});

it('takes what was dropped between its two looks', async () => {
  // The first insert is ignored, as by a claim that is gone when it is read.
  await db.raw('CREATE TABLE claimed (by_another INTEGER)');
  await db.raw('INSERT INTO claimed VALUES (1)');
  await db.raw(`CREATE TRIGGER once BEFORE INSERT ON pilothouse_claims
    WHEN EXISTS (SELECT 1 FROM claimed)
    BEGIN DELETE FROM claimed; SELECT RAISE(IGNORE); END`);

  const [taken] = await claims.take(lin, [job('a')]);

  expect(taken).toMatchObject({ maker: lin, thing: job('a') });
});

it('knows a repository in whatever letters', async () => {
  const at = { kind: 'repository', host: 'git.example.com' } as const;
  await claims.take(lin, [{ ...at, owner: 'shop', name: 'checkout' }]);

  await expect(
    claims.take(ann, [{ ...at, owner: 'Shop', name: 'Checkout' }]),
  ).rejects.toThrow(ClaimedError);
});
