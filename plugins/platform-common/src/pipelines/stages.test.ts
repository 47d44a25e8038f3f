import { innermostStages } from './stages';

const stage = (id: string, ...parents: string[]) => ({
  id,
  name: id,
  state: 'failed' as const,
  ...(parents.length > 0 && { parents }),
});

it.each([
  { what: 'nothing', stages: [], innermost: [] },
  {
    what: 'stages side by side',
    stages: [stage('1'), stage('2')],
    innermost: ['1', '2'],
  },
  {
    what: 'stages within others',
    stages: [stage('1'), stage('2', '1'), stage('3', '2'), stage('4')],
    innermost: ['3', '4'],
  },
  {
    what: 'a stage whose parents are no stages, or itself',
    stages: [stage('7', '5', '6', '7')],
    innermost: ['7'],
  },
])('of $what', ({ stages, innermost }) => {
  expect(innermostStages(stages).map(({ id }) => id)).toEqual(innermost);
});
