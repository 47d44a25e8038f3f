import { mockServices } from '@backstage/backend-test-utils';
import { readJobTrust } from './config';

const read = (pipelines: object) =>
  readJobTrust(
    mockServices.rootConfig({ data: { pilothouse: { pipelines } } as never }),
  );

describe('readJobTrust', () => {
  it.each([
    ['nothing', {}, 'of-own-folder'],
    ['the default', { jobs: 'of-own-folder' }, 'of-own-folder'],
    ['all', { jobs: 'any' }, 'any'],
  ])('reads %s', (_, pipelines, expected) => {
    expect(read(pipelines)).toBe(expected);
  });

  it('refuses what there is not', () => {
    expect(() => read({ jobs: 'none' })).toThrow(/pilothouse\.pipelines\.jobs/);
  });
});
