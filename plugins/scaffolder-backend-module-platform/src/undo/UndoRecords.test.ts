import type { Knex } from 'knex';
import { freshDatabase } from '../__testUtils__/database';
import { Claims } from '../claims/Claims';
import { UndoRecords } from './UndoRecords';

const repository = {
  kind: 'repository',
  name: 'shop/checkout',
  where: 'git.example.com',
} as const;
const job = { kind: 'job', name: 'shop/checkout' } as const;
const left = [{ ...repository, because: 'the git server is down' }];

let db: Knex;
let records: UndoRecords;

beforeEach(async () => {
  db = await freshDatabase();
  records = await UndoRecords.open(db);
});

afterEach(() => db.destroy());

type Deed = (task: string) => Promise<void>;
const begin: Deed = task => records.begin(task, 'checkout');
const addJob: Deed = task => records.add(task, job);
const addRepository: Deed = task => records.add(task, repository);
const leave: Deed = task => records.end(task, left);
const end: Deed = task => records.end(task, []);
const note: Deed = task => records.note(task);

const service = 'checkout';

it.each<[string, Deed[], object | undefined]>([
  ['one that was not undone', [], undefined],
  ['one that has begun', [begin], { service, ended: false, removed: [] }],
  [
    'what is removed so far',
    [begin, addJob],
    { ended: false, removed: [job], left: [] },
  ],
  [
    'what is left',
    [begin, addJob, leave],
    { ended: true, removed: [job], left },
  ],
  [
    'what is left, while it is tried again',
    [begin, addJob, leave, begin],
    { ended: false, removed: [job], left },
  ],
  [
    'all that was removed in the end',
    [begin, addJob, leave, begin, addJob, addRepository, end],
    { ended: true, removed: [job, repository], left: [] },
  ],
  [
    'only the last time of one that was started again',
    [begin, addJob, end, begin, addRepository, end],
    { ended: true, removed: [repository] },
  ],
  ['one without anything', [note], { ended: true, removed: [], left: [] }],
  [
    'one that has nothing more to undo',
    [begin, addJob, end, note],
    { service, ended: true, removed: [job] },
  ],
  ['none that was dropped', [begin, task => records.drop(task)], undefined],
])('keeps %s', async (_, deeds, expected) => {
  await records.begin('another', 'cart');
  for (const deed of deeds) await deed('one');

  const found = await records.find('one');
  expect({ found }).toMatchObject({ found: expected });
  expect(await records.find('another')).toMatchObject({ service: 'cart' });
});

it('comes to a database that has claims already, and keeps them', async () => {
  const lin = { taskId: 'one', userEntityRef: 'user:default/lin' };
  const thing = { kind: 'job', fullName: 'a' } as const;
  await (await Claims.open(db)).take(lin, [thing]);
  await db.schema.dropTable('pilothouse_undo_reports');
  await db('pilothouse_claims_migrations')
    .where('name', '2-undo-reports')
    .delete();

  const opened = await UndoRecords.open(db);
  await opened.begin('one', 'checkout');

  expect(await opened.find('one')).toMatchObject({ ended: false });
  expect(await (await Claims.open(db)).ofTask('one')).toMatchObject([
    { thing },
  ]);
});
