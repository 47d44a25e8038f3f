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
    /run \(one, of user:default\/lin\).*the job a/,
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
