import { chosenOf, environmentsOf, namesOf } from './environment-choice';

const choices = {
  owners: [
    {
      ref: 'group:default/shop',
      title: 'shop',
      applications: [],
      environments: ['dev', 'extra', 'prod'],
    },
  ],
  silentClusters: [],
};
const schema = {
  items: { enum: ['dev', 'test', 'prod'], enumNames: ['dev · 开发'] },
};

it.each([
  ['the order of the template', schema, 'group:default/shop', ['dev', 'prod']],
  ['all of the team', {}, 'group:default/shop', ['dev', 'extra', 'prod']],
  ['nothing for another', schema, 'group:default/payments', []],
  ['nothing before a team is chosen', schema, undefined, []],
])('offers %s', (_, form, owner, expected) => {
  expect(environmentsOf(form, choices, owner, ['test'])).toEqual(expected);
});

it.each([
  ['in the order of the template', schema, ['dev', 'test', 'prod']],
  ['with all of the team', {}, ['dev', 'extra', 'prod', 'test']],
])('keeps what was chosen while clusters are silent, %s', (_, form, all) => {
  const partly = { ...choices, silentClusters: ['east'] };

  expect(environmentsOf(form, partly, 'group:default/shop', ['test'])).toEqual(
    all,
  );
});

it('calls environments as the template does', () => {
  expect([...namesOf(schema)]).toEqual([
    ['dev', 'dev · 开发'],
    ['test', 'test'],
    ['prod', 'prod'],
  ]);
  expect(namesOf({}).size).toBe(0);
});

it.each([
  [['dev'], ['dev', 'prod'], ['dev']],
  [
    ['prod', 'dev'],
    ['dev', 'prod'],
    ['dev', 'prod'],
  ],
  [['dev'], ['test', 'prod'], ['test']],
  [['dev', 'prod'], ['prod'], ['prod']],
  [[], ['dev'], []],
  [['dev'], [], []],
])('of %j among %j stays %j', (chosen, options, expected) => {
  expect(chosenOf(chosen, options)).toEqual(expected);
});
