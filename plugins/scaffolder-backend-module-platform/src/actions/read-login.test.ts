import { checkout, Scene, secrets } from '../__testUtils__/Scene';

const job = 'pilothouse:ci-job:ensure';
const ofPayments = {
  ...checkout,
  owner: 'group:default/payments',
  repoUrl: checkout.repoUrl.replace('shop', 'payments'),
};

let scene: Scene;

const held = (team: string) =>
  scene.ci.credential(team, 'pilothouse-git')?.content;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

it('gives each team an account of its own', async () => {
  await scene.run(job, checkout);
  await scene.run(job, ofPayments, { task: 'other', who: 'ann' });

  expect(held('shop')).toMatchObject({
    username: 'shop.ci',
    password: 'token 1 of shop',
  });
  expect(held('payments')).toMatchObject({ username: 'payments.ci' });
  expect(JSON.stringify([held('shop'), held('payments')])).not.toContain(
    secrets.git,
  );
  expect(scene.logged.join()).not.toContain('token 1');
});

it('gives a new token in place of one that is missing', async () => {
  await scene.run(job, checkout);
  await scene.ci.deleteCredential({ folder: 'shop', id: 'pilothouse-git' });
  await scene.run(job, checkout);

  expect(held('shop')).toMatchObject({ password: 'token 2 of shop' });
});

it('ends earlier tokens only when the CI server has the new one', async () => {
  await scene.git.readers?.ensure('shop', 'earlier');
  const tokens = () => [...(scene.git.readers?.tokens.get('shop') ?? [])];
  tokens()[0][1].at = new Date(0);
  const put = jest.spyOn(scene.ci, 'putCredential');
  put.mockRejectedValueOnce(new Error('is full'));

  await expect(scene.run(job, checkout)).rejects.toThrow('is full');
  expect(tokens()).toHaveLength(2);

  await scene.run(job, checkout);
  expect(tokens().map(([purpose]) => purpose)).toEqual(['task-1']);
});

it('refuses an account that somebody else has made', async () => {
  scene.git.readers?.taken.add('shop');

  await expect(scene.run(job, checkout)).rejects.toThrow('somebody else');
  expect(held('shop')).toBeUndefined();
});

it('gives the login for all teams where the portal may make no accounts', async () => {
  scene.git.readers = undefined;
  await scene.run(job, checkout);

  expect(held('shop')).toMatchObject({
    username: 'ci',
    password: secrets.git,
  });
});
