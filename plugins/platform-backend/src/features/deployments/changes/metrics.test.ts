import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { AnswerLostError } from '../../../kube/AnswerLostError';
import { metered } from '../../../metrics/__testUtils__/metered';
import { writeMetrics } from './metrics';

describe('metrics of changes', () => {
  it.each<[string, unknown]>([
    ['done', undefined],
    ['conflict', new ConflictError('')],
    ['refused', new NotAllowedError('')],
    ['refused', new AuthenticationError('')],
    ['not-found', new NotFoundError('')],
    ['invalid', new InputError('')],
    ['unreachable', new ServiceUnavailableError('')],
    ['unknown', new AnswerLostError('east', '')],
    ['failed', new TypeError('')],
    ['failed', 'thrown'],
  ])('count as %s what ended with %s', async (result, error) => {
    const { meter, read } = metered();
    const counted = writeMetrics(meter);
    counted('scale', error);
    counted('scale', error);
    const labels = `action="scale",capability="deployments",result="${result}"`;
    expect(await read()).toMatchObject({
      [`pilothouse_writes_total{${labels}}`]: 2,
    });
  });

  it('are counted from nought, so that the first failure is a rise', async () => {
    const { meter, read } = metered();
    writeMetrics(meter);
    const samples = await read();
    const labels = 'action="restart",capability="deployments",result="failed"';
    expect(samples).toMatchObject({
      [`pilothouse_writes_total{${labels}}`]: 0,
    });
    expect(new Set(Object.values(samples))).toEqual(new Set([0]));
  });
});
